import { OfferIndex, type Domain, type MatchingReference, type Need, type NeedResult } from '@huanpei/matching';
import type { MarketQuery, MarketView } from '../ports/market-index';
import type { MarketOffer } from '../ports/reads';

interface Held extends MarketOffer {
  readonly bytes: number;
}

/**
 * The offers of every domain in memory, each domain with its index. Every change is applied in one go, so nobody who
 * asks between two changes sees half of one.
 */
export class HeldMarket {
  private readonly indexes = new Map<Domain, OfferIndex>();
  private readonly held = new Map<string, Held>();
  private total = 0;

  constructor(private readonly reference: MatchingReference) {}

  get size(): number {
    return this.held.size;
  }

  get bytes(): number {
    return this.total;
  }

  offer(id: string): MarketOffer | undefined {
    const held = this.held.get(id);
    return held && { offer: held.offer, revision: held.revision };
  }

  /** Everything held now; what is put or removed later does not change it. */
  offers(): readonly MarketOffer[] {
    return Array.from(this.held.values(), ({ offer, revision }) => ({ offer, revision }));
  }

  /** Those of one domain. */
  *offersOf(domain: Domain): Generator<MarketOffer> {
    for (const held of this.held.values()) if (held.offer.domain === domain) yield held;
  }

  /** Adds an offer, or puts it in the place of the one with its id, which may have been in another domain. */
  put({ offer, revision }: MarketOffer): void {
    const { id, domain } = offer;
    const before = this.held.get(id);
    this.indexOf(domain).put(offer);
    if (before && before.offer.domain !== domain) this.indexOf(before.offer.domain).remove(id);
    const bytes = Buffer.byteLength(JSON.stringify(offer));
    this.held.set(id, { offer, revision, bytes });
    this.total += bytes - (before?.bytes ?? 0);
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const before = this.held.get(id);
    if (!before) return false;
    this.indexOf(before.offer.domain).remove(id);
    this.held.delete(id);
    this.total -= before.bytes;
    return true;
  }

  /**
   * One domain of it, as it stands now.
   *
   * @param position of the change log up to which everything was applied
   * @param stands throws when the market has moved on since
   */
  view(domain: Domain, position: number, stands: () => void = () => undefined): MarketView {
    const held = (): HeldMarket => {
      stands();
      return this;
    };
    return {
      position,
      size: this.indexOf(domain).size,
      offer: (id) => {
        const found = held().offer(id);
        return found?.offer.domain === domain ? found : undefined;
      },
      offers: () => held().offersOf(domain),
      query: (need, query) => held().query(need, query),
      fitting: (need, today, fits) => held().fitting(need, today, fits),
    };
  }

  query(need: Need, { top, today, relaxations = false }: MarketQuery): NeedResult {
    return this.indexOf(need.domain).query(need, {
      top,
      today,
      relaxations,
      // The marketplace knows the record of its firms and when a listing was confirmed.
      market: true,
      offer: (id) => this.held.get(id)?.offer,
    });
  }

  /** The ids of all that fit, of which there are so many. */
  fitting(need: Need, today: string, fits: number): readonly string[] {
    if (fits === 0) return [];
    return this.indexOf(need.domain)
      .search(need, { top: fits, today, nearMisses: false })
      .matches.map(({ offerId }) => offerId);
  }

  private indexOf(domain: Domain): OfferIndex {
    const known = this.indexes.get(domain);
    if (known) return known;
    const index = new OfferIndex(this.reference);
    this.indexes.set(domain, index);
    return index;
  }
}
