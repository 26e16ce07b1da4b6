import { Injectable } from '@nestjs/common';
import { elapse, shanghaiDay, type Notification } from '@huanpei/domain';
import { matchingReference } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, Digest } from '../ports/platform';
import { MarketIndex } from '../ports/market-index';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { warnOperators } from './warn-operators';
import { domainsOf, untilCaughtUp, viewsOf } from './markets';
import { keepRuns } from './keep-runs';
import { matchLots, noticesBySupplier } from './match-lots';

/** Checks a published tender against the whole market and tells the suppliers whose equipment fits, or nearly fits. */
@Injectable()
export class MatchTender extends JobHandler<'match-tender'> {
  readonly job = 'match-tender';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly index: MarketIndex,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly digest: Digest,
  ) {
    super();
  }

  async handle({ tenderId, revision }: Jobs['match-tender']): Promise<void> {
    const tender = await this.reads.tender(tenderId);
    // Stale: the change that outdated this job has sent its own.
    if (tender?.revision !== revision || elapse(tender, this.clock.now()).state !== 'PUBLISHED') return;

    // Matching happens outside any transaction: a market may be large.
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    await untilCaughtUp(this.index);
    const results = matchLots(tender, viewsOf(this.index, domainsOf(tender)), matchingReference(), asOf);
    const notices = noticesBySupplier(results);

    await this.work.run(async (tx) => {
      const current = await tx.tenders.take(tenderId);
      if (current?.revision !== revision || elapse(current, this.clock.now()).state !== 'PUBLISHED') return;
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
      // A job that runs twice tells nobody twice, keeps nothing twice and writes down nothing twice.
      const told = await tx.notifications.add(messages);
      const kept = await keepRuns(
        tx,
        results,
        current,
        { asOf, computedAt: now, notified: told },
        this.chance,
        this.digest,
      );
      if (!kept) return;
      await warnOperators(tx, this.chance, current, results, this.clock.now());
      const fits = results.reduce((sum, { all }) => sum + all.fits, 0);
      await tx.audit(
        decidedBySystem(
          'TENDER_MATCHED',
          { subjectKind: 'TENDER', subjectId: tenderId },
          { revision, data: { fits, told: told.length } },
        ),
      );
    });
  }
}
