import { FAIL, keepsDown, keepsUp, PASS, UNKNOWN, type EnvelopeJudge, type FigureJudge } from './judge';
import { FAILED, type DemandList, type Tally } from './segment';

/**
 * The loops in which nearly all time is spent: every demand of a list judged by plain numbers. Each does what the judge's
 * `verdict` does, for the lists it takes, and answers false for a list it does not take.
 */

/** Puts one verdict in the place of the demand's default, for a demand that counts by itself. */
export function enter(state: Uint16Array, ids: Uint32Array, head: number, id: number, verdict: number): void {
  const row = head >>> 1;
  const isOpen = verdict === PASS ? 0 : 1;
  const change = isOpen - (head & 1);
  if (change !== 0) {
    state[row] = (state[row] ?? 0) + change;
    ids[row] = (ids[row] ?? 0) ^ id;
  }
  if (verdict === FAIL) state[row] = (state[row] ?? 0) | FAILED;
}

/** Demands with one end, judged by one reading that is neither spread nor weak. */
export function scanFigures(list: DemandList, judge: FigureJudge, tally: Tally): boolean {
  const { plain, hasLeast, hasMost } = judge;
  if (list.isMember || judge.blind || judge.better || judge.strong || hasLeast === hasMost) return false;
  const dutyMatters =
    plain.removal === plain.removal ||
    plain.inletUpper === plain.inletUpper ||
    plain.inletLower === plain.inletLower ||
    plain.nothingSaid;
  if (!dutyMatters && !plain.inletUnclear) {
    if (hasMost && plain.upper === plain.upper) scanMost(list, plain.upper, plain.upperOpen, judge.mostOpen, tally);
    else if (hasLeast && plain.lower === plain.lower)
      scanLeast(list, plain.lower, plain.lowerOpen, judge.leastOpen, tally);
    else return false;
    return true;
  }
  const onlyLower = plain.lower === plain.lower && plain.upper !== plain.upper;
  if (!list.duty || !hasMost || plain.nothingSaid || onlyLower) return false;
  scanTreated(list, judge, tally);
  return true;
}

function scanMost(list: DemandList, upper: number, upperOpen: boolean, mostOpen: boolean, tally: Tally): void {
  const { step, length } = list;
  const words = list.words.array;
  const figures = list.figures.array;
  const { state, ids } = tally;
  for (let at = 0, word = 0; at < length; at += 1, word += step) {
    const kept = keepsUp(upper, upperOpen, figures[at] ?? NaN, mostOpen);
    enter(state, ids, words[word] ?? 0, words[word + 1] ?? 0, kept ? PASS : FAIL);
  }
}

function scanLeast(list: DemandList, lower: number, lowerOpen: boolean, leastOpen: boolean, tally: Tally): void {
  const { step, length } = list;
  const words = list.words.array;
  const figures = list.figures.array;
  const { state, ids } = tally;
  for (let at = 0, word = 0; at < length; at += 1, word += step) {
    const kept = keepsDown(lower, lowerOpen, figures[at] ?? NaN, leastOpen);
    enter(state, ids, words[word] ?? 0, words[word + 1] ?? 0, kept ? PASS : FAIL);
  }
}

/** An upper limit at the outlet, by what is guaranteed there or what is left of the inlet, inside an inlet envelope. */
function scanTreated(list: DemandList, judge: FigureJudge, tally: Tally): void {
  const {
    upper,
    upperOpen,
    removal,
    removalOpen,
    inletUpper,
    inletUpperOpen,
    inletLower,
    inletLowerOpen,
    inletUnclear,
  } = judge.plain;
  const { mostOpen, factor } = judge;
  const { length } = list;
  const words = list.words.array;
  const figures = list.figures.array;
  const duty = list.duty?.figures.array ?? figures;
  const { state, ids } = tally;
  const hasUpper = upper === upper;
  const removes = removal === removal && factor === factor;
  const share = 1 - removal / 100;
  const [hasInletUpper, hasInletLower] = [inletUpper === inletUpper, inletLower === inletLower];
  const passes = inletUnclear ? UNKNOWN : PASS;
  for (let at = 0, word = 0; at < length; at += 1, word += 3) {
    const place = 2 * (words[word + 2] ?? 0);
    const most = figures[at] ?? NaN;
    const high = duty[place + 1] ?? NaN;
    let verdict = UNKNOWN;
    if (hasInletUpper && !keepsUp(high, false, inletUpper, inletUpperOpen)) verdict = FAIL;
    else if (hasInletLower && !keepsDown(duty[place] ?? NaN, false, inletLower, inletLowerOpen)) verdict = FAIL;
    else if (removes) {
      const left = high * factor * share;
      const takesUpper = hasUpper && keepsUp(upper, upperOpen, left, removalOpen);
      const kept = takesUpper ? keepsUp(upper, upperOpen, most, mostOpen) : keepsUp(left, removalOpen, most, mostOpen);
      verdict = kept ? passes : FAIL;
    } else if (hasUpper) verdict = keepsUp(upper, upperOpen, most, mostOpen) ? passes : FAIL;
    enter(state, ids, words[word] ?? 0, words[word + 1] ?? 0, verdict);
  }
}

/** Design values inside an envelope that is not too weakly proven. */
export function scanEnvelopes(list: DemandList, judge: EnvelopeJudge, tally: Tally): boolean {
  const { plain } = judge;
  if (list.isMember || !plain || judge.strong || judge.fixed !== undefined || !plain.stated) return false;
  const { upper, upperOpen, lower, lowerOpen } = plain;
  const [hasUpper, hasLower] = [upper === upper, lower === lower];
  if (judge.isCapacity && (!hasUpper || hasLower)) return false;
  const { step, length } = list;
  const words = list.words.array;
  const figures = (list.duty?.figures ?? list.figures).array;
  const { state, ids } = tally;
  const fromDuty = list.duty !== undefined;
  for (let at = 0, word = 0; at < length; at += 1, word += step) {
    const place = 2 * (fromDuty ? (words[word + 2] ?? 0) : at);
    const high = figures[place + 1] ?? NaN;
    let kept = !hasUpper || keepsUp(high, false, upper, upperOpen);
    if (judge.isCapacity) kept ||= judge.carries(high);
    else kept &&= !hasLower || keepsDown(figures[place] ?? NaN, false, lower, lowerOpen);
    enter(state, ids, words[word] ?? 0, words[word + 1] ?? 0, kept ? PASS : FAIL);
  }
  return true;
}
