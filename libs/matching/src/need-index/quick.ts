import type { FigureClass } from './demand-class';
import {
  FAIL,
  PASS,
  UNKNOWN,
  type EnvelopeJudge,
  type EnvelopeReading,
  type FigureJudge,
  type FigureReading,
} from './judge';
import { over, under } from './near';
import { FULL, READING_BYTES, type Workspace } from './workspace';

/** As {@link FAIL}, where the better end of a spread may undo it. */
const FAIL_AT_LIMIT = 3;
/** Only the engine's rules tell. */
const ASK = 4;

/**
 * What one reading of facts comes to for the demands of a lane, as the kernel (`assembly/judged-lanes.ts`) compares them:
 * figures in the units of the lane at these places, in words. What lies next to one of them, and what is out of range, is
 * left to the engine's rules.
 *
 * What is compared with a limit is the lesser of what is stated and of what is left of the inlet: that of one unit of it,
 * to which is added so much that nothing is compared with it where it is not known.
 */
const STATED_UNDER = 0;
const STATED_OVER = 1;
const LEFT_UNDER = 2;
const LEFT_OVER = 3;
const NOT_LEFT = 4;
/** Outside of these nothing is guaranteed, or carried. */
const INLET_UPPER = 5;
const INLET_OVER = 6;
const INLET_LOWER = 7;
const INLET_UNDER = 8;
/** Below zero more would be left of what is near to less. */
const FROM_ZERO = 9;
/** Whether several equal units may carry it: how much each does, and how many there may be, which lies where the first is. */
const BY_UNITS = 10;
const EACH = 11;
const MOST_UNITS = STATED_UNDER;
/** The verdicts by what is found, a byte for each; what is found are these bits. */
const VERDICTS = 12;
const IS_BELOW = 1;
const IS_ABOVE = 2;
const IS_IN_INLET = 4;
const IS_OUT_OF_INLET = 8;
const FINDINGS = 16;

const NONE = 0;

/** The workspace is full: what would lie there is left to the engine's rules. */
export const NO_ROOM = 'NO_ROOM';

/**
 * What facts come to for the demands of a lane: as they are, as far as proven well enough, and at the better end of spreads;
 * each a reading in the workspace, or none. Limits with two ends have a reading for the lower and then one for the upper, of
 * which each must be kept.
 */
export interface Quick {
  readonly plain: number;
  readonly strong: number;
  readonly better: number;
  readonly isRange: boolean;
}

/** @param of the class that stands for the lane */
export function quickFigures(workspace: Workspace, of: FigureClass, judge: FigureJudge): Quick | typeof NO_ROOM {
  const isRange = of.width === 2;
  const write = (reading: FigureReading) => {
    const at = workspace.take(isRange ? 2 : 1);
    if (at === FULL) return FULL;
    writeFigures(workspace, at, of, reading, of.least === 'NONE');
    if (isRange) writeFigures(workspace, at + READING_BYTES, of, reading, true);
    return at;
  };
  const [strong, better] = [judge.strongFor(of), judge.betterFor(of)];
  return quick(write(judge.plain), strong ? write(strong) : NONE, better ? write(better) : NONE, isRange);
}

export function quickEnvelope(workspace: Workspace, judge: EnvelopeJudge): Quick | typeof NO_ROOM {
  const { fixed, plain, strong } = judge;
  const write = (reading: EnvelopeReading | undefined) => {
    const at = workspace.take(1);
    if (at === FULL) return FULL;
    // Where no figure is looked at, everything is inside.
    if (!reading) writeWithin(workspace, at, fixed ?? ASK, NaN, NaN);
    else writeEnvelope(workspace, at, judge, reading);
    return at;
  };
  return quick(write(fixed === undefined ? plain : undefined), strong ? write(strong) : NONE, NONE, false);
}

function quick(plain: number, strong: number, better: number, isRange: boolean): Quick | typeof NO_ROOM {
  return plain === FULL || strong === FULL || better === FULL ? NO_ROOM : { plain, strong, better, isRange };
}

