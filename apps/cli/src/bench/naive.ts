import {
  byScore,
  comparable,
  evaluatePrepared,
  failures,
  prepareNeed,
  type Match,
  type MatchingReference,
  type MatchOutcome,
  type Need,
  type Offer,
} from '@huanpei/matching';

/** What an index answers to a need: exact counts, and the best by id. */
export interface Answer {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly matches: readonly { readonly offerId: string; readonly outcome: MatchOutcome; readonly score: number }[];
  readonly nearMisses: readonly { readonly offerId: string; readonly score: number }[];
}

/**
 * The naive scan, and the oracle of the bench: every offer as an object through the engine's own evaluator. It keeps no
 * more than the best, so that its time is that of looking, not of collecting.
 */
export function scan(
  need: Need,
  offers: readonly Offer[],
  reference: MatchingReference,
  { top, today }: { readonly top: number; readonly today: string },
): Answer {
  const prepared = prepareNeed(need, reference, today);
  const [fitting, waiting, near] = [new Best(top), new Best(top), new Best(top)];
  let [compared, fits, needsData, ruledOut] = [0, 0, 0, 0];
  for (const offer of offers) {
    if (!comparable(need, offer, reference)) continue;
    compared += 1;
    const match = evaluatePrepared(prepared, offer);
    switch (match.outcome) {
      case 'FITS':
        fits += 1;
        fitting.add(match);
        break;
      case 'NEEDS_DATA':
        needsData += 1;
        waiting.add(match);
        break;
      case 'RULED_OUT':
        ruledOut += 1;
        if (failures(match) === 1) near.add(match);
    }
  }
  return {
    compared,
    fits,
    needsData,
    ruledOut,
    matches: [...fitting.list, ...waiting.list]
      .slice(0, top)
      .map(({ offerId, outcome, score }) => ({ offerId, outcome, score })),
    nearMisses: near.list.map(({ offerId, score }) => ({ offerId, score })),
  };
}

/** The best matches so far, in order. */
class Best {
  readonly list: Match[] = [];

  constructor(private readonly top: number) {}

  add(match: Match): void {
    const { list } = this;
    const last = list.at(-1);
    if (list.length === this.top && last && byScore(match, last) >= 0) return;
    let at = list.length;
    while (at > 0 && byScore(match, list[at - 1] as Match) < 0) at -= 1;
    list.splice(at, 0, match);
    if (list.length > this.top) list.pop();
  }
}

/** Whether two answers say the same: counts, order, outcomes and scores, near misses included where both give them. */
export function agree(one: Answer, other: Answer, nearMisses = true): boolean {
  const score = (a: number, b: number) => Math.abs(a - b) < 1.5e-9;
  return (
    one.compared === other.compared &&
    one.fits === other.fits &&
    one.needsData === other.needsData &&
    one.ruledOut === other.ruledOut &&
    one.matches.length === other.matches.length &&
    one.matches.every((match, at) => {
      const its = other.matches[at];
      return (
        its !== undefined &&
        its.offerId === match.offerId &&
        its.outcome === match.outcome &&
        score(its.score, match.score)
      );
    }) &&
    (!nearMisses ||
      (one.nearMisses.length === other.nearMisses.length &&
        one.nearMisses.every((match, at) => {
          const its = other.nearMisses[at];
          return its !== undefined && its.offerId === match.offerId && score(its.score, match.score);
        })))
  );
}
