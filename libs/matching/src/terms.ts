import type { Demand } from './demand';
import type { Domain } from './model';
import type { Language } from './wording';

/** The terms of the score, by the names under which a need may weigh them (docs/matching.md explains each). */
export const SCORE_TERMS = [
  /** Share of the demands that are known to be met, each by its weight. */
  'completeness',
  /** How far limits are kept, other than price and energy. */
  'margin',
  /** How well the passes are proven. */
  'evidence',
  /** How well the stated capacity is used, and how far the equipment turns down below the least flow. */
  'capacity',
  /** How far below the budget the whole duty comes; without a budget, what a unit of flow costs over the years. */
  'price',
  /** How far below the demanded energy; without such a demand, how little is stated. */
  'energy',
  /** How far the offer's technology is made for what the need asks about, whatever the listing states. */
  'suitability',
  /** Whether the offer is made for the scenario that the need names. */
  'scenario',
  /** What the firm has been honoured for and has carried to acceptance. */
  'record',
  /** How lately the supplier confirmed the listing. */
  'freshness',
] as const;
export type ScoreTerm = (typeof SCORE_TERMS)[number];

/** What people call the terms. */
export const SCORE_TERM_NAMES: Readonly<Record<ScoreTerm, Readonly<Record<Language, string>>>> = {
  completeness: { zh: '满足程度', en: 'Requirements met' },
  margin: { zh: '指标余量', en: 'Margin' },
  evidence: { zh: '依据强度', en: 'Evidence' },
  capacity: { zh: '能力利用', en: 'Use of capacity' },
  price: { zh: '价格', en: 'Price' },
  energy: { zh: '能耗', en: 'Energy' },
  suitability: { zh: '技术适用', en: 'Suitable technology' },
  scenario: { zh: '应用场景', en: 'Scenario' },
  record: { zh: '企业荣誉与业绩', en: 'Record of the firm' },
  freshness: { zh: '信息更新', en: 'Freshness' },
};

/**
 * The usual weights by domain, each row adding up to one; a need's own replace those it names. They are this project's
 * judgement, with the reason of each difference in docs/matching.md; no public source weighs equipment in these terms.
 */
export const SCORE_WEIGHTS: Readonly<Record<Domain, Readonly<Record<ScoreTerm, number>>>> = {
  // prettier-ignore
  air: { completeness: 0.24, margin: 0.16, evidence: 0.13, capacity: 0.08, price: 0.06, energy: 0.04, suitability: 0.2, scenario: 0.04, record: 0.03, freshness: 0.02 },
  // prettier-ignore
  water: { completeness: 0.25, margin: 0.15, evidence: 0.11, capacity: 0.08, price: 0.08, energy: 0.05, suitability: 0.18, scenario: 0.04, record: 0.03, freshness: 0.03 },
  // prettier-ignore
  soil: { completeness: 0.25, margin: 0.13, evidence: 0.15, capacity: 0.05, price: 0.1, energy: 0.03, suitability: 0.18, scenario: 0.05, record: 0.04, freshness: 0.02 },
  // prettier-ignore
  waste: { completeness: 0.24, margin: 0.12, evidence: 0.11, capacity: 0.09, price: 0.08, energy: 0.05, suitability: 0.22, scenario: 0.04, record: 0.03, freshness: 0.02 },
  // prettier-ignore
  monitoring: { completeness: 0.23, margin: 0.16, evidence: 0.17, capacity: 0.02, price: 0.09, energy: 0.01, suitability: 0.22, scenario: 0.04, record: 0.03, freshness: 0.03 },
  // prettier-ignore
  x: { completeness: 0.25, margin: 0.15, evidence: 0.12, capacity: 0.07, price: 0.11, energy: 0.05, suitability: 0.16, scenario: 0.02, record: 0.03, freshness: 0.04 },
};

/** What a term weighs for a need: its own weight where it names one, else the usual one of its domain. */
export const weightOf = (
  term: ScoreTerm,
  need: { readonly domain: Domain; readonly weights?: Readonly<Record<string, number>> },
): number => need.weights?.[term] ?? SCORE_WEIGHTS[need.domain][term];

/** Metrics of energy use: the less the better. */
const isEnergy = (metric: string): boolean => metric === 'power' || metric.startsWith('spec_energy');

/** Which terms a demand measures: none for an envelope that only some offers state. */
export function scoreTermsOf(demand: Demand): readonly ScoreTerm[] {
  switch (demand.kind) {
    case 'STANDARD_UNKNOWN':
      return ['completeness'];
    case 'ENVELOPE':
      if (demand.onlyIfStated) return [];
      return demand.id === 'capacity' ? ['completeness', 'evidence', 'capacity'] : ['completeness', 'evidence'];
    case 'FIGURE':
      return ['completeness', 'evidence', isEnergy(demand.demand.metric) ? 'energy' : 'margin'];
    case 'HELD':
      if (demand.asked.kind === 'PRICE') return ['completeness', 'price'];
      return demand.asked.kind === 'LEAD_DAYS' ? ['completeness', 'margin'] : ['completeness'];
  }
}
