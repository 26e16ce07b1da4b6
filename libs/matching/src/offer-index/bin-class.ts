import {
  PER_UNIT,
  type Compiled,
  type CompiledEnvelope,
  type CompiledFigure,
  type CompiledPrice,
  type Decisions,
} from './compile';
import {
  BIN_ALL_SPREAD,
  BIN_CONDITIONAL,
  BIN_LOWER,
  BIN_MIXED,
  BIN_MODULAR,
  BIN_NOTES,
  BIN_SOME_SPREAD,
  BIN_UPPER,
  extremesOf,
  type BinExtremes,
} from './bin-figures';
import type { FactColumn } from './fact-column';
import { ENDS, type Ends } from './fact-ends';
import type { DesignValue } from '../duty';
import { isSeveral } from './statements';
import { familyUnit, type Measure } from './words';

/** What every row of a bin comes to for one demand, by this one thing alone. */
export const PASSES = 0;
export const FAILS = 1;
/** It says something that decides nothing. */
export const NOTHING = 2;
/** A spread of typical figures straddles the limit: no pass, and no failure either. */
export const STRADDLES = 3;
/** Its facts do not count under this duty: as if it said nothing of an envelope. */
export const UNCOUNTED = 4;
/** The rows differ, or may: each is looked at. */
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
/** Whether a closed end keeps a closed bound for certain: it lies under it, or is the same. */
const within = (a: number, b: number): boolean =>
  under(a, b) || a === b || Math.abs(a - b) <= ALIKE * Math.max(Math.abs(a), Math.abs(b));

/** They differ, but only by their lower ends: those of all reach as high as they must. */
export const BY_LOWER = 6;

/** What a demand makes of what is said of one thing. */
export interface Classifier {
  /** By the extremes of a bin, or of one code. */
  of(bin: BinExtremes): number;
  /** By the ends of one fact that is no spread: the same, without the detour over extremes. */
  ofEnds(ends: Ends): number;
  /** In place of facts whose condition the duty does not make true. */
  readonly uncounted: number;
  /** Facts above 100 % are set aside, each by itself. */
  readonly percent?: boolean;
  /** The two figures, in the first unit of a family, about which ends are told apart most finely; they need not be so. */
  bounds(family: number): readonly [number, number];
  /** Of an envelope: what the lower end must not lie above, and in which family of units. */
  readonly lowest?: { readonly family: number; readonly bound: number };
  /** Of an envelope whose codes differ: whether the upper end of each is enough, so that the lower ends decide. */
  restsOnLower?(bin: BinExtremes): boolean;
}

/** Classes of the bins of a column, written into `classes`. */
export function classify(
  column: FactColumn,
  classifier: Classifier,
  decisions: Pick<Decisions, 'of'>,
  classes: Uint8Array,
): void {
  for (let index = 0; index < column.bins; index += 1) {
    const kind = column.kindOf(index);
    if (kind & BIN_MIXED) classes[index] = DIFFER;
    else if (kind & BIN_NOTES) classes[index] = classifier.uncounted;
    else if (kind & BIN_CONDITIONAL)
      classes[index] = column.someCondition((condition) => decisions.of(condition) === 1)
        ? DIFFER
        : classifier.uncounted;
    else {
      const extremes = column.extremes(index);
      const found = classifier.of(extremes);
      classes[index] = found === DIFFER && column.lowers && classifier.restsOnLower?.(extremes) ? BY_LOWER : found;
    }
  }
}

