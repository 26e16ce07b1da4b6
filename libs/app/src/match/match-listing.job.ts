import { Injectable } from '@nestjs/common';
import { needsOf, shanghaiDay, type MatchNotice, type Notification, type Tender } from '@huanpei/domain';
import { reverseMatch, type Domain } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, Digest } from '../ports/platform';
import { Reads, type Market, type MarketOffer } from '../ports/reads';
import { Work } from '../ports/work';
import { readMarkets } from './markets';
import { matchLots, noticeOf, runOf } from './match-lots';

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
    const open = await this.reads.openTenders(now);
    const markets = new Map<Domain, Market>();
    for (const tender of open) {
      const needed = [...(await this.marketsOf(tender, markets))];
      const affected =
        needed.some(([, market]) => market.offers.some(({ offer }) => offer.id === listingId)) ||
        (await this.named(tender, listingId));
      if (affected) await this.rematch(tender, new Map(needed), listingId, revision, asOf, now);
    }
  }

  /** Reads each domain's market once for all tenders. */
  private async marketsOf(tender: Tender, known: Map<Domain, Market>): Promise<ReadonlyMap<Domain, Market>> {
    if (tender.content.lots.some((lot) => !known.has(lot.need.domain))) {
      for (const [domain, market] of await readMarkets(this.reads, tender)) known.set(domain, market);
    }
    return known;
  }

  /** Whether the tender's kept runs speak of the listing, which may have left the market since. */
  private async named(tender: Tender, listingId: string): Promise<boolean> {
    const runs = await this.reads.matchRuns(tender.id, tender.revision);
    return runs.some((run) => listingId in run.listingRevisions);
  }

  private async rematch(
    tender: Tender,
    markets: ReadonlyMap<Domain, Market>,
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
      if (current?.revision !== tender.revision || current.state !== 'PUBLISHED') return;
      const supplierId = offered?.offer.supplier;
      const notified = notices.length > 0 && supplierId !== undefined ? [supplierId] : [];
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
      if (notified.length === 0 || supplierId === undefined) return;
      await tx.notifications.add(
        [supplierId, tender.buyerId].map((organisationId): Notification => ({
          id: this.chance.id(),
          organisationId,
          kind: 'NEW_LISTING_MATCHES',
          tenderId: tender.id,
          listingId,
          revision,
          matches: notices,
          reason: null,
          createdAt: this.clock.now(),
          readAt: null,
        })),
      );
    });
  }

  private noticesFor(tender: Tender, { offer }: MarketOffer, asOf: string): readonly MatchNotice[] {
    const needs = needsOf(tender, asOf);
    return reverseMatch(offer, needs, matchingReference(), { today: asOf }).flatMap(({ needId, match }) => {
      const lotId = tender.content.lots[needs.findIndex((need) => need.id === needId)]?.id;
      const notice = lotId === undefined ? undefined : noticeOf(match, lotId);
      return notice ? [notice] : [];
    });
  }
}

function offerIn(markets: ReadonlyMap<Domain, Market>, listingId: string): MarketOffer | undefined {
  for (const market of markets.values()) {
    const found = market.offers.find(({ offer }) => offer.id === listingId);
    if (found) return found;
  }
  return undefined;
}
