import {
  PER_UNIT,
  type Compiled,
  type CompiledEnvelope,
  type CompiledFigure,
  type CompiledPrice,
  type Decisions,
} from './compile';
import type { FactColumn } from './fact-column';
import { ENDS, type Ends } from './fact-ends';
import { isSeveral } from './statements';
import { familyUnit } from './words';

/** What a row comes to for one demand, by what it says of one thing alone; the kernel writes its classes by these numbers. */
export const PASSES = 0;
export const FAILS = 1;
/** It says something that decides nothing. */
export const NOTHING = 2;
/** A spread of typical figures straddles the limit: no pass, and no failure either. */
export const STRADDLES = 3;
/** Its facts do not count under this duty: as if it said nothing of an envelope. */
export const UNCOUNTED = 4;
/** In place of it, of a price, which has no conditions: it hangs on the units of the offer, which is for each row to say. */
export const BY_UNITS = UNCOUNTED;
/** That is not known yet: it is looked at more closely. */
export const DIFFER = 5;

/**
 * Figures within this of a threshold, relative to the larger, are not told apart here: equality to 1e-9, open ends and
 * rounding are the business of the check of the row.
 */
const GUARD = 1e-6;
/** Whether a figure is less than another for certain. */
export const isUnder = (a: number, b: number): boolean =>
  a < b && (b - a === Infinity || b - a > GUARD * Math.max(Math.abs(a), Math.abs(b)));
const under = isUnder;

/** Figures closer than this are the same to the check of the row too, which allows ten times as much. */
const ALIKE = 1e-10;
export const isAlike = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= ALIKE * Math.max(Math.abs(a), Math.abs(b));

/**
 * Whether an end keeps a bound, one of which must not be greater than the other: PASSES, FAILS, or DIFFER where only the
 * check of the row can tell. Where they are alike an end that is not reached keeps any bound, and any end a bound that is
 * reached.
 *
 * @param endOpen, boundOpen undefined where it is not known
 */
function keeps(less: number, greater: number, endOpen: boolean | undefined, boundOpen: boolean | undefined): number {
  if (under(less, greater)) return PASSES;
  if (under(greater, less)) return FAILS;
  if (!isAlike(less, greater)) return DIFFER;
  if (endOpen === true || boundOpen === false) return PASSES;
  return endOpen === false && boundOpen === true ? FAILS : DIFFER;
}

/** Whether the ends of what was read are open: of several facts one may be and the other not. */
const openness = ({ open, several }: Ends): boolean | undefined => (several && open ? undefined : open);

/** What rows come to by how their ends lie to one or two bounds. */
export type Comparison =
  /** All come to NOTHING; each is looked at. */
  | { readonly by: 'NOTHING' }
  | { readonly by: 'EACH' }
  /** An upper limit on the upper end. */
  | { readonly by: 'AT_MOST'; readonly bound: number; readonly open: boolean; readonly eachModular: boolean }
  /** A lower limit on the lower end. Of what has an upper end alone: whether that may fail, or says nothing. */
  | {
      readonly by: 'AT_LEAST';
      readonly bound: number;
      readonly open: boolean;
      readonly percent: boolean;
      readonly upperFails: boolean;
    }
  /** Both ends within two limits. */
  | { readonly by: 'WITHIN'; readonly low: number; readonly high: number; readonly open: boolean }
  /** Both limits within the two ends; for a capacity with the help of several units. */
  | {
      readonly by: 'AROUND';
      readonly low: number;
      readonly high: number;
      readonly capacity: boolean;
      /** Units with upper ends below it that may run at half of them have enough to do, however many share the flow. */
      readonly ample: number;
    };

const NOTHING_SAID: Comparison = { by: 'NOTHING' };
const EACH_ALONE: Comparison = { by: 'EACH' };

/** What a demand makes of what is said of one thing. */
export interface Classifier {
  /** The class of what was read of one statement. */
  ofEnds(ends: Ends): number;
  /** In place of facts whose condition the duty does not make true. */
  readonly uncounted: number;
  /** Facts above 100 % are set aside, each by itself. */
  readonly percent?: boolean;
  /**
   * The two figures, in the first unit of a family, that ends are compared with, and with no others; NaN where they are
   * compared with more.
   */
  bounds(family: number): readonly [number, number];
  /** The same as `ofEnds` for all rows at once whose figures are in the first unit of a family. */
  comparison(family: number): Comparison;
  /** What is said in another family than one that is compared. */
  readonly foreign: number;
}

/**
 * The class of one statement, read; DIFFER where only the check of the row can tell.
 *
 * @param everyRank whether facts count whatever their evidence
 */