/**
 * The class of one code of a bin whose codes differ; DIFFER where only the check of the row can tell.
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
  if (!ENDS.spread) return classifier.ofEnds(ENDS);
  const { family, lower, upper } = ENDS;
  return classifier.of(extremesOf(family, lower, upper, upper, true, false));
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
      return [figureClassifier(demand), removalClassifier(demand), inletClassifier(demand)];
    case 'ENVELOPE':
      return [envelopeClassifier(demand)];
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
  const isOpen = demand.lower?.open === true || demand.upper?.open === true;
  return {
    uncounted: NOTHING,
    percent: demand.isRemoval,
    bounds: () => [least ?? most ?? 0, demand.isRemoval ? 100 : (most ?? least ?? 0)],
    of(bin) {
      if (bin.family !== measure.family) return NOTHING;
      if (demand.isRemoval) {
        const aside = setAside(bin);
        if (aside !== undefined) return aside;
      }
      if (least !== undefined && most !== undefined) return insideBoth(bin, least, most);
      return most === undefined ? atLeast(bin, least as number) : atMost(bin, most);
    },
    ofEnds(ends) {
      if (ends.family !== measure.family) return NOTHING;
      if (demand.isRemoval && !under(highest(ends), 100)) return under(100, lowest(ends)) ? NOTHING : DIFFER;
      const { lower, upper } = ends;
      const keeps = ends.open || isOpen ? under : within;
      if (least !== undefined && most !== undefined) {
        if (lower === lower && upper === upper) {
          if (keeps(least, lower) && keeps(upper, most)) return PASSES;
          return under(most, upper) || under(lower, least) ? FAILS : DIFFER;
        }
        const only = lower === lower ? lower : upper;
        if (under(most, only) || under(only, least)) return FAILS;
        return under(least, only) && under(only, most) ? NOTHING : DIFFER;
      }
      if (most !== undefined) {
        if (upper === upper) return keeps(upper, most) ? PASSES : under(most, upper) ? FAILS : DIFFER;
        return under(most, lower) ? FAILS : under(lower, most) ? NOTHING : DIFFER;
      }
      const bound = least as number;
      if (lower === lower) return keeps(bound, lower) ? PASSES : under(lower, bound) ? FAILS : DIFFER;
      return under(upper, bound) ? FAILS : under(bound, upper) ? NOTHING : DIFFER;
    },
  };
}

/** Removals above 100 % say nothing. */
function setAside({ lowerMin, lowerMax, upperMin, upperMax }: BinExtremes): number | undefined {
  if (under(Math.max(lowerMax, upperMax), 100)) return undefined;
  return under(100, Math.min(lowerMin, upperMin)) ? NOTHING : DIFFER;
}

/** Whether none of the codes states an end. */
const noLower = ({ lowerMin }: BinExtremes): boolean => lowerMin === Infinity;
const noUpper = ({ upperMin }: BinExtremes): boolean => upperMin === Infinity;

function atMost(bin: BinExtremes, most: number): number {
  const { kind, lowerMin, lowerMax, upperMin, upperMax, spreadLowerMin, spreadLowerMax } = bin;
  if (kind & BIN_UPPER) {
    if (under(upperMax, most)) return PASSES;
    if (!under(most, upperMin)) return DIFFER;
    return missed(kind, under(most, spreadLowerMin), under(spreadLowerMax, most));
  }
  if (!noUpper(bin)) return DIFFER;
  if (under(most, lowerMin)) return FAILS;
  return under(lowerMax, most) ? NOTHING : DIFFER;
}

function atLeast(bin: BinExtremes, least: number): number {
  const { kind, lowerMin, lowerMax, upperMin, upperMax, spreadUpperMin, spreadUpperMax } = bin;
  if (kind & BIN_LOWER) {
    if (under(least, lowerMin)) return PASSES;
    if (!under(lowerMax, least)) return DIFFER;
    return missed(kind, under(spreadUpperMax, least), under(least, spreadUpperMin));
  }
  if (!noLower(bin)) return DIFFER;
  if (under(upperMax, least)) return FAILS;
  return under(least, upperMin) ? NOTHING : DIFFER;
}

/** The worse end misses the limit for all: a failure, unless the better end of a spread keeps it. */
function missed(kind: number, spreadsMissToo: boolean, spreadsKeep: boolean): number {
  if ((kind & BIN_SOME_SPREAD) === 0 || spreadsMissToo) return FAILS;
  return kind & BIN_ALL_SPREAD && spreadsKeep ? STRADDLES : DIFFER;
}

