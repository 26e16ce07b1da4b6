import { Injectable } from '@nestjs/common';
import { accepted, refused, type AuditEntry, type Outcome, type Viewer } from '@huanpei/domain';
import { ownershipOfTender, reachable } from '../access';
import { decidedBy } from '../decisions';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { LONGEST_REASON, tooLong } from '../text-faults';

/** A lot of a published tender as it was checked, at one of its revisions. */
export interface TailoringPlace {
  readonly tenderId: string;
  readonly lotId: string;
  readonly revision: number;
}

/** The entries of the audit chain that are about this place, of those about its tender, in their order. */
export const entriesAt = (
  entries: readonly AuditEntry[],
  { tenderId, lotId, revision }: TailoringPlace,
): readonly AuditEntry[] =>
  entries.filter((one) => one.subjectId === tenderId && one.revision === revision && one.data['lotId'] === lotId);

/**
 * An operator has looked at a tender that one supplier alone met and says what came of it. The warning stays in the
 * audit chain, with this beside it, and waits for nobody any more. Who comes to it while a colleague has just closed it
 * is told what the colleague wrote, and adds a word of their own only knowing that. An amendment that looks tailored
 * again is another warning.
 */
@Injectable()
export class CloseTailoringWarning {
  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
  ) {}

  /**
   * Answers the entry of the warning. `again` adds to what others wrote; the same words sent twice by one member, as
   * after a lost answer, are written down once.
   */
  async execute(viewer: Viewer, place: TailoringPlace, reason: string, again: boolean): Promise<Outcome<AuditEntry>> {
    const { tenderId, lotId, revision } = place;
    const long = tooLong(reason, LONGEST_REASON, 'reason');
    if (long.length > 0) return refused(...long);
    const about = await this.reads.decisionsAbout('TAILORING_SUSPECTED', [tenderId]);
    return this.work.run(async (tx) => {
      const operation = 'Mutation.closeTailoringWarning';
      const tender = reachable(operation, viewer, await tx.tenders.take(tenderId), ownershipOfTender);
      if (!tender) return refused({ code: 'NOT_FOUND', field: 'tenderId' });
      const given = reason.trim();
      if (given === '') return refused({ code: 'REQUIRED', field: 'reason' });
      const [warning] = entriesAt(about, place);
      if (!warning) return refused({ code: 'NOT_FOUND', field: 'lotId' });
      const [last] = entriesAt(await tx.decisionsAbout('TAILORING_CLOSED', tenderId), place);
      if (last?.actor === viewer.memberId && last.reason === given) return accepted(warning);
      if (last && !again) {
        const who = (await tx.members.find(last.actor))?.name ?? '';
        return refused({
          code: 'ALREADY_LOOKED_AT',
          facts: { at: last.at.toISOString(), who, reason: last.reason ?? '' },
        });
      }
      const subject = { subjectKind: 'TENDER' as const, subjectId: tenderId };
      await tx.audit(decidedBy(viewer, 'TAILORING_CLOSED', subject, { revision, reason: given, data: { lotId } }));
      return accepted(warning);
    });
  }
}
