import { Injectable } from '@nestjs/common';
import { accepted, refused, type Honour, type Organisation, type Outcome, type Viewer } from '@huanpei/domain';
import { ownershipOfOrganisation, reachable } from '../access';
import { honourExists } from '../codes';
import { decidedBy } from '../decisions';
import { changeMarketOf } from '../listing/market-change';
import { Work } from '../ports/work';

/** An operator records which honours a firm holds. They count for all its listings, so the market changes with them. */
@Injectable()
export class RecordHonours {
  constructor(private readonly work: Work) {}

  execute(viewer: Viewer, id: string, honours: readonly Honour[]): Promise<Outcome<Organisation>> {
    return this.work.run(async (tx) => {
      const organisation = reachable(
        'Mutation.recordHonours',
        viewer,
        await tx.organisations.take(id),
        ownershipOfOrganisation,
      );
      if (!organisation) return refused({ code: 'NOT_FOUND', field: 'id' });
      const unknown = honours.flatMap(({ code }, index) =>
        honourExists(code)
          ? []
          : [{ code: 'UNKNOWN_CODE' as const, field: `honours[${index}].code`, facts: { given: code } }],
      );
      if (unknown.length > 0) return refused(...unknown);
      const next: Organisation = { ...organisation, honours, version: organisation.version + 1 };
      await tx.organisations.save(next);
      await changeMarketOf(tx, next);
      await tx.audit(
        decidedBy(
          viewer,
          'HONOURS_RECORDED',
          { subjectKind: 'ORGANISATION', subjectId: id },
          {
            revision: next.version,
            data: { honours: honours.map((honour) => honour.code).join(',') },
          },
        ),
      );
      return accepted(next);
    });
  }
}