function insideBoth(bin: BinExtremes, least: number, most: number): number {
  const { kind, lowerMin, lowerMax, upperMin, upperMax } = bin;
  if (kind & BIN_LOWER && kind & BIN_UPPER) {
    if (under(least, lowerMin) && under(upperMax, most)) return PASSES;
    return under(most, upperMin) || under(lowerMax, least) ? FAILS : DIFFER;
  }
  if (!noLower(bin) && !noUpper(bin)) return DIFFER;
  const [low, high] = noLower(bin) ? [upperMin, upperMax] : [lowerMin, lowerMax];
  if (under(most, low) || under(high, least)) return FAILS;
  return under(least, low) && under(high, most) ? NOTHING : DIFFER;
}

/** A removal, for an outlet limit that has only an upper end: by what it leaves of the inlet. */
function removalClassifier(demand: CompiledFigure): Classifier {
  const most = demand.upper?.value ?? NaN;
  const left = (removal: number) => demand.dutyHigh * (1 - removal / 100);
  return {
    uncounted: NOTHING,
    percent: true,
    bounds: () => [100 * (1 - most / demand.dutyHigh), 100],
    of(bin) {
      if (bin.family !== demand.percent.family) return NOTHING;
      if (demand.lower || demand.dutyHigh <= 0) return DIFFER;
      const aside = setAside(bin);
      if (aside !== undefined) return aside;
      if (noLower(bin)) return NOTHING;
      if ((bin.kind & BIN_LOWER) === 0) return DIFFER;
      if (under(left(bin.lowerMin), most)) return PASSES;
      if (!under(most, left(bin.lowerMax))) return DIFFER;
      return missed(bin.kind, under(most, left(bin.spreadUpperMax)), under(left(bin.spreadUpperMin), most));
    },
    ofEnds(ends) {
      if (ends.family !== demand.percent.family) return NOTHING;
      if (demand.lower || demand.dutyHigh <= 0) return DIFFER;
      if (!under(highest(ends), 100)) return under(100, lowest(ends)) ? NOTHING : DIFFER;
      if (ends.lower !== ends.lower) return NOTHING;
      const outlet = left(ends.lower);
      return under(outlet, most) ? PASSES : under(most, outlet) ? FAILS : DIFFER;
    },
  };
}

/** The inlet envelope of an outlet limit: PASSES inside, FAILS outside, NOTHING when it does not compare. */
function inletClassifier({ duty, dutyMeasure }: CompiledFigure): Classifier {
  return {
    uncounted: UNCOUNTED,
    bounds: () => (duty && dutyMeasure ? [duty.low * dutyMeasure.scale, duty.high * dutyMeasure.scale] : [0, 0]),
    ...(duty && dutyMeasure && lowestOf(duty, dutyMeasure)),
    of(bin) {
      if (!duty || !dutyMeasure || bin.family !== dutyMeasure.family) return NOTHING;
      return inEnvelope(bin, duty.low * dutyMeasure.scale, duty.high * dutyMeasure.scale);
    },
    ofEnds(ends) {
      if (!duty || !dutyMeasure || ends.family !== dutyMeasure.family) return NOTHING;
      return between(ends, duty.low * dutyMeasure.scale, duty.high * dutyMeasure.scale);
    },
  };
}

/** What the lower ends of an envelope must keep, and when they alone decide: for a capacity where one unit is enough. */
function lowestOf({ low, high }: DesignValue, { family, scale }: Measure): Pick<Classifier, 'lowest' | 'restsOnLower'> {
  return {
    lowest: { family, bound: low * scale },
    restsOnLower: (bin) => !noUpper(bin) && under(high * scale, bin.upperMin),
  };
}

function inEnvelope({ lowerMin, lowerMax, upperMin, upperMax }: BinExtremes, low: number, high: number): number {
  if (under(upperMax, high) || under(low, lowerMin)) return FAILS;
  return under(high, upperMin) && under(lowerMax, low) ? PASSES : DIFFER;
}

