import { Injectable } from '@nestjs/common';
import { summariseLots, type DomainSummary } from '@huanpei/domain';
import { DOMAINS, type Domain } from '@huanpei/matching';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';

/** How long one answer serves everybody who asks this process. */
const HOLDS_MS = 5_000;
/** What counts as lately. */
export const LATELY_DAYS = 30;

export interface MarketSummary {
  readonly asOf: Date;
  readonly openTenders: number;
  readonly archivedDemands: number;
  readonly listings: number;
  readonly suppliers: number;
  readonly publishedLately: number;
  readonly domains: readonly (DomainSummary & { readonly listings: number })[];
}

/**
 * The figures of the front page, read at most once in some seconds, however many ask. Gaps are those of the kept checks;
 * nothing is matched for it.
 */
@Injectable()
export class SummariseMarket {
  private last: { readonly at: Date; readonly answer: Promise<MarketSummary> } | undefined;

  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  execute(): Promise<MarketSummary> {
    const now = this.clock.now();
    if (this.last && Math.abs(now.getTime() - this.last.at.getTime()) < HOLDS_MS) return this.last.answer;
    const answer = this.read(now);
    const asked = { at: now, answer };
    this.last = asked;
    // What failed is asked again by the next.
    answer.catch(() => {
      if (this.last === asked) this.last = undefined;
    });
    return answer;
  }

  private async read(now: Date): Promise<MarketSummary> {
    const since = new Date(now.getTime() - LATELY_DAYS * 24 * 60 * 60_000);
    const [lots, listed, publishedLately, suppliers, archivedDemands] = await Promise.all([
      this.reads.openLots(now),
      this.reads.listedByDomain(),
      this.reads.tendersPublishedSince(since),
      this.reads.verifiedSuppliers(),
      this.reads.demandCount(),
    ]);
    const of = (domain: Domain): number => listed.get(domain) ?? 0;
    return {
      asOf: now,
      openTenders: new Set(lots.map(({ tenderId }) => tenderId)).size,
      archivedDemands,
      listings: [...listed.values()].reduce((sum, count) => sum + count, 0),
      suppliers,
      publishedLately,
      domains: DOMAINS.map((domain) => ({
        ...summariseLots(
          domain,
          lots.filter((lot) => lot.domain === domain),
        ),
        listings: of(domain),
      })),
    };
  }
}
