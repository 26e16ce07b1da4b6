import { FAIL, keepsDown, keepsUp, PASS, type EnvelopeJudge, type FigureJudge } from './judge';
import type { Bins } from './bins';
import type { ListBits } from './list-bits';
import type { Tally } from './segment';

/** Two numbers that are further apart than this, relative to one of them, compare as they are, however they were rounded. */
const GUARD = 1e-6;

/** Where rows pass or fail along a key: all before `surely`, none from `perhaps` on, any between. */
interface Cut {
  readonly bins: Bins;
  readonly surely: number;
  readonly perhaps: number;
}

/** How the rows of a list are told apart, 32 at a time. */
export interface SetPlan {
  /** Rows with a demand that the cuts on the duty do not cover are looked at one by one. */
  readonly dutyMatters: boolean;
  /** Below: kept inside the upper end of an envelope. Beyond it: failed. */
  readonly inside: Cut | undefined;
  /** Below: under the lower end of an envelope, failed. */
  readonly under: Cut | undefined;
  /** Along the limit. */
  readonly limit: Cut | undefined;
  /** Whether it passes below the cut along the limit rather than beyond it. */
  readonly passesBelow: boolean;
  /** Along the limit's share of what comes in: passes beyond. */
  readonly share: Cut | undefined;
  /** What is not passed has failed. Otherwise `rest` says what is open besides what failed. */
  readonly decided: boolean;
  readonly rest: 'NONE' | 'DEFAULT' | 'ALL';
  /** A pass is unknown after all: the inlet could not be compared. */
  readonly unclear: boolean;
  /** A pass may rest on proof that is too weak for the demand. */
  readonly weak: boolean;
  /** A failure may be one of the worse end of a spread only. */
  readonly spread: boolean;
}

function cut(bins: Bins, isBelow: (key: number) => boolean, isPerhapsBelow = isBelow): Cut {
  return { bins, surely: bins.surelyBelow(isBelow), perhaps: bins.perhapsBelow(isPerhapsBelow) };
}

/** A plan for design values, which are known: what is not inside has failed. */
function planOfDesign(inside: Cut | undefined, under: Cut | undefined, rest: SetPlan['rest'], weak: boolean): SetPlan {
  return {
    dutyMatters: inside !== undefined || under !== undefined,
    inside,
    under,
    limit: undefined,
    passesBelow: false,
    share: undefined,
    decided: false,
    rest,
    unclear: false,
    weak,
    spread: false,
  };
}

/** Undefined for a reading that the sets cannot tell apart: each demand is judged for itself. */
export function planOfFigures(judge: FigureJudge, bits: ListBits): SetPlan | undefined {
  const { plain, hasMost, hasLeast, mostOpen, leastOpen, factor } = judge;
  const { upper, upperOpen, lower, lowerOpen, removal, inletUpper, inletLower } = plain;
  const [hasUpper, hasLower] = [upper === upper, lower === lower];
  const removes = removal === removal && factor === factor;
  if (hasMost === hasLeast || !bits.limit) return undefined;
  let limit: Cut | undefined;
  let share: Cut | undefined;
  if (hasMost) {
    // Lower ends alone only rule out; a tie of two upper ends at an open limit depends on which is taken.
    if ((hasLower && !hasUpper && !removes) || (hasUpper && removes && mostOpen)) return undefined;
    if (hasUpper) limit = cut(bits.limit, (most) => !keepsUp(upper, upperOpen, most, mostOpen));
    if (removes && bits.share) {
      const left = 1 - removal / 100;
      share = cut(
        bits.share,
        (key) => key < left * (1 - GUARD),
        (key) => key < left * (1 + GUARD),
      );
    }
  } else {
    if (!hasLower && (hasUpper || removes)) return undefined;
    if (hasLower) limit = cut(bits.limit, (least) => keepsDown(lower, lowerOpen, least, leastOpen));
  }
  const { design } = bits;
  const inside =
    design && inletUpper === inletUpper
      ? cut(design, (high) => keepsUp(high, false, inletUpper, plain.inletUpperOpen))
      : undefined;
  const under =
    design && inletLower === inletLower
      ? cut(design, (low) => !keepsDown(low, false, inletLower, plain.inletLowerOpen))
      : undefined;
  return {
    dutyMatters: share !== undefined || inside !== undefined || under !== undefined,
    inside,
    under,
    limit,
    passesBelow: hasLeast,
    share,
    decided: limit !== undefined || share !== undefined,
    rest: plain.nothingSaid && !plain.inletUnclear ? 'DEFAULT' : 'ALL',
    unclear: plain.inletUnclear,
    weak: judge.strong !== undefined,
    spread: judge.better !== undefined,
  };
}

