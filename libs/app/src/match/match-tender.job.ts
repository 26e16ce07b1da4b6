import { Injectable } from '@nestjs/common';
import { shanghaiDay, type Notification } from '@huanpei/domain';
import { matchingReference } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, Digest } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { readMarkets } from './markets';
import { matchLots, noticesBySupplier, runOf } from './match-lots';

/** Checks a published tender against the whole market and tells the suppliers whose equipment fits, or nearly fits. */
@Injectable()
export class MatchTender extends JobHandler<'match-tender'> {
  readonly job = 'match-tender';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly digest: Digest,
  ) {
    super();
  }

  async handle({ tenderId, revision }: Jobs['match-tender']): Promise<void> {
    const tender = await this.reads.tender(tenderId);
    // Stale: the change that outdated this job has sent its own.
    if (tender?.revision !== revision || tender.state !== 'PUBLISHED') return;

    // Reading and matching happen outside any transaction: a market may be large.
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    const results = matchLots(tender, await readMarkets(this.reads, tender), matchingReference(), asOf);
    const notices = noticesBySupplier(results);

    await this.work.run(async (tx) => {
      const current = await tx.tenders.take(tenderId);
      if (current?.revision !== revision || current.state !== 'PUBLISHED') return;
      const notified = [...notices.keys()].sort();
      for (const result of results) {
        const stamp = {
          id: this.chance.id(),
          asOf,
          computedAt: now,
          referenceEdition: matchingReference().edition,
          notified,
        };
        await tx.matchRuns.add(runOf(result, current, stamp, (text) => this.digest.sha256(text)));
      }
      const messages = [...notices].map(([organisationId, matches]): Notification => ({
        id: this.chance.id(),
        organisationId,
        kind: 'TENDER_MATCHES',
        tenderId,
        listingId: null,
        revision,
        matches,
        reason: null,
        createdAt: this.clock.now(),
        readAt: null,
      }));
      const told = await tx.notifications.add(messages);
      const fits = results.reduce((sum, { all }) => sum + all.fits, 0);
      await tx.audit(
        decidedBySystem(
          'TENDER_MATCHED',
          { subjectKind: 'TENDER', subjectId: tenderId },
          { revision, data: { fits, told } },
        ),
      );
    });
  }
}
