import type { DemandClass, EnvelopeClass, FigureClass } from './demand-class';
import { FAIL, PASS, UNKNOWN } from './judge';
import { lowered, raised } from './lane';
import type { PlainReading } from './plan';

/** The verdict must be found by the engine's own rules. */
export const ASK = 255;

/** How demands of a class are told, in the first code of the class. */
export const STANDS = 0;
export const FIXED = 1;
export const FIGURES = 2;
export const ENVELOPES = 3;
export const HELD = 4;
const BY_RULES = 5;

/** The class is judged by no duty. */
export const NO_DUTY_NUMBER = 0xffffffff;

/**
 * Codes of a class: how it is told; what it comes to where its figures pass, fail, or say nothing; which ties pass; what it
 * comes to where it is known not to fail.
 */
const CODES = 6;
/** A figure that equals the limit keeps it; one that equals an end of the envelope is inside. */
const LIMIT_CLOSED = 1;
const INSIDE_CLOSED = 2;
/** Nothing but the breach of an inlet's envelope can be told; else it is as it stands, if it stands open. */
const AS_IT_STANDS = 254;
/** Numbers of a class: upper and lower end, what is left of the inlet, the inlet's upper and lower end. */
const NUMBERS = 5;

/**
 * What an offer comes to for each class of demands, as plain numbers that tell nearly every demand. What lies next to an
 * end, and what rests on more than one reading, is left to the rules. Rooms are used again for the next offer.
 */
export class QuickVerdicts {
  private codes = new Uint8Array(0);
  private numbers = new Float64Array(0);
  /** By class, for which offer it was read last. */
  private readFor = new Uint32Array(0);
  /** By class, the number of the duty it is judged by. */
  private duties = new Uint32Array(0);
  private offers = 0;

  /** Forgets the last offer. */
  begin(classes: number): void {
    this.offers += 1;
    if (classes <= this.readFor.length) return;
    const room = Math.ceil(classes * 1.5);
    this.codes = new Uint8Array(room * CODES);
    this.numbers = new Float64Array(room * NUMBERS);
    this.readFor = new Uint32Array(room);
    this.duties = new Uint32Array(room);
  }

  knows(of: number): boolean {
    return this.readFor[of] === this.offers;
  }

  /** Whether a demand of the class is open if it stands open, and passes otherwise: it has been read, and nothing is said. */
  isSilent(of: number): boolean {
    return this.readFor[of] === this.offers && this.codes[of * CODES] === STANDS;
  }

  /** As it stands for an offer that says nothing. */
  stands(of: DemandClass): void {
    this.set(of, STANDS, UNKNOWN, UNKNOWN, UNKNOWN);
  }

  byRules(of: DemandClass): void {
    this.set(of, BY_RULES, ASK, ASK, ASK);
  }

  held(of: DemandClass): void {
    this.set(of, HELD, ASK, ASK, ASK, 0, PASS);
  }

  /**
   * Limits, none of whose facts is under a condition.
   *
   * @param said what is said of the figure and of its removal, if anything is; in the unit of the lane
   * @param inlet what is said of the inlet, if anything is
   * @param proven whether a fact that may let it pass is as strong as the class demands
   */
  figures(of: FigureClass, said: PlainReading | undefined, inlet: PlainReading | undefined, proven: boolean): void {
    const factor = of.limit?.factor ?? 1;
    const removal = said?.removal ?? NaN;
    const removes = removal === removal && of.factor === of.factor;
    const [hasLeast, hasMost] = [of.least !== 'NONE', of.most !== 'NONE'];
    const [upper, lower] = said ? [said.upper / factor, said.lower / factor] : [NaN, NaN];
    const [hasUpper, hasLower] = [upper === upper, lower === lower];
    let silent = UNKNOWN;
    let [least, most] = [NaN, NaN];
    if (!of.blind) {
      const both = hasMost && hasLeast;
      const isTold = both ? hasUpper && hasLower && !removes : hasMost ? hasUpper || removes : hasLower;
      if (!isTold && (hasUpper || hasLower || removes)) return this.byRules(of);
      if (isTold && hasMost) most = hasUpper ? upper : Infinity;
      if (isTold && hasLeast) least = lower;
      if (!said) silent = AS_IT_STANDS;
    }
    const isUnclear = inlet !== undefined && inlet.counts && !inlet.converts;
    // A weak statement on the inlet takes no proof from the figure: without it, more passes.
    const isWeak = of.minimumRank < (said?.weakest ?? -1);
    const passes = isUnclear ? UNKNOWN : !isWeak ? PASS : proven ? ASK : AS_IT_STANDS;
    const isClosed = (hasMost ? of.most : of.least) === 'CLOSED' && !(hasMost && hasLeast);
    const ties = (isClosed ? LIMIT_CLOSED : 0) | (inlet?.closed === true ? INSIDE_CLOSED : 0);
    const fails = said?.isSpread && hasLeast !== hasMost ? ASK : FAIL;
    const isSaid = most === most || least === least;
    const unfailed = !isSaid ? silent : fails === FAIL ? passes : ASK;
    this.set(of, FIGURES, passes, fails, silent, ties, unfailed);
    const left = removes && hasMost && most === most ? of.factor * (1 - removal / 100) : NaN;
    const inside = of.inside?.factor ?? 1;
    const [highest, lowest] = [(inlet?.upper ?? NaN) / inside, (inlet?.lower ?? NaN) / inside];
    this.put(of, most, least, left, highest, lowest);
    // Where neither a removal nor an inlet is stated, what comes in does not matter.
    if (left !== left && highest !== highest && lowest !== lowest) this.duties[of.number] = NO_DUTY_NUMBER;
  }

