import {
  hasValue,
  isSeveral,
  isSpread,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_LT,
  OP_ND,
  OP_RANGE,
  opOf,
  type Statements,
} from './statements';
import type { Words } from './words';

/** How a column reads its figures. */
export interface Reading {
  /** As what the offer takes in (capacity, inlet, temperature): an end that is not stated is unbounded. */
  readonly envelope: boolean;
  /** A bare figure is a rating: "up to". */
  readonly rating: boolean;
  readonly tonneIsCubicMetre: boolean;
  /** Its meaning hangs on how many units the offer may be split into. */
  readonly split?: 'CAPACITY' | 'PRICE';
}

/** What is stated of one thing, and how it is read. */
export interface Read {
  readonly statements: Statements;
  readonly reading: Reading;
  readonly texts: Words;
}

/**
 * What one fact says, in the first unit of its family; NaN where it states no such end. In an envelope such an end is
 * infinite, but for the upper end of a capacity.
 */
export interface Ends {
  family: number;
  lower: number;
  upper: number;
  /** Of a capacity: the upper end times the most units. */
  reach: number;
  /** An end is approached and not reached. */
  open: boolean;
  /** The offer may be split into units. */
  modular: boolean;
  /** A range of typical or planning figures. */
  spread: boolean;
  /** The ends of several facts: which of them are open is not known. */
  several: boolean;
}

/** What was read last: one for all, since it is read at once. */
export const ENDS: Ends = {
  family: 0,
  lower: NaN,
  upper: NaN,
  reach: NaN,
  open: false,
  modular: false,
  spread: false,
  several: false,
};

/**
 * Reads into `ENDS` what one fact says, whatever its condition. False where the code states several facts, or none that
 * has ends.
 */
export function readEnds({ statements, reading, texts }: Read, code: number): boolean {
  const ends = ENDS;
  const { forms } = statements;
  const form = statements.formAt(code);
  const packed = forms.packed[form] as number;
  if (isSeveral(packed) || !hasValue(packed)) return false;
  const unit = forms.unit[form] as number;
  const scale = texts.scaleOf(unit);
  const value = statements.valueOf(code) * scale;
  const op = opOf(packed);
  let lower = NaN;
  let upper = NaN;
  if (op === OP_RANGE) {
    lower = value;
    upper = statements.upperOf(code) * scale;
    // An empty range is nobody's extreme.
    if (lower > upper) return false;
  } else if (op === OP_GE || op === OP_GT) lower = value;
  else {
    upper = value;
    if (op === OP_EQ && !reading.rating) lower = value;
  }
  let reach = upper;
  ends.open = op === OP_LT || op === OP_GT || op === OP_ND;
  ends.modular = false;
  if (reading.split !== undefined) {
    const modularity = forms.modularity[form] as number;
    if (modularity !== 0) {
      const said = texts.modularities.value(modularity);
      ends.modular = said.modular === true;
      if (ends.modular && reading.split === 'CAPACITY') reach = Math.max(upper, upper * (said.maxUnits ?? Infinity));
    }
  }
  if (reading.envelope) {
    if (lower !== lower) lower = -Infinity;
    if (reading.split === 'CAPACITY') {
      // One unit that takes nothing is judged differently from all others.
      if (upper <= 0) return false;
    } else if (upper !== upper) upper = reach = Infinity;
  }
  ends.family = texts.familyOf(unit, reading.tonneIsCubicMetre);
  ends.lower = lower;
  ends.upper = upper;
  ends.reach = reach;
  // Of what an offer takes in no end is a promise more than the other.
  ends.spread = !reading.envelope && isSpread(packed);
  ends.several = false;
  return true;
}

/**
 * Reads into `ENDS` what several facts say together, of a figure the worse ends of those that count, of an envelope the
 * narrower: how many count, or undefined where only the check of the row can tell.
 *
 * @param below figures from here on are set aside, each by itself
 */
export function readSeveral(
  read: Read,
  code: number,
  counts: (condition: number) => boolean,
  below = Infinity,
): number | undefined {
  const { statements, reading } = read;
  const ends = ENDS;
  let counting = 0;
  let family = 0;
  let open = false;
  let lower = NaN;
  let upper = NaN;
  let reach = NaN;
  const count = statements.memberCount(code);
  for (let place = 0; place < count; place += 1) {
    const one = statements.memberAt(code, place);
    if (!counts(statements.conditionOf(one))) continue;
    if (!readEnds(read, one) || ends.spread) return undefined;
    if (counting > 0 && ends.family !== family) return undefined;
    if (ends.lower >= below || ends.upper >= below) return undefined;
    counting += 1;
    family = ends.family;
    if (ends.open) open = true;
    if (ends.lower === ends.lower) lower = endOf(lower, ends.lower, reading.envelope);
    if (ends.upper === ends.upper) {
      upper = endOf(upper, ends.upper, !reading.envelope);
      reach = endOf(reach, ends.reach, !reading.envelope);
    }
  }
  ends.family = family;
  ends.lower = lower;
  ends.upper = upper;
  ends.reach = reach;
  ends.open = open;
  ends.several = true;
  return counting;
}

/** Of two ends the higher or the lower. */
const endOf = (known: number, found: number, higher: boolean): number =>
  known !== known ? found : higher ? Math.max(known, found) : Math.min(known, found);
