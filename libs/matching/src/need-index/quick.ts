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

/**
 * What one reading of facts comes to for the limits of a lane, as a few numbers in its units. Other thresholds than these,
 * and what lies next to one of them, are left to the engine's rules.
 */
class QuickReading {
  /** What is compared with the limit is the lesser of this and of what is left of the inlet. */
  private readonly stated: number;
  /** What is left of one unit of the inlet. */
  private readonly left: number;
  /** The verdicts on limits below and above that. */
  private readonly below: number;
  private readonly above: number;
  // Outside of these nothing is guaranteed; NaN where there is no such end.
  private readonly inletUpper: number;
  private readonly inletOver: number;
  private readonly inletLower: number;
  private readonly inletUnder: number;

  /** As `judge` in `judge.ts` tells it. */
  constructor({ blind, factor }: FigureClass, reading: FigureReading, isUpTo: boolean) {
    const { upper, lower, removal, nothingSaid, inletUnclear, inletUpper, inletLower } = reading;
    const [hasUpper, hasLower, hasFactor] = [upper === upper, lower === lower, factor === factor];
    const removes = removal === removal && hasFactor;
    const passes = inletUnclear ? UNKNOWN : PASS;
    [this.stated, this.left, this.below, this.above] = [NaN, NaN, UNKNOWN, UNKNOWN];
    if (blind) {
      // Nobody knows the limit.
    } else if (isUpTo ? hasUpper || removes : !hasLower && (hasUpper || removes)) {
      this.stated = hasUpper ? upper : Infinity;
      if (removes) this.left = factor * (1 - removal / 100);
      [this.below, this.above] = isUpTo ? [FAIL_AT_LIMIT, passes] : [UNKNOWN, FAIL_AT_LIMIT];
    } else if (hasLower) {
      this.stated = lower;
      [this.below, this.above] = isUpTo ? [FAIL_AT_LIMIT, UNKNOWN] : [passes, FAIL_AT_LIMIT];
    } else if (nothingSaid && hasFactor) {
      // What comes in may keep the limit already.
      this.stated = isUpTo ? Infinity : NaN;
      this.left = factor;
      [this.below, this.above] = isUpTo ? [UNKNOWN, passes] : [ASK, ASK];
    }
    [this.inletUpper, this.inletOver] = [under(inletUpper), over(inletUpper)];
    [this.inletLower, this.inletUnder] = [over(inletLower), under(inletLower)];
  }

  /**
   * @param limit the demand's figure, `low` and `high` the duty's; NaN for what there is none of
   */
  verdict(limit: number, low: number, high: number, _most = NaN): number {
    if (high > this.inletOver || low < this.inletUnder) return FAIL;
    if (high >= this.inletUpper || low <= this.inletLower) return ASK;
    const { below, above } = this;
    if (below === above) return below;
    const left = high * this.left;
    const bound = left < this.stated ? left : this.stated;
    return limit < under(bound) ? below : limit > over(bound) ? above : ASK;
  }
}

/** The same for limits with two ends, of which each must be kept. */
class QuickRange {
  private readonly least: QuickReading;
  private readonly most: QuickReading;

  constructor(of: FigureClass, reading: FigureReading) {
    this.least = new QuickReading(of, reading, false);
    this.most = new QuickReading(of, reading, true);
  }

  verdict(least: number, low: number, high: number, most: number): number {
    const [one, other] = [this.least.verdict(least, low, high), this.most.verdict(most, low, high)];
    if (one === ASK || other === ASK) return ASK;
    return Math.max(one, other);
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
    if (strong) this.strong = readingOf(of, strong);
    if (better) this.better = readingOf(of, better);
  }

  /**
   * The verdict, or {@link ASK}; parameters as of a reading.
   *
   * @param most the upper limit where the other is the lower one
   */
  verdict(limit: number, low: number, high: number, most: number): number {
    const verdict = this.plain.verdict(limit, low, high, most);
    if (verdict === PASS && this.strong) {
      const proven = this.strong.verdict(limit, low, high, most);
      return proven === PASS || proven === ASK ? proven : UNKNOWN;
    }
    if (verdict !== FAIL_AT_LIMIT) return verdict;
    if (!this.better) return FAIL;
    const best = this.better.verdict(limit, low, high, most);
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

  verdict(low: number, high: number): number {
    const { inside, isFixed, upper, lower, most } = this;
    if (isFixed) return inside;
    let each = low;
    if (!(high < under(upper))) {
      if (most === 1) return high > over(upper) ? FAIL : ASK;
      const units = Math.ceil(under(high) / upper);
      if (units !== Math.ceil(over(high) / upper)) return ASK;
      if (units > most) return FAIL;
      each = low / units;
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
    this.fixed = judge.fixed;
    if (judge.plain) this.plain = new QuickEnds(judge, judge.plain);
    if (judge.strong) this.strong = new QuickEnds(judge, judge.strong);
  }

  /** The verdict on design values, or {@link ASK}. */
  verdict(low: number, high: number): number {
    if (this.fixed !== undefined || !this.plain) return this.fixed ?? ASK;
    const verdict = this.plain.verdict(low, high);
    if (verdict !== PASS || !this.strong) return verdict;
    const proven = this.strong.verdict(low, high);
    return proven === PASS || proven === ASK ? proven : UNKNOWN;
  }
}
