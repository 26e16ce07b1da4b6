import { decide, isEmpty } from './conditions';
import { thingKey, tonneIsCubicMetre, type Duty } from './duty';
import { above, endsOf, higherLower, higherUpper, lowerLower, lowerUpper, type End, type Interval } from './interval';
import { factorBetween } from './units';
import { BASES, type Basis, type Fact, type Offer } from './model';

/** What an offer says of one thing under a duty. */
export interface Thing {
  /** Every fact on it, whatever its condition. */
  readonly all: readonly Fact[];
  /** Those whose condition is empty or true. */
  readonly counting: readonly Fact[];
  /** Those whose condition the duty does not decide. */
  readonly undecided: readonly Fact[];
}

const NO_FACTS: readonly Fact[] = [];
const NOTHING: Thing = { all: NO_FACTS, counting: NO_FACTS, undecided: NO_FACTS };

/** Looks up the facts of one offer under one duty. */
export type Statements = (metric: string, parameter?: string) => Thing;

export function statementsOf(offer: Offer, duty: Duty, isParameter: (code: string) => boolean): Statements {
  return statementsIn(factsByThing(offer), duty, isParameter);
}

/** The same where the facts are sorted already, by `thingKey`. */
export function statementsIn(
  facts: ReadonlyMap<string, readonly Fact[]>,
  duty: Duty,
  isParameter: (code: string) => boolean,
): Statements {
  return (metric, parameter) => {
    const all = facts.get(thingKey(metric, parameter));
    if (!all) return NOTHING;
    if (all.every((fact) => isEmpty(fact.condition))) return { all, counting: all, undecided: NO_FACTS };
    const counting: Fact[] = [];
    const undecided: Fact[] = [];
    for (const fact of all) {
      const decided = isEmpty(fact.condition) ? 'TRUE' : decide(fact.condition as string, duty, isParameter);
      if (decided === 'TRUE') counting.push(fact);
      else if (decided !== 'FALSE') undecided.push(fact);
    }
    return { all, counting, undecided };
  };
}

/** An offer is checked against many needs; sorting its facts once is enough. */
const sorted = new WeakMap<Offer, ReadonlyMap<string, readonly Fact[]>>();

function factsByThing(offer: Offer): ReadonlyMap<string, readonly Fact[]> {
  const known = sorted.get(offer);
  if (known) return known;
  const facts = new Map<string, Fact[]>();
  for (const fact of offer.facts) {
    const key = thingKey(fact.metric, fact.parameter);
    const list = facts.get(key);
    if (list) list.push(fact);
    else facts.set(key, [fact]);
  }
  sorted.set(offer, facts);
  return facts;
}

/** 0 is the strongest. A fact without a basis is the supplier's guarantee. */
export const basisRank = (basis: Basis | undefined): number => BASES.indexOf(basis ?? 'GUARANTEED');

/** The thing with the facts weaker than a basis left out; with all left out when the rank is negative. */
export function noWeakerThan(thing: Thing, rank: number): Thing {
  if (thing.all.length === 0) return thing;
  const keep = (fact: Fact) => basisRank(fact.basis) <= rank;
  return {
    all: thing.all.filter(keep),
    counting: thing.counting.filter(keep),
    undecided: thing.undecided.filter(keep),
  };
}

const TYPICAL = basisRank('TYPICAL');

/** Whether it shows a spread and is no promise: a range of typical or planning figures. */
export const isSpread = ({ op, basis }: Fact): boolean => op === 'range' && basisRank(basis) >= TYPICAL;

/** The thing with every spread that counts taken at the end that is better for the buyer. */
export function atBetterEnd(thing: Thing, better: 'LOW' | 'HIGH'): Thing {
  const take = (fact: Fact): Fact => {
    if (!isSpread(fact)) return fact;
    const value = better === 'LOW' ? fact.value : fact.valueMax;
    return { ...fact, op: '=', ...(value === undefined ? {} : { value }) };
  };
  return { ...thing, counting: thing.counting.map(take) };
}

/** What the counting facts come to in one unit, and whether some had to be set aside for theirs. */
export interface Reading extends Interval {
  readonly otherUnit: boolean;
  readonly facts: readonly Fact[];
}

/** The worse for the buyer of each end: the highest upper and the lowest lower end. A removal above 100 % is set aside. */
export function figureIn(thing: Thing, unit: string, removal = false): Reading {
  let lower: End | undefined;
  let upper: End | undefined;
  let otherUnit = false;
  const facts: Fact[] = [];
  for (const fact of thing.counting) {
    const factor = factorBetween(fact.unit, unit);
    if (factor === undefined) {
      otherUnit = true;
      continue;
    }
    if (removal && impossibleRemoval(fact)) continue;
    const ends = endsOf(fact, factor);
    facts.push(fact);
    lower = lowerLower(lower, ends.lower);
    upper = higherUpper(upper, ends.upper);
  }
  return { lower, upper, otherUnit, facts };
}

function impossibleRemoval({ op, value, valueMax, unit }: Fact): boolean {
  const toPercent = factorBetween(unit, '%');
  const highest = op === 'range' ? valueMax : value;
  return toPercent !== undefined && highest !== undefined && above(highest * toPercent, 100);
}

/** Whether a bare figure in an envelope reads as "up to". */
export const isRating = (metric: string, parameter: string | undefined): boolean =>
  metric === 'capacity' || (metric === 'inlet' && parameter !== 'ph' && parameter !== 'water_temp');

/**
 * The envelope inside which the offer holds: the lowest upper and the highest lower end. A bare figure is a rating and
 * reads as "up to" for a capacity and an inlet; for pH and water temperature it is the figure itself.
 */
export function envelopeIn(
  thing: Thing,
  metric: string,
  parameter: string | undefined,
  unit: string,
  duty: Duty,
): Reading {
  const rating = isRating(metric, parameter);
  const tonne = tonneIsCubicMetre(duty.domain, metric);
  let lower: End | undefined;
  let upper: End | undefined;
  let otherUnit = false;
  const facts: Fact[] = [];
  for (const fact of thing.counting) {
    const factor = factorBetween(fact.unit, unit, tonne);
    if (factor === undefined) {
      otherUnit = true;
      continue;
    }
    const { lower: from, upper: to } = endsOf(fact, factor);
    facts.push(fact);
    if (!rating || fact.op !== '=') lower = higherLower(lower, from);
    upper = lowerUpper(upper, to);
  }
  return { lower, upper, otherUnit, facts };
}

/** Why an end that is needed is missing. */
export function missingCode(
  things: readonly Thing[],
  otherUnit: boolean,
): 'CONDITION_UNDECIDED' | 'UNIT' | 'NOT_STATED' {
  if (things.some(({ undecided }) => undecided.length > 0)) return 'CONDITION_UNDECIDED';
  return otherUnit ? 'UNIT' : 'NOT_STATED';
}
