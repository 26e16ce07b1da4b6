import { Injectable } from '@nestjs/common';
import {
  accepted,
  refused,
  type Honour,
  type Organisation,
  type Outcome,
  type Refusal,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfOrganisation, reachable } from '../access';
import { honourExists } from '../codes';
import { decidedBy } from '../decisions';
import { changeMarketOf } from '../listing/market-change';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { MOST, notADay, tooLong, tooMany } from '../text-faults';

/** An operator records which honours a firm holds. They count for all its listings, so the market changes with them. */
@Injectable()
export class RecordHonours {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  /** `expectedVersion` guards against overwriting what a colleague has recorded meanwhile. */
  execute(
    viewer: Viewer,
    id: string,
    honours: readonly Honour[],
    expectedVersion: number | null = null,
  ): Promise<Outcome<Organisation>> {
    return this.work.run(async (tx) => {
      const organisation = reachable(
        'Mutation.recordHonours',
        viewer,
        await tx.organisations.take(id),
        ownershipOfOrganisation,
      );
      if (!organisation) return refused({ code: 'NOT_FOUND', field: 'id' });
      if (expectedVersion !== null && organisation.version !== expectedVersion)
        return refused({ code: 'STALE_VERSION', field: 'expectedVersion', facts: { version: organisation.version } });
      const faults = honourFaults(honours);
      if (faults.length > 0) return refused(...faults);
      const next: Organisation = { ...organisation, honours, version: organisation.version + 1 };
      await tx.organisations.save(next);
      await changeMarketOf(tx, next, this.clock.now());
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

function honourFaults(honours: readonly Honour[]): readonly Refusal[] {
  const large = tooMany(honours, MOST.items, 'honours');
  if (large.length > 0) return large;
  return honours.flatMap(({ code, number, issuedOn, validUntil }, index): readonly Refusal[] => {
    const field = `honours[${index}]`;
    return [
      ...(honourExists(code)
        ? []
        : [{ code: 'UNKNOWN_CODE' as const, field: `${field}.code`, facts: { kind: 'honour', given: code } }]),
      ...(honours.findIndex((other) => other.code === code) < index
        ? [{ code: 'DUPLICATE' as const, field: `${field}.code`, facts: { id: code } }]
        : []),
      ...tooLong(number, MOST.line, `${field}.number`),
      ...notADay(issuedOn, `${field}.issuedOn`),
      ...notADay(validUntil, `${field}.validUntil`),
    ];
  });
}
