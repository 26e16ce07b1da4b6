import type { Bucket } from './bucket';
import type { DemandClasses, FigureClass } from './demand-class';
import {
  FAIL,
  PASS,
  UNKNOWN,
  type EnvelopeJudge,
  type EnvelopeReading,
  type FigureJudge,
  type FigureReading,
} from './judge';
import { nearly } from './packed-figures';
import { count, type Tally } from './tally';

/** Only the engine's rules tell. */
export const ASK = 255;
/** As {@link FAIL}, where the better end of a spread may undo it. */
const FAIL_AT_LIMIT = 3;

/**
 * Figures further from a threshold than this, relative to it, compare with it as they are, also when they were converted:
 * the engine takes as equal only what differs by less than a billionth.
 */
const GUARD = 1e-8;
export const under = (threshold: number): number => threshold * (threshold > 0 ? 1 - GUARD : 1 + GUARD);
export const over = (threshold: number): number => threshold * (threshold > 0 ? 1 + GUARD : 1 - GUARD);

/** Where the figures of a demand are in the words of its bucket, which are handed on rather than numbers, that would be objects. */
type Words = Uint32Array;

type Scales = Pick<DemandClasses, 'scales' | 'dutyScales'>;

/**
 * What one reading of facts comes to for the limits of a lane, as a few numbers in its units. What lies next to one of them,
 * and figures that are kept beside, are left to the engine's rules.
 */
class QuickReading {
  /** What is compared with the limit is the lesser of this and of what is left of the inlet. */
  private readonly stated: number;
  /** What is left of one unit of the inlet. */
  private readonly left: number;
  private readonly hasLeft: boolean;
  /** The verdicts on limits below and above that. */
  private readonly below: number;
  private readonly above: number;
  // Outside of these nothing is guaranteed.
  private readonly hasInlet: boolean;
  private readonly inletUpper: number;
  private readonly inletOver: number;
  private readonly inletLower: number;
  private readonly inletUnder: number;

  /** As `judge` in `judge.ts` tells it. */
  constructor(
    { blind, factor }: FigureClass,
    reading: FigureReading,
    isUpTo: boolean,
    private readonly classes: Scales,
  ) {
    const { upper, lower, removal, nothingSaid, inletUnclear, inletUpper, inletLower } = reading;
    const hasUpper = upper === upper;
    const removes = removal === removal && factor === factor;
    const passes = inletUnclear ? UNKNOWN : PASS;
    let [stated, left, below, above] = [NaN, NaN, UNKNOWN, UNKNOWN];
    if (blind) {
      // Nobody knows the limit.
    } else if ((hasUpper || removes) && (isUpTo || lower !== lower)) {
      stated = hasUpper ? upper : Infinity;
      if (removes) left = factor * (1 - removal / 100);
      [below, above] = isUpTo ? [FAIL_AT_LIMIT, passes] : [UNKNOWN, FAIL_AT_LIMIT];
    } else if (lower === lower) {
      stated = lower;
      [below, above] = isUpTo ? [FAIL_AT_LIMIT, UNKNOWN] : [passes, FAIL_AT_LIMIT];
    } else if (nothingSaid && factor === factor) {
      // What comes in may keep the limit already.
      stated = isUpTo ? Infinity : NaN;
      left = factor;
      [below, above] = isUpTo ? [UNKNOWN, passes] : [ASK, UNKNOWN];
    }
    [this.stated, this.left, this.below, this.above] = [stated, left, below, above];
    this.hasLeft = left === left;
    this.hasInlet = inletUpper === inletUpper || inletLower === inletLower;
    [this.inletUpper, this.inletOver] = [under(inletUpper), over(inletUpper)];
    [this.inletLower, this.inletUnder] = [over(inletLower), under(inletLower)];
  }

  /**
   * @param limit where the demand's figure is, `low` and `high` where the duty's are; not looked at where nothing hangs on it
   * @param of the class of the demand
   */
  verdict(words: Words, limit: number, low: number, high: number, of: number, _most = limit): number {
    const { below, above } = this;
    let bound = this.stated;
    if (this.hasInlet || this.hasLeft) {
      const scale = this.classes.dutyScales[of] as number;
      const to = nearly(words[high] as number) * scale;
      if (this.hasInlet) {
        const from = nearly(words[low] as number) * scale;
        if (to !== to || from !== from) return ASK;
        if (to > this.inletOver || from < this.inletUnder) return FAIL;
        if (to >= this.inletUpper || from <= this.inletLower) return ASK;
      }
      if (this.hasLeft) {
        const left = to * this.left;
        if (left !== left) return ASK;
        if (!(bound < left)) bound = left;
      }
    }
    if (below === above) return below;
    const figure = nearly(words[limit] as number) * (this.classes.scales[of] as number);
    return figure < under(bound) ? below : figure > over(bound) ? above : ASK;
  }

