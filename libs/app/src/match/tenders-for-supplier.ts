import { Injectable } from '@nestjs/common';
import { needsOf, shanghaiDay, type MatchNotice, type Tender, type Viewer } from '@huanpei/domain';
import { reverseMatch, type Domain } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { Clock } from '../ports/platform';
import { Reads, type Market } from '../ports/reads';
import { readMarkets } from './markets';
import { noticeOf } from './match-lots';

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
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Viewer): Promise<readonly TenderForSupplier[]> {
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    const markets = new Map<Domain, Market>();
    const found: TenderForSupplier[] = [];
    for (const tender of await this.reads.openTenders(now)) {
      if (tender.content.lots.some((lot) => !markets.has(lot.need.domain))) {
        for (const [domain, market] of await readMarkets(this.reads, tender)) markets.set(domain, market);
      }
      const matches = this.noticesOf(tender, markets, viewer.organisationId, asOf);
      if (matches.length > 0) found.push({ tender, matches });
    }
    return found.sort((a, b) => order(a.matches[0], b.matches[0]));
  }

  private noticesOf(
    tender: Tender,
    markets: ReadonlyMap<Domain, Market>,
    supplierId: string,
    asOf: string,
  ): readonly MatchNotice[] {
    const notices = needsOf(tender, asOf).flatMap((need, index) => {
      const lotId = tender.content.lots[index]?.id ?? '';
      const own = (markets.get(need.domain)?.offers ?? []).filter(({ offer }) => offer.supplier === supplierId);
      return own.flatMap(({ offer }) =>
        reverseMatch(offer, [need], matchingReference(), { today: asOf, market: true }).flatMap(
          ({ match }) => noticeOf(match, lotId) ?? [],
        ),
      );
    });
    return notices.sort(order);
  }
}

function order(a: MatchNotice | undefined, b: MatchNotice | undefined): number {
  if (!a || !b) return 0;
  return RANK[a.closeness] - RANK[b.closeness] || b.score - a.score;
}