export function classOfCode(
  column: FactColumn,
  code: number,
  classifier: Classifier,
  decisions: Pick<Decisions, 'of'>,
  everyRank: boolean,
): number {
  const { statements } = column;
  if (isSeveral(statements.packedOf(code))) {
    if (!everyRank) return DIFFER;
    const below = classifier.percent ? 100 * (1 - GUARD) : Infinity;
    const counting = column.readSeveral(code, (condition) => condition === 0 || decisions.of(condition) === 1, below);
    return counting === undefined ? DIFFER : counting === 0 ? classifier.uncounted : classifier.ofEnds(ENDS);
  }
  const condition = statements.conditionOf(code);
  if (condition !== 0 && decisions.of(condition) !== 1) return classifier.uncounted;
  if (!column.readEnds(code)) return DIFFER;
  return classifier.ofEnds(ENDS);
}

/** The higher and the lower of the ends that are stated. */
const highest = ({ lower, upper }: Ends): number =>
  lower !== lower ? upper : upper !== upper ? lower : Math.max(lower, upper);
const lowest = ({ lower, upper }: Ends): number =>
  lower !== lower ? upper : upper !== upper ? lower : Math.min(lower, upper);

/** How the columns that bear on a demand are classed: of a figure itself, its removal and its inlet; of others their one. */
export function classifiersOf(demand: Compiled): readonly Classifier[] {
  switch (demand.kind) {
    case 'FIGURE':
      return [
        figureClassifier(demand),
        removalClassifier(demand),
        envelopeClassifier(demand.duty, demand.dutyMeasure, false),
      ];
    case 'ENVELOPE':
      return [envelopeClassifier(demand.design, demand.measure, demand.isCapacity)];
    case 'PRICE':
      return [priceClassifier(demand)];
    case 'CERTIFICATE':
    case 'LIST':
    case 'STANDARD_UNKNOWN':
      return [];
  }
}

function figureClassifier(demand: CompiledFigure): Classifier {
  const { measure } = demand;
  const least = demand.lower && demand.lower.value * measure.scale;
  const most = demand.upper && demand.upper.value * measure.scale;
  const leastOpen = demand.lower?.open === true;
  const mostOpen = demand.upper?.open === true;
  return {
    uncounted: NOTHING,
    foreign: NOTHING,
    percent: demand.isRemoval,
    bounds() {
      if (!demand.isRemoval) return [least ?? most ?? 0, most ?? least ?? 0];
      return least !== undefined && most !== undefined ? NO_TWO : [least ?? most ?? 0, 100];
    },
    comparison(family) {
      if (family !== measure.family) return NOTHING_SAID;
      if (least !== undefined && most !== undefined)
        return demand.isRemoval ? EACH_ALONE : { by: 'WITHIN', low: least, high: most, open: leastOpen || mostOpen };
      if (most === undefined)
        return { by: 'AT_LEAST', bound: least ?? NaN, open: leastOpen, percent: demand.isRemoval, upperFails: true };
      return demand.isRemoval ? EACH_ALONE : { by: 'AT_MOST', bound: most, open: mostOpen, eachModular: false };
    },
    ofEnds(ends) {
      if (ends.family !== measure.family) return NOTHING;
      if (demand.isRemoval && !under(highest(ends), 100)) return under(100, lowest(ends)) ? NOTHING : DIFFER;
      const { lower, upper } = ends;
      const open = openness(ends);
      if (least !== undefined && most !== undefined) {
        if (lower === lower && upper === upper)
          return bothOf(keeps(least, lower, open, leastOpen), keeps(upper, most, open, mostOpen));
        const only = lower === lower ? lower : upper;
        if (under(most, only) || under(only, least)) return FAILS;
        return under(least, only) && under(only, most) ? NOTHING : DIFFER;
      }
      if (most !== undefined) {
        if (upper === upper) {
          const found = keeps(upper, most, open, mostOpen);
          return ends.spread ? orStraddles(found, keeps(lower, most, false, mostOpen)) : found;
        }
        return under(most, lower) ? FAILS : under(lower, most) ? NOTHING : DIFFER;
      }
      const bound = least as number;
      if (lower === lower) {
        const found = keeps(bound, lower, open, leastOpen);
        return ends.spread ? orStraddles(found, keeps(bound, upper, false, leastOpen)) : found;
      }
      return under(upper, bound) ? FAILS : under(bound, upper) ? NOTHING : DIFFER;
    },
  };
}

/** In place of bounds where ends are compared with more than two. */
const NO_TWO: readonly [number, number] = [NaN, NaN];

/** Of two things that must both hold. */
const bothOf = (one: number, other: number): number =>
  one === FAILS || other === FAILS ? FAILS : one === PASSES && other === PASSES ? PASSES : DIFFER;

/** A limit that the worse end of a spread misses is failed, unless its better end keeps it. */
function orStraddles(found: number, better: number): number {
  if (found !== FAILS) return found;
  return better === PASSES ? STRADDLES : better;
}