  /**
   * Counts all of a bucket where nothing else bears on it: the same in one loop, which is what takes the time.
   *
   * @param judge tells by the engine's rules what is at a place
   */
  countAll(bucket: Bucket, tally: Tally, judge: Judge): void {
    const { below, above, stated, left, hasLeft, hasInlet, inletUpper, inletOver, inletLower, inletUnder } = this;
    const { scales, dutyScales } = this.classes;
    const { words, length, classesFrom } = bucket;
    const { width } = bucket.of;
    const [own, low, high] = [bucket.startOf(0), bucket.startOf(width), bucket.startOf(width + 1)];
    for (let at = 0; at < length; at += 1) {
      const of = words[classesFrom + at] as number;
      let bound = stated;
      let verdict = PASS;
      if (hasInlet || hasLeft) {
        const scale = dutyScales[of] as number;
        const to = nearly(words[high + at] as number) * scale;
        const from = hasInlet ? nearly(words[low + at] as number) * scale : to;
        if (to !== to || from !== from) verdict = ASK;
        else if (hasInlet && (to > inletOver || from < inletUnder)) verdict = FAIL;
        else if (hasInlet && (to >= inletUpper || from <= inletLower)) verdict = ASK;
        if (hasLeft && !(bound < to * left)) bound = to * left;
      }
      if (verdict === PASS) {
        if (below === above) verdict = below;
        else {
          const figure = nearly(words[own + at] as number) * (scales[of] as number);
          verdict = figure < under(bound) ? below : figure > over(bound) ? above : ASK;
        }
        if (verdict === FAIL_AT_LIMIT) verdict = FAIL;
      }
      count(tally, words[at] as number, verdict === ASK ? judge(at) : verdict);
    }
  }
}

/** @see QuickReading.countAll */
type Judge = (at: number) => number;

/** The same for limits with two ends, the lower before the upper, of which each must be kept. */
class QuickRange {
  private readonly least: QuickReading;
  private readonly most: QuickReading;

  constructor(of: FigureClass, reading: FigureReading, classes: Scales) {
    this.least = new QuickReading(of, reading, false, classes);
    this.most = new QuickReading(of, reading, true, classes);
  }

  verdict(words: Words, least: number, low: number, high: number, of: number, most: number): number {
    const one = this.least.verdict(words, least, low, high, of);
    const other = this.most.verdict(words, most, low, high, of);
    return one > other ? one : other;
  }
}

const readingOf = (of: FigureClass, reading: FigureReading, classes: Scales): QuickReading | QuickRange =>
  of.width === 2 ? new QuickRange(of, reading, classes) : new QuickReading(of, reading, of.least === 'NONE', classes);

/** What facts come to for the limits of a lane: as they are, as far as proven well enough, and at the better end of spreads. */
export class QuickFigures {
  private readonly plain: QuickReading | QuickRange;
  private readonly strong: QuickReading | QuickRange | undefined;
  private readonly better: QuickReading | QuickRange | undefined;

  constructor(of: FigureClass, judge: FigureJudge, classes: Scales) {
    this.plain = readingOf(of, judge.plain, classes);
    const [strong, better] = [judge.strongFor(of), judge.betterFor(of)];
    this.strong = strong && readingOf(of, strong, classes);
    this.better = better && readingOf(of, better, classes);
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
  verdict(words: Words, limit: number, low: number, high: number, of: number, most: number): number {
    const verdict = this.plain.verdict(words, limit, low, high, of, most);
    if (verdict === PASS) {
      if (!this.strong) return PASS;
      const proven = this.strong.verdict(words, limit, low, high, of, most);
      return proven === PASS || proven === ASK ? proven : UNKNOWN;
    }
    if (verdict !== FAIL_AT_LIMIT) return verdict;
    if (!this.better) return FAIL;
    const best = this.better.verdict(words, limit, low, high, of, most);
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
  constructor(
    { isCapacity, most }: EnvelopeJudge,
    { upper, lower, upperEnd, stated }: EnvelopeReading,
    private readonly classes: Scales,
  ) {
    const isOpen = isCapacity ? !upperEnd : !stated;
    // Of such units, other rules tell how many there are.
    const isUnusual = isCapacity && most !== 1 && !(upper > 0 && most > 1 && most === Math.floor(most));
    this.inside = isOpen ? UNKNOWN : isUnusual ? ASK : PASS;
    this.isFixed = isOpen ? lower !== lower : isUnusual;
    this.upper = upperEnd ? upper : Infinity;
    this.lower = lower === lower ? lower : -Infinity;
    this.most = isCapacity ? most : 1;
  }

  verdict(words: Words, lowAt: number, highAt: number, of: number): number {
    const { inside, isFixed, upper, lower, most } = this;
    if (isFixed) return inside;
    const scale = this.classes.scales[of] as number;
    const high = nearly(words[highAt] as number) * scale;
    let each = nearly(words[lowAt] as number) * scale;
    // One that is kept beside is NaN here, on no side of an end, and so left to the rules.
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

  constructor(judge: EnvelopeJudge, classes: Scales) {
    const { fixed, plain, strong } = judge;
    this.fixed = fixed;
    this.plain = plain && new QuickEnds(judge, plain, classes);
    this.strong = strong && new QuickEnds(judge, strong, classes);
  }

  /** The verdict on design values, or {@link ASK}; parameters as of ends. */
  verdict(words: Words, low: number, high: number, of: number): number {
    if (this.fixed !== undefined || !this.plain) return this.fixed ?? ASK;
    const verdict = this.plain.verdict(words, low, high, of);
    if (verdict !== PASS || !this.strong) return verdict;
    const proven = this.strong.verdict(words, low, high, of);
    return proven === PASS || proven === ASK ? proven : UNKNOWN;
  }
}
