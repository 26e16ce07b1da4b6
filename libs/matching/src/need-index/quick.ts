import type { Bucket } from './bucket';
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
import { count, type Tally } from './tally';

/** Only the engine's rules tell. */
export const ASK = 255;
/** As {@link FAIL}, where the better end of a spread may undo it. */
const FAIL_AT_LIMIT = 3;

/** Where the figures of a demand are among those of its bucket, which are handed on rather than numbers, that would be objects. */
type Near = Float32Array;

/** By what was found of a demand, a bit for each: loops look verdicts up, since what is found is hard to foresee for a processor. */
type Verdicts = Uint8Array;
const IS_BELOW = 1;
const IS_ABOVE = 2;
const IS_IN_INLET = 4;
const IS_OUT_OF_INLET = 8;

const KNOWN_VERDICTS = new Map<number, Verdicts>();

/** @param below the verdict on limits below what is stated, `above` on those above it */
function verdictsOn(below: number, above: number): Verdicts {
  const key = (below << 8) | above;
  let verdicts = KNOWN_VERDICTS.get(key);
  if (!verdicts)
    KNOWN_VERDICTS.set(key, (verdicts = Uint8Array.from({ length: 16 }, (_, found) => verdictOn(found, below, above))));
  return verdicts;
}

function verdictOn(found: number, below: number, above: number): number {
  if ((found & IS_OUT_OF_INLET) !== 0) return FAIL;
  if ((found & IS_IN_INLET) === 0) return ASK;
  return (found & IS_BELOW) !== 0 ? below : (found & IS_ABOVE) !== 0 ? above : ASK;
}

/**
 * What one reading of facts comes to for the limits of a lane, as a few numbers in its units. What lies next to one of them,
 * and figures that are out of range, are left to the engine's rules.
 */
class QuickReading {
  private readonly verdicts: Verdicts;
  // What is compared with the limit is the lesser of what is stated and of what is left of the inlet.
  private readonly statedUnder: number;
  private readonly statedOver: number;
  // What is left of one unit of the inlet, and what is added so that nothing is compared with it where it is not known.
  private readonly leftUnder: number;
  private readonly leftOver: number;
  private readonly notLeft: number;
  // Outside of these nothing is guaranteed.
  private readonly inletUpper: number;
  private readonly inletOver: number;
  private readonly inletLower: number;
  private readonly inletUnder: number;
  private readonly fromZero: number;

  /** As `judge` in `judge.ts` tells it. */
  constructor({ blind, factor }: FigureClass, reading: FigureReading, isUpTo: boolean) {
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
    // Where both verdicts are the same, every limit is above.
    if (below === above) [stated, left] = [-Infinity, NaN];
    this.verdicts = verdictsOn(below, above);
    [this.statedUnder, this.statedOver] = [under(stated), over(stated)];
    const hasLeft = left === left;
    [this.leftUnder, this.leftOver, this.notLeft] = hasLeft ? [under(left), over(left), 0] : [0, 0, Infinity];
    const [most, least] = [
      inletUpper === inletUpper ? inletUpper : Infinity,
      inletLower === inletLower ? inletLower : -Infinity,
    ];
    [this.inletUpper, this.inletOver] = [under(most), over(most)];
    [this.inletLower, this.inletUnder] = [over(least), under(least)];
    // Below zero more would be left of what is near to less.
    this.fromZero = hasLeft ? 0 : -Infinity;
  }

  /**
   * @param limit where the demand's figure is, `low` and `high` where the duty's are, or any where there is no duty: nothing
   *   hangs on it then
   */
  verdict(near: Near, limit: number, low: number, high: number, _most = limit): number {
    const { notLeft } = this;
    const figure = near[limit] as number;
    const from = near[low] as number;
    const to = near[high] as number;
    const isBelow = +(figure < this.statedUnder) & +(figure < to * this.leftUnder + notLeft);
    const isAbove = +(figure > this.statedOver) | +(figure > to * this.leftOver + notLeft);
    const isIn = +(to < this.inletUpper) & +(from > this.inletLower) & +(to >= this.fromZero);
    const isOut = +(to > this.inletOver) | +(from < this.inletUnder);
    return this.verdicts[isBelow | (isAbove << 1) | (isIn << 2) | (isOut << 3)] as number;
  }

  /**
   * Counts all of a bucket where nothing else bears on it: the same in one loop, which is what takes the time.
   *
   * @param judge tells by the engine's rules what is at a place
   */
  countAll(bucket: Bucket, tally: Tally, judge: Judge): void {
    const { verdicts, statedUnder, statedOver, leftUnder, leftOver, notLeft, fromZero } = this;
    const { inletUpper, inletOver, inletLower, inletUnder } = this;
    const { words, near, length } = bucket;
    const { width } = bucket.of;
    const [own, low, high] = [bucket.nearOf(0), bucket.nearOf(width), bucket.nearOf(width + 1)];
    for (let at = 0; at < length; at += 1) {
      const figure = near[own + at] as number;
      const from = near[low + at] as number;
      const to = near[high + at] as number;
      const isBelow = +(figure < statedUnder) & +(figure < to * leftUnder + notLeft);
      const isAbove = +(figure > statedOver) | +(figure > to * leftOver + notLeft);
      const isIn = +(to < inletUpper) & +(from > inletLower) & +(to >= fromZero);
      const isOut = +(to > inletOver) | +(from < inletUnder);
      let verdict = verdicts[isBelow | (isAbove << 1) | (isIn << 2) | (isOut << 3)] as number;
      if (verdict >= FAIL_AT_LIMIT) verdict = verdict === ASK ? judge(at) : FAIL;
      count(tally, words[at] as number, verdict);
    }
  }
}

