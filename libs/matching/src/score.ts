import type { Checked } from './check';
import type { Demand, PreparedNeed } from './demand';
import { BASES, type Basis, type Offer } from './model';
import type { Statements } from './stated';
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
export function scoreOf(
  judged: readonly Judged[],
  prepared: PreparedNeed,
  offer: Offer,
  statements?: Statements,
): number {
  const means = meansOf(judged, prepared, offer, statements);
  // As `contributions` adds them up, term by term.
  let all = 0;
  means.forEach(({ weight }, at) => {
    if (weight > 0) all += weightAt(at, prepared);
  });
  let score = 0;
  if (all > 0)
    means.forEach(({ sum, weight }, at) => {
      if (weight > 0) score += (weightAt(at, prepared) * (sum / weight)) / all;
    });
  return rounded(score);
}

const weightAt = (term: number, { need }: PreparedNeed): number => weightOf(SCORE_TERMS[term] as ScoreTerm, need);

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
  const measured = SCORE_TERMS.flatMap((term, at) => {
    const { sum, weight } = means[at] as Mean;
    return weight > 0 ? [{ term, weight: weightOf(term, prepared.need), value: sum / weight }] : [];
  });
  const all = measured.reduce((sum, { weight }) => sum + weight, 0);
  return measured.map((one) => ({ ...one, contribution: all > 0 ? (one.weight * one.value) / all : 0 }));
}

const PLACE = new Map(SCORE_TERMS.map((term, at) => [term, at]));

/** By place of the term; of weight 0 where it is not measured. */
function meansOf(
  judged: readonly Judged[],
  prepared: PreparedNeed,
  offer: Offer,
  statements?: Statements,
): readonly Readonly<Mean>[] {
  const means = SCORE_TERMS.map((): Mean => ({ sum: 0, weight: 0 }));
  const add = (term: ScoreTerm, weight: number, value: number): void => {
    const mean = means[PLACE.get(term) as number] as Mean;
    mean.sum += weight * value;
    mean.weight += weight;
  };
  let grouped = false;
  for (const { demand, checked } of judged) {
    if (demand.group !== undefined) grouped = true;
    else for (const term of scoreTermsOf(demand)) add(term, demand.weight, valueOf(term, checked));
  }
  // Each term takes the best of the alternatives, so that making one worse never raises the score.
  if (grouped)
    for (const alternatives of groupsOf(judged)) {
      const weight = Math.max(...alternatives.map(({ demand }) => demand.weight));
      for (const [term, value] of bestOf(alternatives)) add(term, weight, value);
    }
  const units = carryingUnits(judged);
  for (const term of traitTermsOf(prepared)) {
    const mean = means[PLACE.get(term) as number] as Mean;
    mean.sum = traitValue(term, prepared, offer, units, statements);
    mean.weight = 1;
  }
  return means;
}

/** How many units carry the duty: unknown unless the finding on its capacity passes. */
function carryingUnits(judged: readonly Judged[]): number | undefined {
  const capacity = judged.find(({ demand }) => demand.kind === 'ENVELOPE' && demand.id === 'capacity')?.checked;
  return capacity?.verdict === 'PASS' ? capacity.units : undefined;
}

/** The alternatives of each group. */
function groupsOf(judged: readonly Judged[]): Iterable<readonly Judged[]> {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    const { group } = one.demand;
    if (group === undefined) continue;
    const list = groups.get(group);
    if (list) list.push(one);
    else groups.set(group, [one]);
  }
  return groups.values();
}

function bestOf(alternatives: readonly Judged[]): ReadonlyMap<ScoreTerm, number> {
  const best = new Map<ScoreTerm, number>();
  for (const { demand, checked } of alternatives)
    for (const term of scoreTermsOf(demand)) best.set(term, Math.max(best.get(term) ?? 0, valueOf(term, checked)));
  return best;
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