  /** Days and prices: up to a figure, or up to a share of the flow, in the unit of the duty. */
  upTo(of: DemandClass, most: number, share: number): void {
    this.set(of, FIGURES, PASS, FAIL, ASK, LIMIT_CLOSED, PASS);
    this.put(of, most, NaN, share, NaN, NaN);
    if (share !== share) this.duties[of.number] = NO_DUTY_NUMBER;
  }

  /** Design values, none of whose facts is under a condition. */
  envelopes(of: EnvelopeClass, said: PlainReading, units: number, proven: boolean): void {
    const { counts, converts, upper, lower, weakest, closed } = said;
    if (of.onlyIfStated && !counts) return this.set(of, FIXED, PASS, ASK, ASK, 0, PASS);
    if (!converts) return this.set(of, FIXED, UNKNOWN, ASK, ASK, 0, UNKNOWN);
    const isCapacity = of.metric === 'capacity' && of.parameter === undefined;
    const isModular = isCapacity && units !== 1;
    if (isCapacity && upper !== upper) return this.byRules(of);
    if (isModular && (lower === lower || !(upper > 0) || !(units > 1))) return this.byRules(of);
    const factor = of.inside?.factor ?? 1;
    const passes = of.minimumRank >= weakest ? PASS : proven ? ASK : UNKNOWN;
    this.set(of, ENVELOPES, passes, FAIL, ASK, closed ? INSIDE_CLOSED : 0, passes);
    this.put(of, (isModular ? upper * units : upper) / factor, lower / factor, NaN, NaN, NaN);
  }

  /** How the class is told. */
  how(of: number): number {
    return this.codes[of * CODES] ?? BY_RULES;
  }

  duty(of: number): number {
    return this.duties[of] ?? NO_DUTY_NUMBER;
  }

  /** What a demand comes to of which it is known that it does not fail, or {@link ASK}: its figures are not looked at. */
  unfailed(of: number, isOpen: boolean): number {
    const unfailed = this.codes[of * CODES + 5] ?? ASK;
    return unfailed === AS_IT_STANDS ? (isOpen ? UNKNOWN : ASK) : unfailed;
  }

  /** Of a class that is fixed, what all of it comes to. */
  passes(of: number): number {
    return this.codes[of * CODES + 1] ?? ASK;
  }

  /**
   * A demand for figures, or {@link ASK}.
   *
   * @param least the demand's lower end, `most` its upper one
   * @param low the duty's figures in its own unit, NaN without; likewise `high`
   */
  figureVerdict(of: number, least: number, most: number, low: number, high: number, isOpen: boolean): number {
    const { numbers, codes } = this;
    const at = of * NUMBERS;
    const code = of * CODES;
    const ties = codes[code + 4] ?? 0;
    const inside = (ties & INSIDE_CLOSED) !== 0;
    const inletUpper = numbers[at + 3] ?? NaN;
    if (high > lowered(inletUpper) && !(inside && high === inletUpper)) return high > raised(inletUpper) ? FAIL : ASK;
    const inletLower = numbers[at + 4] ?? NaN;
    if (low < raised(inletLower) && !(inside && low === inletLower)) return low < lowered(inletLower) ? FAIL : ASK;
    let upper = numbers[at] ?? NaN;
    const lower = numbers[at + 1] ?? NaN;
    if (upper !== upper && lower !== lower) {
      const silent = codes[code + 3] ?? ASK;
      return silent === AS_IT_STANDS ? (isOpen ? UNKNOWN : ASK) : silent;
    }
    const left = high * (numbers[at + 2] ?? NaN);
    if (left < upper) upper = left;
    const fits = (ties & LIMIT_CLOSED) !== 0;
    if (upper === upper && !(most > raised(upper)) && !(fits && most === upper))
      return most < lowered(upper) ? (codes[code + 2] ?? ASK) : ASK;
    if (lower === lower && !(least < lowered(lower)) && !(fits && least === lower))
      return least > raised(lower) ? (codes[code + 2] ?? ASK) : ASK;
    const passes = codes[code + 1] ?? ASK;
    return passes === AS_IT_STANDS ? (isOpen ? UNKNOWN : ASK) : passes;
  }

  /** Design values. */
  envelopeVerdict(of: number, low: number, high: number): number {
    const { numbers, codes } = this;
    const at = of * NUMBERS;
    const inside = ((codes[of * CODES + 4] ?? 0) & INSIDE_CLOSED) !== 0;
    const upper = numbers[at] ?? NaN;
    if (upper === upper && !(high < lowered(upper)) && !(inside && high === upper))
      return high > raised(upper) ? FAIL : ASK;
    const lower = numbers[at + 1] ?? NaN;
    if (lower === lower && !(low > raised(lower)) && !(inside && low === lower))
      return low < lowered(lower) ? FAIL : ASK;
    return codes[of * CODES + 1] ?? ASK;
  }

  private set(
    { number, duty }: DemandClass,
    how: number,
    passes: number,
    fails: number,
    silent: number,
    ties = 0,
    unfailed = ASK,
  ): void {
    this.readFor[number] = this.offers;
    this.duties[number] = duty?.number ?? NO_DUTY_NUMBER;
    const at = number * CODES;
    this.codes[at] = how;
    this.codes[at + 1] = passes;
    this.codes[at + 2] = fails;
    this.codes[at + 3] = silent;
    this.codes[at + 4] = ties;
    this.codes[at + 5] = unfailed;
  }

  private put(
    { number }: DemandClass,
    upper: number,
    lower: number,
    left: number,
    inletUpper: number,
    inletLower: number,
  ): void {
    const { numbers } = this;
    const at = number * NUMBERS;
    numbers[at] = upper;
    numbers[at + 1] = lower;
    numbers[at + 2] = left;
    numbers[at + 3] = inletUpper;
    numbers[at + 4] = inletLower;
  }
}
