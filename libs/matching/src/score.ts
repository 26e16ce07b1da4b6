import type { Checked } from './check';
import type { Demand, PreparedNeed } from './demand';
import { BASES, type Basis } from './model';

/**
 * The terms of the score and their usual weights; a need may set its own by these names (docs/matching.md). A term that
 * the need gives nothing to measure by is left out, so every offer is measured by the same terms.
 */
export const SCORE_WEIGHTS = {
  /** Share of the demands that are met, each by its weight. */
  requirements: 0.4,
  /** How far limits are kept, other than price and energy. */
  margin: 0.2,
  /** How well the passes are proven. */
  evidence: 0.15,
  /** How far below the budget the whole duty comes. */
  price: 0.1,
  /** How far below the demanded energy. */
  energy: 0.05,
  /** How well the stated capacity is used. */
  capacity: 0.1,
} as const;
export type ScoreTerm = keyof typeof SCORE_WEIGHTS;
export const SCORE_TERMS = Object.keys(SCORE_WEIGHTS) as readonly ScoreTerm[];

/** Metrics of energy use: the less the better. */
const ENERGY_METRICS: ReadonlySet<string> = new Set(['power']);
const isEnergy = (metric: string): boolean => ENERGY_METRICS.has(metric) || metric.startsWith('spec_energy');

export const PROOF: Readonly<Record<Basis, number>> = {
  VERIFIED: 1,
  TESTED: 0.8,
  GUARANTEED: 0.6,
  TYPICAL: 0.3,
  PLANNING: 0.15,
};

/** The same by rank, strongest first. */
export const PROOF_BY_RANK: readonly number[] = BASES.map((basis) => PROOF[basis]);

/** Which terms a demand measures: none for an envelope that only some offers state. */
export function scoreTermsOf(demand: Demand): readonly ScoreTerm[] {
  switch (demand.kind) {
    case 'STANDARD_UNKNOWN':
      return ['requirements'];
    case 'ENVELOPE':
      if (demand.onlyIfStated) return [];
      return demand.id === 'capacity' ? ['requirements', 'evidence', 'capacity'] : ['requirements', 'evidence'];
    case 'FIGURE':
      return ['requirements', 'evidence', isEnergy(demand.demand.metric) ? 'energy' : 'margin'];
    case 'HELD':
      if (demand.asked.kind === 'PRICE') return ['requirements', 'price'];
      return demand.asked.kind === 'LEAD_DAYS' ? ['requirements', 'margin'] : ['requirements'];
  }
}

/** A demand with what its check came to. */
export interface Judged {
  readonly demand: Demand;
  readonly checked: Checked;
}

interface Mean {
  sum: number;
  weight: number;
}

/**
 * The additive score in [0, 1]. Only passes earn anything, so a finding that turns to FAIL or UNKNOWN never raises it.
 * Envelopes are left out, because an offer that states one must not be measured by more than its rival.
 */
export function scoreOf(judged: readonly Judged[], prepared: PreparedNeed): number {
  const means: Record<ScoreTerm, Mean> = {
    requirements: { sum: 0, weight: 0 },
    margin: { sum: 0, weight: 0 },
    evidence: { sum: 0, weight: 0 },
    price: { sum: 0, weight: 0 },
    energy: { sum: 0, weight: 0 },
    capacity: { sum: 0, weight: 0 },
  };
  for (const alternatives of alternativesOf(judged)) {
    addBest(means, alternatives);
  }
  let sum = 0;
  let weights = 0;
  for (const term of SCORE_TERMS) {
    const mean = means[term];
    if (mean.weight <= 0) continue;
    const weight = prepared.need.weights?.[term] ?? SCORE_WEIGHTS[term];
    sum += (weight * mean.sum) / mean.weight;
    weights += weight;
  }
  const score = weights > 0 ? sum / weights : 0;
  return rounded(score);
}

const rounded = (score: number): number => Math.min(1, Math.max(0, Math.round(score * 1e9) / 1e9));

/** The rounded score of a sum that may be off by `noise`; undefined when it is too close to call. */
export function roundedScore(score: number, noise: number): number | undefined {
  const [low, high] = [rounded(score - noise), rounded(score + noise)];
  return low === high ? low : undefined;
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
function addBest(means: Record<ScoreTerm, Mean>, alternatives: readonly Judged[]): void {
  const weight = Math.max(...alternatives.map(({ demand }) => demand.weight));
  const measures = alternatives.map(measuresOf);
  for (const term of SCORE_TERMS) {
    const values = measures.flatMap((measure) => measure[term] ?? []);
    if (values.length === 0) continue;
    means[term].sum += weight * Math.max(...values);
    means[term].weight += weight;
  }
}

type Measures = { readonly [T in ScoreTerm]?: number };

/** What one demand measures: which terms depends on the demand alone, how much on the check. */
function measuresOf({ demand, checked }: Judged): Measures {
  const passes = checked.verdict === 'PASS';
  const kept = passes ? saturating(checked.margin ?? 0) : 0;
  const values: Readonly<Record<ScoreTerm, number>> = {
    requirements: passes ? 1 : 0,
    margin: kept,
    price: kept,
    energy: kept,
    evidence: !passes ? 0 : checked.evidence === undefined ? 1 : PROOF[checked.evidence],
    capacity: passes ? (checked.used ?? 0) : 0,
  };
  return Object.fromEntries(scoreTermsOf(demand).map((term) => [term, values[term]]));
}

/** 0 at the limit, 1/2 at half of it, towards 1 beyond: more is always better, and ever less so. */
export const saturating = (margin: number): number => {
  return 1 - 0.5 / (Math.max(0, margin) + 0.5);
};
