import { Injectable } from '@nestjs/common';
import { needsOf, shanghaiDay, type MatchNotice, type Tender, type Viewer } from '@huanpei/domain';
import { reverseMatch, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { StandingNeeds } from '../market/standing-needs';
import { noticeOf } from './match-lots';
import { openAmong } from './open-among';

/** An open tender with how the supplier's own listings stand towards it, closest first. */
export interface TenderForSupplier {
  readonly tender: Tender;
  readonly matches: readonly MatchNotice[];
}

const RANK: Readonly<Record<MatchNotice['closeness'], number>> = { FITS: 0, ONE_FIGURE_MISSING: 1, NEAR_MISS: 2 };

/** Open tenders that the supplier's equipment fits, or nearly fits, as of now: those with a fit first. */
@Injectable()
export class TendersForSupplier {
  constructor(
    private readonly reads: Reads,
    private readonly needs: StandingNeeds,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Viewer): Promise<readonly TenderForSupplier[]> {
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    const offers = await this.reads.offersOf(viewer.organisationId);
    const reached = await this.needs.reachedBy(offers, asOf);
    // Only what is reached is judged: the listings of each tender, in their order.
    const byTender = new Map<string, Offer[]>();
    offers.forEach((offer, at) => {
      for (const { owner } of reached[at] ?? []) byTender.set(owner.id, [...(byTender.get(owner.id) ?? []), offer]);
    });
    const found: TenderForSupplier[] = [];
    for (const tender of await openAmong(this.reads, [...byTender.keys()], now)) {
      const matches = noticesOf(tender, byTender.get(tender.id) ?? [], asOf);
      if (matches.length > 0) found.push({ tender, matches });
    }
    return found.sort((a, b) => order(a.matches[0], b.matches[0]));
  }
}

function noticesOf(tender: Tender, own: readonly Offer[], asOf: string): readonly MatchNotice[] {
  const notices = needsOf(tender, asOf).flatMap((need, index) => {
    const lotId = tender.content.lots[index]?.id ?? '';
    return own.flatMap((offer) =>
      reverseMatch(offer, [need], matchingReference(), { today: asOf, market: true }).flatMap(
        ({ match }) => noticeOf(match, lotId) ?? [],
      ),
    );
  });
  return notices.sort(order);
}

function order(a: MatchNotice | undefined, b: MatchNotice | undefined): number {
  if (!a || !b) return 0;
  return RANK[a.closeness] - RANK[b.closeness] || b.score - a.score;
}
