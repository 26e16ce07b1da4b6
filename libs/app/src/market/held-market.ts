import {
  OfferIndex,
  type Domain,
  type MatchingReference,
  type Need,
  type NeedResult,
  type Offer,
} from '@huanpei/matching';
import type { MarketQuery, MarketView, Standing } from '../ports/market-index';
import type { MarketOffer } from '../ports/reads';
import { asListed, restOf } from './as-listed';
import { ListedTexts } from './listed-texts';
import { restoreFrom, snapshotOf } from './market-snapshot';

/** One domain: its offers in an index, and beside it what the index does not give back. */
interface Part {
  readonly index: OfferIndex;
  readonly texts: ListedTexts;
  /** Offers that were replaced or removed since the index was built: each has left something in it. */
  replaced: number;
}

/**
 * The offers of every domain in memory, in columns: an offer is put together only when somebody looks at it. Every change
 * is applied in one go, so nobody who asks between two changes sees half of one.
 */
export class HeldMarket {
  private readonly parts = new Map<Domain, Part>();

  constructor(private readonly reference: MatchingReference) {}

  /**
   * The market that `snapshot` wrote. Its arrays are views of the bytes, which belong to it from now on.
   *
   * @throws NotAMarket or NotASnapshot where the bytes are something else, or not all of it
   */
  static restore(reference: MatchingReference, bytes: Uint8Array): HeldMarket {
    const market = new HeldMarket(reference);
    for (const { domain, index, texts, replaced } of restoreFrom(bytes))
      market.parts.set(domain, {
        index: OfferIndex.restore(reference, index),
        texts: ListedTexts.from(texts),
        replaced,
      });
    return market;
  }

  /** All of it as bytes, in pieces that follow each other; what is put or removed later does not change them. */
  snapshot(): readonly Uint8Array[] {
    return snapshotOf(
      Array.from(this.parts, ([domain, { index, texts, replaced }]) => ({
        domain,
        index: index.snapshot(),
        texts: texts.data(),
        replaced,
      })),
    );
  }

  get size(): number {
    return this.sum(({ index }) => index.size);
  }

  /** Bytes that columns, dictionaries and texts take. */
  get bytes(): number {
    return this.sum(({ index, texts }) => index.bytes + texts.bytes);
  }

  /** Offers that were replaced or removed, and whose place is given back only when the market is built anew. */
  get replaced(): number {
    return this.sum((part) => part.replaced);
  }

  /** The offer as it was listed. */
  offer(id: string): MarketOffer | undefined {
    for (const part of this.parts.values()) {
      const found = offerIn(part, id);
      if (found) return found;
    }
    return undefined;
  }

  /** Adds an offer, or puts it in the place of the one with its id, which may have been in another domain. */
  put({ offer, revision }: MarketOffer): void {
    const { id, domain } = offer;
    const part = this.partOf(domain);
    const known = part.index.numberOf(id) !== 0;
    part.index.put(offer);
    const number = part.index.numberOf(id);
    part.texts.put(number, revision, offer.supplier, restOf(offer, part.index.get(id) as Offer));
    if (known) part.replaced += 1;
    else for (const [other, of] of this.parts) if (other !== domain) removeFrom(of, id);
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    for (const part of this.parts.values()) if (removeFrom(part, id)) return true;
    return false;
  }

  /**
   * One domain of it, as it stands now.
   *
   * @param position of the change log up to which everything was applied
   * @param stands throws when the market has moved on since
   */
  view(domain: Domain, position: number, stands: () => void = () => undefined): MarketView {
    const part = (): Part => {
      stands();
      return this.partOf(domain);
    };
    return {
      position,
      size: this.partOf(domain).index.size,
      offer: (id) => offerIn(part(), id),
      offers: (need) => offersIn(part(), need ?? { id: '', name: {}, domain }, stands),
      standing: (id) => standingIn(part(), id),
      suppliers: (need) => suppliersIn(part(), need),
      query: (need, query) => {
        stands();
        return this.query(need, query);
      },
      fitting: (need, today, fits) => {
        stands();
        return this.fitting(need, today, fits);
      },
    };
  }

  query(need: Need, { top, today, relaxations = false }: MarketQuery): NeedResult {
    const part = this.partOf(need.domain);
    return part.index.query(need, {
      top,
      today,
      relaxations,
      // The marketplace knows the record of its firms and when a listing was confirmed.
      market: true,
      offer: (id) => offerIn(part, id)?.offer,
    });
  }

  /** The ids of all that fit, of which there are so many. */
  fitting(need: Need, today: string, fits: number): readonly string[] {
    if (fits === 0) return [];
    return this.partOf(need.domain)
      .index.search(need, { top: fits, today, nearMisses: false })
      .matches.map(({ offerId }) => offerId);
  }

  private partOf(domain: Domain): Part {
    const known = this.parts.get(domain);
    if (known) return known;
    const part: Part = { index: new OfferIndex(this.reference), texts: new ListedTexts(), replaced: 0 };
    this.parts.set(domain, part);
    return part;
  }

  private sum(of: (part: Part) => number): number {
    let sum = 0;
    for (const part of this.parts.values()) sum += of(part);
    return sum;
  }
}

function offerIn({ index, texts }: Part, id: string): MarketOffer | undefined {
  const number = index.numberOf(id);
  return number === 0 ? undefined : offerOf({ index, texts }, number, id);
}

function offerOf({ index, texts }: Pick<Part, 'index' | 'texts'>, number: number, id: string): MarketOffer {
  const offer = asListed(texts.text(number), texts.supplier(number), index.get(id) as Offer);
  return { offer, revision: texts.revision(number) };
}

/** Asks before each whether the market still stands: the columns it is read from are those that change. */
function* offersIn({ index, texts }: Part, need: Need, stands: () => void): Generator<MarketOffer> {
  for (const number of index.compared(need)) {
    stands();
    yield offerOf({ index, texts }, number, index.idOf(number));
  }
}

function standingIn({ index, texts }: Part, id: string): Standing | undefined {
  const number = index.numberOf(id);
  return number === 0 ? undefined : { revision: texts.revision(number), supplier: texts.supplier(number) };
}

/** How many suppliers have something that the need is compared with; offers that name none count as one's. */
function suppliersIn({ index, texts }: Part, need: Need): number {
  const suppliers = new Set<number>();
  for (const number of index.compared(need)) suppliers.add(texts.supplierCode(number));
  return suppliers.size;
}

function removeFrom(part: Part, id: string): boolean {
  const number = part.index.numberOf(id);
  if (number === 0) return false;
  part.index.remove(id);
  part.texts.drop(number);
  part.replaced += 1;
  return true;
}
