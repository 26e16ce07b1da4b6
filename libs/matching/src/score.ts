import type { Checked } from './check';
import type { Demand, PreparedNeed } from './demand';
import { BASES, type Basis, type Offer } from './model';
import { SCORE_TERMS, scoreTermsOf, weightOf, type ScoreTerm } from './terms';
import { traitTermsOf, traitValue } from './traits';

export const PROOF: Readonly<Record<Basis, number>> = {
  VERIFIED: 1,
  TESTED: 0.8,
  GUARANTEED: 0.6,
  TYPICAL: 0.3,
  PLANNING: 0.15,
};

/** The same by rank, strongest first. */
export const PROOF_BY_RANK: readonly number[] = BASES.map((basis) => PROOF[basis]);

/** A demand with what its check came to. */
export interface Judged {
  readonly demand: Demand;
  readonly checked: Checked;
}

interface Mean {
  sum: number;
  weight: number;
}

/** What one term adds to a score. */
export interface Contribution {
  readonly term: ScoreTerm;
  /** The term's weight, before it is divided by the sum of all that are measured. */
  readonly weight: number;
  /** How well the offer does in this term, in [0, 1]. */
  readonly value: number;
  /** Its part of the score; those of all terms add up to it. */
  readonly contribution: number;
}

/** The additive score in [0, 1]: the sum of what the terms contribute. */
export function scoreOf(judged: readonly Judged[], prepared: PreparedNeed, offer: Offer): number {
  return rounded(contributions(judged, prepared, offer).reduce((sum, { contribution }) => sum + contribution, 0));
}

const rounded = (score: number): number => Math.min(1, Math.max(0, Math.round(score * 1e9) / 1e9));

/** The rounded score of a sum that may be off by `noise`; undefined when it is too close to call. */
export function roundedScore(score: number, noise: number): number | undefined {
  const [low, high] = [rounded(score - noise), rounded(score + noise)];
  return low === high ? low : undefined;
}

/**
 * What each term that the need measures contributes, in the order of the terms. Only passes earn anything where demands
 * are measured, so a finding that turns to FAIL or UNKNOWN never raises the score. Envelopes are left out, because an
 * offer that states one must not be measured by more than its rival.
 */
export function contributions(
  judged: readonly Judged[],
  prepared: PreparedNeed,
  offer: Offer,
): readonly Contribution[] {
  const means = meansOf(judged, prepared, offer);
  const measured = SCORE_TERMS.flatMap((term) => {
    const mean = means.get(term);
    if (!mean || mean.weight <= 0) return [];
    return [{ term, weight: weightOf(term, prepared.need), value: mean.sum / mean.weight }];
  });
  const all = measured.reduce((sum, { weight }) => sum + weight, 0);
  return measured.map((one) => ({ ...one, contribution: all > 0 ? (one.weight * one.value) / all : 0 }));
}

function meansOf(
  judged: readonly Judged[],
  prepared: PreparedNeed,
  offer: Offer,
): ReadonlyMap<ScoreTerm, Readonly<Mean>> {
  const means = new Map<ScoreTerm, Mean>();
  for (const alternatives of alternativesOf(judged)) {
    addBest(means, alternatives);
  }
  const units = carryingUnits(judged);
  for (const term of traitTermsOf(prepared)) {
    means.set(term, { sum: traitValue(term, prepared, offer, units), weight: 1 });
  }
  return means;
}

/** How many units carry the duty: unknown unless the finding on its capacity passes. */
function carryingUnits(judged: readonly Judged[]): number | undefined {
  const capacity = judged.find(({ demand }) => demand.kind === 'ENVELOPE' && demand.id === 'capacity')?.checked;
  return capacity?.verdict === 'PASS' ? capacity.units : undefined;
}

/** Ungrouped demands one by one; the members of a group together, of which the best counts. */
function alternativesOf(judged: readonly Judged[]): readonly (readonly Judged[])[] {
  const groups = new Map<string, Judged[]>();
  const single: Judged[][] = [];
  for (const one of judged) {
    if (one.demand.kind === 'ENVELOPE' && one.demand.onlyIfStated) continue;
    const { group } = one.demand;
    if (group === undefined) single.push([one]);
    else groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [...single, ...groups.values()];
}

/** Each term takes the best of the alternatives, so that making one worse never raises the score. */
function addBest(means: Map<ScoreTerm, Mean>, alternatives: readonly Judged[]): void {
  const weight = Math.max(...alternatives.map(({ demand }) => demand.weight));
  const best = new Map<ScoreTerm, number>();
  for (const one of alternatives) {
    for (const term of scoreTermsOf(one.demand))
      best.set(term, Math.max(best.get(term) ?? 0, valueOf(term, one.checked)));
  }
  for (const [term, value] of best) {
    const mean = means.get(term) ?? { sum: 0, weight: 0 };
    means.set(term, { sum: mean.sum + weight * value, weight: mean.weight + weight });
  }
}

/** What a check is worth in a term that its demand measures. */
function valueOf(term: ScoreTerm, { verdict, margin, room, evidence, fit }: Checked): number {
  if (verdict !== 'PASS') return 0;
  switch (term) {
    case 'completeness':
      return 1;
    case 'margin':
    case 'price':
    case 'energy':
      return saturating(room ?? margin ?? 0);
    case 'evidence':
      return evidence === undefined ? 1 : PROOF[evidence];
    case 'capacity':
      return fit ?? 0;
    case 'suitability':
    case 'scenario':
    case 'record':
    case 'freshness':
      throw new Error(`no demand measures ${term}`);
  }
}

/** 0 at the limit, 1/2 at half of it, towards 1 beyond: more is always better, and ever less so. */
export const saturating = (margin: number): number => {
  return 1 - 0.5 / (Math.max(0, margin) + 0.5);
};
