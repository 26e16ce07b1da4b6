import { prepareNeed, type Demand, type MatchingReference, type Need, type Offer } from '@huanpei/matching';
import type { Generator } from './generator';
import type { Answer } from './naive';
import { percentile, rounded } from './percentiles';

/** What was generated, so that a time can be read for what it was measured on. */
export interface Shape {
  readonly offers: {
    readonly sampled: number;
    readonly domains: Readonly<Record<string, number>>;
    readonly facts: Spread;
    readonly expected: Spread;
    /** Share of the things that a template lists and an offer does not state. */
    readonly facts_not_stated: number;
    readonly ops: Readonly<Record<string, number>>;
    readonly bases: Readonly<Record<string, number>>;
    readonly with_condition: number;
    readonly things_with_two_facts: number;
    readonly other_unit: number;
    readonly significant_digits: Readonly<Record<string, number>>;
    readonly held_stated: Readonly<Record<string, number>>;
    readonly columns: number;
    /** Different figures that the offers state of one thing, over the things that at least one in a thousand states. */
    readonly figures_per_column: Spread;
  };
  readonly needs: {
    readonly sampled: number;
    readonly domains: Readonly<Record<string, number>>;
    /** Demands after citations are taken apart, without the envelopes that only some offers have. */
    readonly requirements: Spread;
    readonly mandatory: Spread;
    readonly citing: number;
    readonly one_technology: number;
    readonly scenario: number;
    readonly whole_domain: number;
    readonly with_group: number;
    readonly with_minimum_basis: number;
    readonly with_weights: number;
    readonly duty_figures: Spread;
  };
}

export interface Spread {
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly mean: number;
}

/** Shares of what came out, over the needs whose answers are given. */
export interface Outcomes {
  readonly needs: number;
  readonly compared: Spread;
  readonly fits: Spread;
  readonly needs_without_fit: number;
  /** Of all compared pairs together, and the mean of the needs' own shares. */
  readonly outcomes: Shares;
  readonly outcomes_of_a_need: Shares;
  /** Share of the compared offers that fit, from the most selective need to the least. */
  readonly selectivity: { readonly min: number; readonly p50: number; readonly max: number };
}

export interface Shares {
  readonly fits: number;
  readonly needs_data: number;
  readonly ruled_out: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const at = (share: number) => rounded(percentile(values, share));
  return { min: at(0), p50: at(0.5), p95: at(0.95), max: at(1), mean: rounded(mean) };
}

const OFFERS_SAMPLED = 20_000;
const NEEDS_SAMPLED = 5_000;

/** Looks at the first offers and needs of a generator. */
export function shapeOf(
  made: Generator,
  counts: { readonly offers: number; readonly needs: number },
  reference: MatchingReference,
  today: string,
): Shape {
  const offers = Array.from({ length: Math.min(counts.offers, OFFERS_SAMPLED) }, (_, number) => made.offer(number));
  const needs = Array.from({ length: Math.min(counts.needs, NEEDS_SAMPLED) }, (_, number) => made.need(number));
  return { offers: shapeOfOffers(offers, made), needs: shapeOfNeeds(needs, reference, today) };
}

function shapeOfOffers(offers: readonly Offer[], made: Generator): Shape['offers'] {
  const facts = offers.flatMap((offer) => offer.facts);
  const expected = offers.map(({ technologies }) => made.expected(technologies ?? []));
  let [missing, listed, things, twice, elsewhere] = [0, 0, 0, 0, 0];
  const columns = new Map<string, { rows: number; readonly figures: Set<number> }>();
  offers.forEach((offer, at) => {
    const stated = new Map<string, number>();
    for (const { metric, parameter, value, unit } of offer.facts) {
      const key = `${metric}/${parameter ?? ''}`;
      stated.set(key, (stated.get(key) ?? 0) + 1);
      const column = columns.get(key) ?? { rows: 0, figures: new Set<number>() };
      columns.set(key, column);
      column.rows += 1;
      if (value !== undefined) column.figures.add(value);
      const thing = expected[at]?.find((one) => one.metric === metric && one.parameter === parameter);
      if (thing && thing.unit !== unit) elsewhere += 1;
    }
    things += stated.size;
    for (const count of stated.values()) twice += count > 1 ? 1 : 0;
    for (const { metric, parameter, orRemoval } of expected[at] ?? []) {
      listed += 1;
      const says = (name: string) => stated.has(`${name}/${parameter ?? ''}`);
      if (!says(metric) && !(orRemoval && says('removal_pct'))) missing += 1;
    }
  });
  const held = (of: keyof Offer) => share(offers, (offer) => offer[of] !== undefined);
  return {
    sampled: offers.length,
    domains: sharesOf(offers.map(({ domain }) => domain)),
    facts: spreadOf(offers.map((offer) => offer.facts.length)),
    expected: spreadOf(expected.map((list) => list.length)),
    facts_not_stated: rounded(missing / Math.max(1, listed)),
    ops: sharesOf(facts.map(({ op }) => op)),
    bases: sharesOf(facts.map(({ basis }) => basis ?? 'not said')),
    with_condition: share(facts, ({ condition }) => condition !== undefined),
    things_with_two_facts: rounded(twice / Math.max(1, things)),
    other_unit: rounded(elsewhere / Math.max(1, facts.length)),
    significant_digits: sharesOf(facts.flatMap(({ value }) => (value ? [String(significantDigits(value))] : []))),
    held_stated: {
      modular: held('modular'),
      certificates: held('certificates'),
      honours: held('honours'),
      services: held('services'),
      regions: held('regions'),
      price: held('price'),
      leadDays: held('leadDays'),
    },
    columns: columns.size,
    figures_per_column: spreadOf(
      [...columns.values()].filter(({ rows }) => rows >= offers.length / 1000).map(({ figures }) => figures.size),
    ),
  };
}