/** Writes down what is stated and removed, as `judge` in `judge.ts` tells it. */
function writeFigures(
  workspace: Workspace,
  at: number,
  { blind, factor }: FigureClass,
  reading: FigureReading,
  isUpTo: boolean,
): void {
  const { upper, lower, removal, nothingSaid, inletUnclear, inletUpper, inletLower } = reading;
  const hasUpper = upper === upper;
  const removes = removal === removal && factor === factor;
  const passes = inletUnclear ? UNKNOWN : PASS;
  let [stated, left, below, above] = [Infinity, NaN, UNKNOWN, UNKNOWN];
  if (blind) {
    // Nobody knows the limit.
  } else if ((hasUpper || removes) && (isUpTo || lower !== lower)) {
    if (hasUpper) stated = upper;
    if (removes) left = factor * (1 - removal / 100);
    [below, above] = isUpTo ? [FAIL_AT_LIMIT, passes] : [UNKNOWN, FAIL_AT_LIMIT];
  } else if (lower === lower) {
    stated = lower;
    [below, above] = isUpTo ? [FAIL_AT_LIMIT, UNKNOWN] : [passes, FAIL_AT_LIMIT];
  } else if (nothingSaid && factor === factor) {
    // What comes in may keep the limit already.
    left = factor;
    [below, above] = isUpTo ? [UNKNOWN, passes] : [ASK, UNKNOWN];
  }
  if (below === above) return writeWithin(workspace, at, below, inletLower, inletUpper);
  const hasLeft = left === left;
  const { figures } = workspace;
  const first = at >>> 2;
  figures[first + STATED_UNDER] = under(stated);
  figures[first + STATED_OVER] = over(stated);
  figures[first + LEFT_UNDER] = hasLeft ? under(left) : 0;
  figures[first + LEFT_OVER] = hasLeft ? over(left) : 0;
  figures[first + NOT_LEFT] = hasLeft ? 0 : Infinity;
  figures[first + FROM_ZERO] = hasLeft ? 0 : -Infinity;
  writeBounds(workspace, at, inletLower, inletUpper, below, above);
}

/** Writes down an envelope, as `EnvelopeJudge` tells it. */
function writeEnvelope(
  workspace: Workspace,
  at: number,
  { isCapacity, most }: EnvelopeJudge,
  { upper, lower, upperEnd, stated }: EnvelopeReading,
): void {
  if (isCapacity ? !upperEnd : !stated) return writeWithin(workspace, at, UNKNOWN, lower, NaN);
  if (!isCapacity || most === 1) return writeWithin(workspace, at, PASS, lower, upper);
  // Of such units, other rules tell how many there are.
  if (!(upper > 0 && most > 1 && most === Math.floor(most))) return writeWithin(workspace, at, ASK, NaN, NaN);
  writeWithin(workspace, at, PASS, lower, NaN);
  const { figures } = workspace;
  const first = at >>> 2;
  figures[first + BY_UNITS] = 1;
  figures[first + EACH] = upper;
  figures[first + MOST_UNITS] = most;
}

/** Writes down what is so for everything within bounds, whatever the limit. */
function writeWithin(workspace: Workspace, at: number, verdict: number, lower: number, upper: number): void {
  const { figures } = workspace;
  const first = at >>> 2;
  // Every limit is above.
  figures[first + STATED_UNDER] = -Infinity;
  figures[first + STATED_OVER] = -Infinity;
  figures[first + LEFT_UNDER] = 0;
  figures[first + LEFT_OVER] = 0;
  figures[first + NOT_LEFT] = Infinity;
  figures[first + FROM_ZERO] = -Infinity;
  writeBounds(workspace, at, lower, upper, verdict, verdict);
}

/**
 * @param lower, upper NaN where there is none
 * @param below the verdict on limits below what is stated, `above` on those above it
 */
function writeBounds(
  { figures, bytes }: Workspace,
  at: number,
  lower: number,
  upper: number,
  below: number,
  above: number,
): void {
  const most = upper === upper ? upper : Infinity;
  const least = lower === lower ? lower : -Infinity;
  const first = at >>> 2;
  figures[first + INLET_UPPER] = under(most);
  figures[first + INLET_OVER] = over(most);
  figures[first + INLET_LOWER] = over(least);
  figures[first + INLET_UNDER] = under(least);
  figures[first + BY_UNITS] = 0;
  const verdicts = (first + VERDICTS) << 2;
  for (let found = 0; found < FINDINGS; found += 1) bytes[verdicts + found] = verdictOn(found, below, above);
}

function verdictOn(found: number, below: number, above: number): number {
  if ((found & IS_OUT_OF_INLET) !== 0) return FAIL;
  if ((found & IS_IN_INLET) === 0) return ASK;
  return (found & IS_BELOW) !== 0 ? below : (found & IS_ABOVE) !== 0 ? above : ASK;
}