function between({ lower, upper, open }: Ends, low: number, high: number): number {
  if (under(upper, high) || under(low, lower)) return FAILS;
  const keeps = open ? under : within;
  return keeps(high, upper) && keeps(lower, low) ? PASSES : DIFFER;
}

function envelopeClassifier({ design, measure, isCapacity }: CompiledEnvelope): Classifier {
  return {
    uncounted: UNCOUNTED,
    bounds: () => (design && measure ? [design.low * measure.scale, design.high * measure.scale] : [0, 0]),
    ...(design && measure && lowestOf(design, measure)),
    of(bin) {
      if (!design || !measure || bin.family !== measure.family) return NOTHING;
      const [low, high] = [design.low * measure.scale, design.high * measure.scale];
      return isCapacity ? carries(bin, low, high) : inEnvelope(bin, low, high);
    },
    ofEnds(ends) {
      if (!design || !measure || ends.family !== measure.family) return NOTHING;
      const [low, high] = [design.low * measure.scale, design.high * measure.scale];
      return isCapacity ? oneCarries(ends, low, high) : between(ends, low, high);
    },
  };
}

function carries(bin: BinExtremes, low: number, high: number): number {
  const { lowerMin, lowerMax, upperMin, reachMin, reachMax } = bin;
  // The flow of each of several units is less still.
  if (under(low, lowerMin)) return FAILS;
  if (noUpper(bin)) return under(lowerMax, low) ? NOTHING : DIFFER;
  if (under(reachMax, high)) return FAILS;
  if (under(high, upperMin)) return under(lowerMax, low) ? PASSES : DIFFER;
  if (!under(high, reachMin)) return DIFFER;
  return lowerMax === -Infinity ? PASSES : shared(bin, low, high);
}

function oneCarries({ lower, upper, reach, open }: Ends, low: number, high: number): number {
  if (under(low, lower)) return FAILS;
  if (upper !== upper) return under(lower, low) ? NOTHING : DIFFER;
  if (under(reach, high)) return FAILS;
  const keeps = open ? under : within;
  if (keeps(high, upper)) return keeps(lower, low) ? PASSES : DIFFER;
  if (!under(high, reach)) return DIFFER;
  return lower === -Infinity ? PASSES : shared(extremesOf(0, lower, upper, reach, false, false), low, high);
}

/** Whether each of as many units as it takes has enough to do; told where all take equally many. */
function shared({ lowerMin, lowerMax, upperMin, upperMax, reachMin }: BinExtremes, low: number, high: number): number {
  if (!(upperMin > 0)) return DIFFER;
  const units = Math.ceil(high / upperMin);
  // One unit fewer may carry it, where it is more than their share by rounding alone.
  if (!under((units - 1) * upperMax, high) || under(reachMin, units * upperMax)) return DIFFER;
  if (under(low / units, lowerMin)) return FAILS;
  return under(lowerMax, low / units) ? PASSES : DIFFER;
}

function priceClassifier({ wholes, most }: CompiledPrice): Classifier {
  const between = (family: number, modular: boolean, lowest: number, highest: number): number => {
    let factor = wholes.of(familyUnit(family));
    if (factor === PER_UNIT) {
      if (modular && wholes.needsUnits) return DIFFER;
      factor = 1;
    }
    if (factor !== factor) return NOTHING;
    if (!(factor > 0)) return DIFFER;
    if (under(highest * factor, most)) return PASSES;
    return under(most, lowest * factor) ? FAILS : DIFFER;
  };
  return {
    uncounted: DIFFER,
    bounds(family) {
      const factor = wholes.of(familyUnit(family));
      const bound = factor === PER_UNIT || factor !== factor ? most : most / factor;
      return [bound, bound];
    },
    of: ({ kind, family, upperMin, upperMax }) => between(family, (kind & BIN_MODULAR) !== 0, upperMin, upperMax),
    ofEnds: ({ family, modular, upper }) => between(family, modular, upper, upper),
  };
}