function shapeOfNeeds(needs: readonly Need[], reference: MatchingReference, today: string): Shape['needs'] {
  const prepared = needs.map((need) => prepareNeed(need, reference, today).demands.filter(always));
  const levelOf = ({ technologies }: Need) => (technologies === undefined ? 'domain' : (technologies[0] ?? ''));
  const isTechnology = (code: string) => reference.taxonomyParent(code) !== undefined;
  const oneTechnology = (need: Need) => {
    const code = levelOf(need);
    const parent = reference.taxonomyParent(code);
    return code !== 'domain' && parent !== undefined && (isTechnology(parent) || parent.startsWith('x.'));
  };
  return {
    sampled: needs.length,
    domains: sharesOf(needs.map(({ domain }) => domain)),
    requirements: spreadOf(prepared.map((demands) => demands.length)),
    mandatory: spreadOf(prepared.map((demands) => demands.filter(({ mandatory }) => mandatory).length)),
    citing: share(needs, ({ standards }) => (standards ?? []).length > 0),
    one_technology: share(needs, oneTechnology),
    scenario: share(needs, (need) => need.technologies !== undefined && !oneTechnology(need)),
    whole_domain: share(needs, ({ technologies }) => technologies === undefined),
    with_group: share(needs, ({ requirements }) => (requirements ?? []).some(({ group }) => group !== undefined)),
    with_minimum_basis: share(
      needs,
      ({ minimumBasis, requirements }) =>
        minimumBasis !== undefined || (requirements ?? []).some((one) => one.minimumBasis !== undefined),
    ),
    with_weights: share(
      needs,
      ({ weights, requirements }) =>
        weights !== undefined || (requirements ?? []).some(({ weight }) => weight !== undefined),
    ),
    duty_figures: spreadOf(needs.map(({ duty }) => (duty ?? []).length)),
  };
}

/** Whether every offer is measured by the demand. */
const always = (demand: Demand): boolean => demand.kind !== 'ENVELOPE' || !demand.onlyIfStated;

export function outcomesOf(answers: readonly Answer[]): Outcomes {
  const total = (of: (answer: Answer) => number) => answers.reduce((sum, answer) => sum + of(answer), 0);
  const compared = Math.max(
    1,
    total((answer) => answer.compared),
  );
  const mean = (of: (answer: Answer) => number) =>
    rounded(
      total((answer) => (answer.compared > 0 ? of(answer) / answer.compared : 0)) /
        Math.max(1, answers.filter((answer) => answer.compared > 0).length),
    );
  const selectivity = answers.filter((answer) => answer.compared > 0).map((answer) => answer.fits / answer.compared);
  return {
    needs: answers.length,
    compared: spreadOf(answers.map((answer) => answer.compared)),
    fits: spreadOf(answers.map((answer) => answer.fits)),
    needs_without_fit: share(answers, ({ fits }) => fits === 0),
    outcomes: {
      fits: rounded(total(({ fits }) => fits) / compared),
      needs_data: rounded(total(({ needsData }) => needsData) / compared),
      ruled_out: rounded(total(({ ruledOut }) => ruledOut) / compared),
    },
    outcomes_of_a_need: {
      fits: mean(({ fits }) => fits),
      needs_data: mean(({ needsData }) => needsData),
      ruled_out: mean(({ ruledOut }) => ruledOut),
    },
    selectivity: {
      min: rounded(percentile(selectivity, 0)),
      p50: rounded(percentile(selectivity, 0.5)),
      max: rounded(percentile(selectivity, 1)),
    },
  };
}

function share<T>(of: readonly T[], claim: (one: T) => boolean): number {
  return rounded(of.filter(claim).length / Math.max(1, of.length));
}

function sharesOf(values: readonly string[]): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return Object.fromEntries(
    [...found].sort(([, a], [, b]) => b - a).map(([value, count]) => [value, rounded(count / values.length)]),
  );
}

/** The digits of a number without zeros before or behind. */
export function significantDigits(value: number): number {
  return (value.toExponential().split('e')[0] ?? '').replace(/[.-]/g, '').length;
}