export function planOfEnvelopes(judge: EnvelopeJudge, bits: ListBits): SetPlan | undefined {
  const { plain, isCapacity } = judge;
  if (!plain || !bits.design) return undefined;
  const { upper, upperOpen, lower, lowerOpen } = plain;
  const [hasUpper, hasLower] = [upper === upper, lower === lower];
  if (!plain.stated || (isCapacity && !hasUpper && !hasLower)) return planOfDesign(undefined, undefined, 'ALL', false);
  const isModular = isCapacity && judge.most > 1;
  if (isCapacity && (!hasUpper || (isModular && hasLower))) return undefined;
  const fits = (high: number) => keepsUp(high, false, upper, upperOpen);
  const inside = isModular
    ? cut(
        bits.design,
        (flow) => fits(flow * (1 + GUARD)) || judge.carries(flow * (1 + GUARD)),
        (flow) => fits(flow * (1 - GUARD)) || judge.carries(flow * (1 - GUARD)),
      )
    : hasUpper
      ? cut(bits.design, fits)
      : undefined;
  const under = hasLower ? cut(bits.design, (low) => !keepsDown(low, false, lower, lowerOpen)) : undefined;
  return planOfDesign(inside, under, 'NONE', judge.strong !== undefined);
}

const NOTHING = new Int32Array(0);

/** Adds up what is sure, and leaves in `unsure` the rows that must be looked at one by one. Answers whether there are any. */
export function scanSets(bits: ListBits, plan: SetPlan, tally: Tally, unsure: Int32Array): boolean {
  const { has, open: byDefault, plain } = bits;
  const { open1, open2, failed } = tally;
  const { inside, under, limit, share, dutyMatters, passesBelow, decided, unclear, weak, spread } = plan;
  const insideSet = inside?.bins.below ?? NOTHING;
  const underSet = under?.bins.below ?? NOTHING;
  const limitSet = limit?.bins.below ?? NOTHING;
  const shareSet = share?.bins.below ?? NOTHING;
  const [insideSurely, insidePerhaps] = [inside?.surely ?? 0, inside?.perhaps ?? 0];
  const [underSurely, underPerhaps] = [under?.surely ?? 0, under?.perhaps ?? 0];
  const [limitSurely, limitPerhaps] = [limit?.surely ?? 0, limit?.perhaps ?? 0];
  const [shareSurely, sharePerhaps] = [share?.surely ?? 0, share?.perhaps ?? 0];
  const restAll = plan.rest === 'ALL';
  const restDefault = plan.rest === 'DEFAULT';
  let any = 0;
  for (let word = 0; word < has.length; word += 1) {
    const rows = has[word] ?? 0;
    if (rows === 0) {
      unsure[word] = 0;
      continue;
    }
    const known = dutyMatters ? (plain[word] ?? 0) : rows;
    let look = rows & ~known;
    let out = 0;
    if (inside) {
      const perhaps = insideSet[insidePerhaps + word] ?? 0;
      out = known & ~perhaps;
      look |= perhaps & ~(insideSet[insideSurely + word] ?? 0);
    }
    if (under) {
      const surely = underSet[underSurely + word] ?? 0;
      out |= surely;
      look |= (underSet[underPerhaps + word] ?? 0) & ~surely;
    }
    let pass = 0;
    let between = 0;
    if (limit) {
      const surely = limitSet[limitSurely + word] ?? 0;
      const perhaps = limitSet[limitPerhaps + word] ?? 0;
      pass = passesBelow ? surely : rows & ~perhaps;
      between = perhaps & ~surely;
    }
    if (share) {
      const perhaps = shareSet[sharePerhaps + word] ?? 0;
      pass |= known & ~perhaps;
      between |= perhaps & ~(shareSet[shareSurely + word] ?? 0);
    }
    look = (look | (between & ~pass)) & ~out;
    let fails = out;
    let opens = out;
    if (decided) {
      const short = rows & ~pass & ~look & ~out;
      if (spread) look |= short;
      else fails |= short;
      opens = fails;
      if (unclear) opens |= pass & ~look & ~out;
    } else if (restAll) opens |= rows;
    else if (restDefault) opens |= byDefault[word] ?? 0;
    if (weak) look |= rows & ~fails;
    opens &= ~look;
    unsure[word] = look;
    any |= look;
    open2[word] = (open2[word] ?? 0) | ((open1[word] ?? 0) & opens);
    open1[word] = (open1[word] ?? 0) | opens;
    failed[word] = (failed[word] ?? 0) | fails;
  }
  return any !== 0;
}

/** A list that the offer says nothing about. */
export function addDefaults(bits: ListBits, { open1, open2 }: Tally): void {
  if (!bits.anyOpen) return;
  const { open } = bits;
  for (let word = 0; word < open.length; word += 1) {
    const opens = open[word] ?? 0;
    const before = open1[word] ?? 0;
    open2[word] = (open2[word] ?? 0) | (before & opens);
    open1[word] = before | opens;
  }
}

/** One row of a list that is kept in sets. */
export function enterInSets(row: number, verdict: number, { open1, open2, failed }: Tally): void {
  if (verdict === PASS) return;
  const word = row >>> 5;
  const bit = 1 << (row & 31);
  const before = open1[word] ?? 0;
  open2[word] = (open2[word] ?? 0) | (before & bit);
  open1[word] = before | bit;
  if (verdict === FAIL) failed[word] = (failed[word] ?? 0) | bit;
}