/** @see QuickReading.countAll */
type Judge = (at: number) => number;

/** The same for limits with two ends, the lower before the upper, of which each must be kept. */
class QuickRange {
  private readonly least: QuickReading;
  private readonly most: QuickReading;

  constructor(of: FigureClass, reading: FigureReading) {
    this.least = new QuickReading(of, reading, false);
    this.most = new QuickReading(of, reading, true);
  }

  verdict(near: Near, least: number, low: number, high: number, most: number): number {
    const one = this.least.verdict(near, least, low, high);
    const other = this.most.verdict(near, most, low, high);
    return one > other ? one : other;
  }
}

const readingOf = (of: FigureClass, reading: FigureReading): QuickReading | QuickRange =>
  of.width === 2 ? new QuickRange(of, reading) : new QuickReading(of, reading, of.least === 'NONE');

/** What facts come to for the limits of a lane: as they are, as far as proven well enough, and at the better end of spreads. */
export class QuickFigures {
  private readonly plain: QuickReading | QuickRange;
  private readonly strong: QuickReading | QuickRange | undefined;
  private readonly better: QuickReading | QuickRange | undefined;

  constructor(of: FigureClass, judge: FigureJudge) {
    this.plain = readingOf(of, judge.plain);
    const [strong, better] = [judge.strongFor(of), judge.betterFor(of)];
    this.strong = strong && readingOf(of, strong);
    this.better = better && readingOf(of, better);
  }

  /** The only reading that matters, of limits with one end. */
  get alone(): QuickReading | undefined {
    return !this.strong && !this.better && this.plain instanceof QuickReading ? this.plain : undefined;
  }

  /**
   * The verdict, or {@link ASK}; parameters as of a reading.
   *
   * @param most where the upper limit is, if the other is the lower one
   */
  verdict(near: Near, limit: number, low: number, high: number, most: number): number {
    const verdict = this.plain.verdict(near, limit, low, high, most);
    if (verdict === PASS) {
      if (!this.strong) return PASS;
      const proven = this.strong.verdict(near, limit, low, high, most);
      return proven === PASS || proven === ASK ? proven : UNKNOWN;
    }
    if (verdict !== FAIL_AT_LIMIT) return verdict;
    if (!this.better) return FAIL;
    const best = this.better.verdict(near, limit, low, high, most);
    return best === ASK ? ASK : best < FAIL ? UNKNOWN : FAIL;
  }
}

/** What one reading of facts comes to for design values, in the unit of a lane. */
class QuickEnds {
  private readonly upper: number;
  private readonly lower: number;
  /** The verdict on what lies inside, and whether it is that on anything. */
  private readonly inside: number;
  private readonly isFixed: boolean;
  /** By how many equal units a capacity may be carried, each of which must be given its least. */
  private readonly most: number;

  /** As `EnvelopeJudge` tells it. */
  constructor({ isCapacity, most }: EnvelopeJudge, { upper, lower, upperEnd, stated }: EnvelopeReading) {
    const isOpen = isCapacity ? !upperEnd : !stated;
    // Of such units, other rules tell how many there are.
    const isUnusual = isCapacity && most !== 1 && !(upper > 0 && most > 1 && most === Math.floor(most));
    this.inside = isOpen ? UNKNOWN : isUnusual ? ASK : PASS;
    this.isFixed = isOpen ? lower !== lower : isUnusual;
    this.upper = upperEnd ? upper : Infinity;
    this.lower = lower === lower ? lower : -Infinity;
    this.most = isCapacity ? most : 1;
  }

  verdict(near: Near, lowAt: number, highAt: number): number {
    const { inside, isFixed, upper, lower, most } = this;
    if (isFixed) return inside;
    const high = near[highAt] as number;
    let each = near[lowAt] as number;
    // One that is out of range is NaN here, on no side of an end, and so left to the rules.
    if (!(high < under(upper))) {
      if (most === 1) return high > over(upper) ? FAIL : ASK;
      const units = Math.ceil(under(high) / upper);
      if (units !== Math.ceil(over(high) / upper)) return ASK;
      if (units > most) return FAIL;
      each /= units;
    }
    return each > over(lower) ? inside : each < under(lower) ? FAIL : ASK;
  }
}

/** What facts come to for design values in the unit of a lane: as they are, and as far as proven well enough. */
export class QuickEnvelope {
  private readonly fixed: number | undefined;
  private readonly plain: QuickEnds | undefined;
  private readonly strong: QuickEnds | undefined;

  constructor(judge: EnvelopeJudge) {
    const { fixed, plain, strong } = judge;
    this.fixed = fixed;
    this.plain = plain && new QuickEnds(judge, plain);
    this.strong = strong && new QuickEnds(judge, strong);
  }

  /** The verdict on design values, or {@link ASK}; parameters as of ends. */
  verdict(near: Near, low: number, high: number): number {
    if (this.fixed !== undefined || !this.plain) return this.fixed ?? ASK;
    const verdict = this.plain.verdict(near, low, high);
    if (verdict !== PASS || !this.strong) return verdict;
    const proven = this.strong.verdict(near, low, high);
    return proven === PASS || proven === ASK ? proven : UNKNOWN;
  }
}
