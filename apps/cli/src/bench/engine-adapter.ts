import {
  counts,
  evaluatePrepared,
  NeedIndex,
  OfferIndex,
  prepareNeed,
  comparable,
  type Match,
  type MatchingReference,
  type Need,
  type Offer,
  type Verdict,
} from '@huanpei/matching';
import type { Answer } from './naive';

/** What the bench asks of an index over offers. */
export interface MatchingIndex {
  readonly size: number;
  /** What the index says it holds, in bytes. */
  readonly bytes: number;
  put(offer: Offer): void;
  remove(id: string): boolean;
  /** Exact counts and the best by id; near misses only when asked for. */
  search(need: Need, options: { readonly top: number; readonly today: string; readonly nearMisses: boolean }): Answer;
  /** The findings of these offers, in the order of the ids. */
  explain(need: Need, ids: readonly string[], options: { readonly today: string }): readonly Match[];
  /** The index as bytes for a fast start. */
  snapshot(): readonly Uint8Array[];
}

/** What stands between an offer and a need that it nearly fits: the one finding that does not pass. */
export interface Nearly {
  readonly needId: string;
  readonly findingId: string;
  readonly verdict: Verdict;
}

/** What one offer is worth to all needs: exact counts, those it fits, and those one finding away. */
export interface ReverseAnswer {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly fitting: readonly string[];
  readonly nearly: readonly Nearly[];
}

/** What the bench asks of an index over needs. */
export interface ReverseIndex {
  readonly size: number;
  readonly bytes: number;
  match(offer: Offer, options: { readonly today: string }): ReverseAnswer;
}

export function buildIndex(offers: Iterable<Offer>, reference: MatchingReference): MatchingIndex {
  return adapted(OfferIndex.build(reference, offers));
}

/** An index from its snapshot. */
export function restoreIndex(bytes: Uint8Array, reference: MatchingReference): MatchingIndex {
  return adapted(OfferIndex.restore(reference, bytes));
}

const adapted = (index: OfferIndex): MatchingIndex => ({
  get size() {
    return index.size;
  },
  get bytes() {
    return index.bytes;
  },
  put: (offer) => index.put(offer),
  remove: (id) => index.remove(id),
  search: (need, options) => index.search(need, options),
  explain: (need, ids, options) => index.explain(need, ids, options),
  snapshot: () => index.snapshot(),
});

export function buildReverse(needs: Iterable<Need>, reference: MatchingReference): ReverseIndex {
  const index = new NeedIndex(reference);
  for (const need of needs) index.put(need);
  index.settle();
  return index;
}

/** The naive scan the other way round, and its oracle: one offer against every need through the engine's evaluator. */
export function reverseScan(
  offer: Offer,
  needs: readonly Need[],
  reference: MatchingReference,
  today: string,
): ReverseAnswer {
  const fitting: string[] = [];
  const nearly: Nearly[] = [];
  let [compared, needsData, ruledOut] = [0, 0, 0];
  for (const need of needs) {
    if (!comparable(need, offer, reference)) continue;
    compared += 1;
    const match = evaluatePrepared(prepareNeed(need, reference, today), offer);
    if (match.outcome === 'FITS') fitting.push(need.id);
    else if (match.outcome === 'NEEDS_DATA') needsData += 1;
    else ruledOut += 1;
    const open = match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS');
    const [only] = open;
    if (open.length === 1 && only) nearly.push({ needId: need.id, findingId: only.id, verdict: only.verdict });
  }
  return { compared, fits: fitting.length, needsData, ruledOut, fitting, nearly };
}

/** Whether two answers of the other way round say the same, in whatever order. */
export function reverseAgree(one: ReverseAnswer, other: ReverseAnswer): boolean {
  const told = ({ compared, fits, needsData, ruledOut, fitting, nearly }: ReverseAnswer) =>
    JSON.stringify([
      compared,
      fits,
      needsData,
      ruledOut,
      [...fitting].sort(),
      nearly.map(({ needId, findingId, verdict }) => `${needId} ${findingId} ${verdict}`).sort(),
    ]);
  return told(one) === told(other);
}
