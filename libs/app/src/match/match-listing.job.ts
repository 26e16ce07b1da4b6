import { Injectable } from '@nestjs/common';
import { elapse, needsOf, shanghaiDay, type MatchNotice, type Notification, type Tender } from '@huanpei/domain';
import { reverseMatch, type Domain, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, Digest } from '../ports/platform';
import { MarketIndex, type MarketView } from '../ports/market-index';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { domainsOf, untilCaughtUp, viewsOf } from './markets';
import { keepRuns } from './keep-runs';
import { matchLots, noticeOf } from './match-lots';

/**
 * A listing came to the market, changed or left it: every open tender of its domain is checked again, and where the
 * new listing fits, or nearly fits, its supplier and the buyer are told.
 */
@Injectable()
export class MatchListing extends JobHandler<'match-listing'> {
  readonly job = 'match-listing';

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

  async handle({ listingId, revision }: Jobs['match-listing']): Promise<void> {
    const listing = await this.reads.listing(listingId);
    if (!listing || listing.revision !== revision) return;
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    // It may have left the market, or its domain, since their last run.
    const named = new Set(await this.reads.tendersNaming(listingId));
    const tenders = await this.reads.openTenders(now);
    await untilCaughtUp(this.index);
    for (const tender of tenders) {
      // The market moves on while one tender after the other is kept, so each is checked against what stands then.
      const markets = viewsOf(this.index, domainsOf(tender));
      if (named.has(tender.id) || offerIn(markets, listingId))
        await this.rematch(tender, markets, listingId, revision, asOf, now);
    }
  }

  private async rematch(
    tender: Tender,
    markets: ReadonlyMap<Domain, MarketView>,
    listingId: string,
    revision: number,
    asOf: string,
    now: Date,
  ): Promise<void> {
    const results = matchLots(tender, markets, matchingReference(), asOf);
    const offered = offerIn(markets, listingId);
    const notices = offered === undefined ? [] : this.noticesFor(tender, offered, asOf);
    await this.work.run(async (tx) => {
      const current = await tx.tenders.take(tender.id);
      if (current?.revision !== tender.revision || elapse(current, this.clock.now()).state !== 'PUBLISHED') return;
      const supplierId = offered?.supplier;
      const news =
        notices[0] !== undefined &&
        (await tx.notifications.lastCloseness(tender.id, listingId)) !== notices[0].closeness;
      const told =
        news && supplierId !== undefined
          ? await tx.notifications.add(
              this.messages([supplierId, tender.buyerId], tender, listingId, revision, notices),
            )
          : [];
      const kept = await keepRuns(
        tx,
        results,
        current,
        { asOf, computedAt: now, notified: told },
        this.chance,
        this.digest,
      );
      if (!kept) return;
      const fits = results.reduce((sum, { all }) => sum + all.fits, 0);
      await tx.audit(
        decidedBySystem(
          'TENDER_MATCHED',
          { subjectKind: 'TENDER', subjectId: tender.id },
          { revision: tender.revision, data: { fits, told: told.length, listingId } },
        ),
      );
    });
  }

  private messages(
    organisations: readonly string[],
    tender: Tender,
    listingId: string,
    revision: number,
    matches: readonly MatchNotice[],
  ): readonly Notification[] {
    return organisations.map((organisationId) => ({
      id: this.chance.id(),
      organisationId,
      kind: 'NEW_LISTING_MATCHES',
      tenderId: tender.id,
      listingId,
      revision,
      matches,
      reason: null,
      createdAt: this.clock.now(),
      readAt: null,
    }));
  }

  private noticesFor(tender: Tender, offer: Offer, asOf: string): readonly MatchNotice[] {
    const needs = needsOf(tender, asOf);
    return reverseMatch(offer, needs, matchingReference(), { today: asOf, market: true }).flatMap(
      ({ needId, match }) => {
        const lotId = tender.content.lots[needs.findIndex((need) => need.id === needId)]?.id;
        const notice = lotId === undefined ? undefined : noticeOf(match, lotId);
        return notice ? [notice] : [];
      },
    );
  }
}

function offerIn(markets: ReadonlyMap<Domain, MarketView>, listingId: string): Offer | undefined {
  for (const market of markets.values()) {
    const found = market.offer(listingId);
    if (found) return found.offer;
  }
  return undefined;
}
