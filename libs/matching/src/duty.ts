import { factorBetween } from './units';
import type { Domain, DutyFact } from './model';

/** The design values of one thing: from the lowest to the highest figure, both included. */
export interface DesignValue {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly facts: readonly DutyFact[];
}

/** What the duty says of one thing: nothing, figures, or figures in units that do not convert into each other. */
export type DutyValue = DesignValue | 'MIXED_UNITS' | undefined;

/** What the equipment will face, by metric and parameter. */
export interface Duty {
  readonly domain: Domain;
  value(metric: string, parameter?: string): DutyValue;
  readonly things: readonly { readonly metric: string; readonly parameter?: string }[];
}

/** Two statements speak of the same thing when metric and parameter agree; an absent parameter equals only an absent one. */
export function thingKey(metric: string, parameter?: string): string {
  if (parameter === undefined) return metric;
  let of = keys.get(metric);
  const known = of?.get(parameter);
  if (known !== undefined) return known;
  if (kept >= MOST_KEYS) {
    keys.clear();
    kept = 0;
    of = undefined;
  }
  if (!of) keys.set(metric, (of = new Map()));
  const key = `${metric}\u0000${parameter}`;
  of.set(parameter, key);
  kept += 1;
  return key;
}

/** Keys that were made before: one text that is found again costs less than the same text put together anew. */
const keys = new Map<string, Map<string, string>>();
let kept = 0;
const MOST_KEYS = 10_000;

/** Whether a tonne counts as a cubic metre: capacities in domain water. */
export const tonneIsCubicMetre = (domain: Domain, metric: string): boolean =>
  domain === 'water' && metric === 'capacity';

export function dutyOf(domain: Domain, facts: readonly DutyFact[]): Duty {
  const byThing = new Map<string, DutyFact[]>();
  for (const fact of facts) {
    if (fact.value === undefined) continue;
    const key = thingKey(fact.metric, fact.parameter);
    byThing.set(key, [...(byThing.get(key) ?? []), fact]);
  }
  const values = new Map([...byThing].map(([key, of]) => [key, designValue(of, domain)]));
  return {
    domain,
    value: (metric, parameter) => values.get(thingKey(metric, parameter)),
    things: [...byThing.values()].map(([first]) => {
      const { metric, parameter } = first as DutyFact;
      return parameter === undefined ? { metric } : { metric, parameter };
    }),
  };
}

/** Whatever its operator, a duty's figure (or both ends of its range) is the design value. */
export function designValue(facts: readonly DutyFact[], domain: Domain): DutyValue {
  const [first] = facts;
  if (!first) return undefined;
  const figures: number[] = [];
  for (const { metric, op, value, valueMax, unit } of facts) {
    if (value === undefined) continue;
    const factor = factorBetween(unit, first.unit, tonneIsCubicMetre(domain, metric));
    if (factor === undefined) return 'MIXED_UNITS';
    figures.push(value * factor, ...(op === 'range' && valueMax !== undefined ? [valueMax * factor] : []));
  }
  if (figures.length === 0) return undefined;
  return { low: Math.min(...figures), high: Math.max(...figures), unit: first.unit, facts };
}