/** A removal, for an outlet limit that has only an upper end: by what it leaves of the inlet. */
function removalClassifier(demand: CompiledFigure): Classifier {
  const most = demand.upper?.value ?? NaN;
  const left = (removal: number) => demand.dutyHigh * (1 - removal / 100);
  return {
    uncounted: NOTHING,
    foreign: NOTHING,
    percent: true,
    bounds: () => [100 * (1 - most / demand.dutyHigh), 100],
    comparison(family) {
      if (family !== demand.percent.family) return NOTHING_SAID;
      const bound = 100 * (1 - most / demand.dutyHigh);
      // So little has to be removed that a figure apart from the bound may leave what is the same as the limit.
      if (demand.lower || demand.dutyHigh <= 0 || !(bound > 1)) return EACH_ALONE;
      return { by: 'AT_LEAST', bound, open: demand.upper?.open === true, percent: true, upperFails: false };
    },
    ofEnds(ends) {
      if (ends.family !== demand.percent.family) return NOTHING;
      if (demand.lower || demand.dutyHigh <= 0) return DIFFER;
      if (!under(highest(ends), 100)) return under(100, lowest(ends)) ? NOTHING : DIFFER;
      if (ends.lower !== ends.lower) return NOTHING;
      const found = keeps(left(ends.lower), most, openness(ends), demand.upper?.open);
      return ends.spread ? orStraddles(found, keeps(left(ends.upper), most, false, demand.upper?.open)) : found;
    },
  };
}

function between(ends: Ends, low: number, high: number): number {
  const open = openness(ends);
  return bothOf(keeps(high, ends.upper, false, open), keeps(ends.lower, low, false, open));
}

/** What must hold a design value, whether asked for or the inlet of an outlet limit; NOTHING where it does not compare. */
function envelopeClassifier(
  design: CompiledEnvelope['design'],
  measure: CompiledEnvelope['measure'],
  isCapacity: boolean,
): Classifier {
  return {
    uncounted: UNCOUNTED,
    foreign: NOTHING,
    bounds: () => (design && measure ? [design.low * measure.scale, design.high * measure.scale] : [0, 0]),
    comparison(family) {
      if (!design || family !== measure?.family) return NOTHING_SAID;
      const low = design.low * measure.scale;
      const high = design.high * measure.scale;
      // No more than high / upper + 1 units share the flow, so half of their upper end is at most (high + upper) / 2 in all.
      return { by: 'AROUND', low, high, capacity: isCapacity, ample: 2 * low * (1 - GUARD) - high };
    },
    ofEnds(ends) {
      if (!design || !measure || ends.family !== measure.family) return NOTHING;
      const low = design.low * measure.scale;
      const high = design.high * measure.scale;
      return isCapacity ? oneCarries(ends, low, high) : between(ends, low, high);
    },
  };
}

/** The shares of more units lie closer together than figures are told apart, which is 1e-9. */
const MOST_TOLD = 1e8;

function oneCarries(ends: Ends, low: number, high: number): number {
  const { lower, upper, reach } = ends;
  if (under(low, lower)) return FAILS;
  if (upper !== upper) return under(lower, low) ? NOTHING : DIFFER;
  const open = openness(ends);
  const alone = keeps(high, upper, false, open);
  if (alone === PASSES) return keeps(lower, low, false, open);
  if (alone === DIFFER || reach === upper || under(reach, high)) return alone;
  if (!under(high, reach)) return DIFFER;
  // An end that is not reached is not told from the share of so many units.
  if (open !== false && high > upper * MOST_TOLD) return DIFFER;
  return lower === -Infinity ? PASSES : shared(ends, low, high);
}

/** Whether each of as many units as it takes has enough to do. */
function shared({ lower, upper, reach }: Ends, low: number, high: number): number {
  if (!(upper > 0)) return DIFFER;
  const units = Math.ceil(high / upper);
  // One unit fewer may carry it, where it is more than their share by rounding alone.
  if (!under((units - 1) * upper, high) || under(reach, units * upper)) return DIFFER;
  if (under(low / units, lower)) return FAILS;
  return under(lower, low / units) ? PASSES : DIFFER;
}

function priceClassifier({ wholes, most }: CompiledPrice): Classifier {
  // What the price is multiplied by; PER_UNIT where that is for each offer to say.
  const factorOf = (family: number): number => wholes.of(familyUnit(family));
  return {
    uncounted: DIFFER,
    foreign: DIFFER,
    bounds(family) {
      const factor = factorOf(family);
      const bound = factor === PER_UNIT || factor !== factor ? most : most / factor;
      return [bound, bound];
    },
    comparison(family) {
      const factor = factorOf(family);
      const perUnit = factor === PER_UNIT;
      if (factor !== factor) return NOTHING_SAID;
      if (!(factor > 0)) return EACH_ALONE;
      const bound = perUnit ? most : most / factor;
      return { by: 'AT_MOST', bound, open: false, eachModular: perUnit && wholes.needsUnits };
    },
    ofEnds({ family, modular, upper }) {
      let factor = factorOf(family);
      if (factor === PER_UNIT) {
        if (modular && wholes.needsUnits) return DIFFER;
        factor = 1;
      }
      if (factor !== factor) return NOTHING;
      return factor > 0 ? keeps(upper * factor, most, false, false) : DIFFER;
    },
  };
}
