import { grown, roomFor } from './statements';

/**
 * What each statement of a column says, in a form that is compared without being read: its kind, and for each of its two
 * ends the place among all figures of the column, from the least to the greatest. So many people round their figures that
 * a column has far fewer figures than statements.
 */

/** The lower end is stated; the upper one; an end is approached and not reached. */
export const HAS_LOWER = 1;
export const HAS_UPPER = 2;
export const IS_OPEN = 4;
/** A range of typical or planning figures. */
export const IS_SPREAD = 8;
/** Of a price: the offer may be split into units. */
export const IS_MODULAR = 16;
/** Several facts together: by the ends of them all, whatever the evidence of each. */
export const IS_SEVERAL = 32;
/** Of several facts some count where a condition is true: what is said is what the others say. */
export const IS_WAVERING = 64;

/** A kind is what statements have in common beside their figures, as four numbers that follow each other. */
const FIELDS = 4;
const FLAGS = 0;
const FAMILY = 1;
/** Of a capacity: into how many units it may be split at most; otherwise 1. */
const MOST = 2;
/** Number of the condition under which it counts; 0 for none, below 0 for one that never comes true. */
const CONDITION = 3;

/** In place of the condition of what never counts. */
export const NEVER = -1;

/** So many kinds are told apart, and one for what must be read. */
const MOST_KINDS = 255;
/** In place of a kind: the mark says nothing, the statement must be read. */
export const UNMARKED = 255;
/** Places of figures take 16 bits. */
const MOST_FIGURES = 2 ** 16;

/** How far the units reach together into which an offer may be split at most. */
export const reachOf = (upper: number, most: number): number => (most > 1 ? Math.max(upper, upper * most) : upper);

export const lowerPlace = (ends: number): number => ends >>> 16;
export const upperPlace = (ends: number): number => ends & 0xffff;

/** What one statement says, as the marks see it: its kind, and its ends, NaN where one is not stated. */
export interface Said {
  flags: number;
  family: number;
  most: number;
  condition: number;
  lower: number;
  upper: number;
}

/** One for all statements, since each is read at once. */
export const SAID: Said = { flags: 0, family: 0, most: 1, condition: 0, lower: NaN, upper: NaN };

export interface MarksData {
  readonly kinds: Float64Array;
  readonly kindOf: Uint8Array;
  readonly ends: Uint32Array;
  readonly figures: Float64Array;
}

export class Marks {
  /** Statements that were marked, and one for "nothing stated". */
  count = 1;

  /** Of a column that is not laid out. */
  static readonly NONE = new Marks(new Float64Array(0), new Uint8Array(0), new Uint32Array(0), new Float64Array(0));

  private constructor(
    private kinds: Float64Array,
    /** By the number of a statement that of its kind. */
    public kindOf: Uint8Array,
    /** By the same the places of its ends: 16 bits for the lower, then 16 for the upper. */
    public ends: Uint32Array,
    /** By its place each figure, in the first unit of its family; NaN at place 0, for an end that is not stated. */
    readonly figures: Float64Array,
  ) {}

  /**
   * Marks of the statements 1 to `end` - 1.
   *
   * @param say writes into `SAID` what a statement says; false where only reading the statement tells
   */
  static of(end: number, say: (code: number) => boolean): Marks {
    const kindOf = new Uint8Array(roomFor(end)).fill(UNMARKED, end);
    const lowers = new Float64Array(end);
    const uppers = new Float64Array(end);
    const kinds = new Kinds(new Float64Array(0));
    const all = new Float64Array(3 * end);
    let stated = 0;
    for (let code = 1; code < end; code += 1) {
      const kind = say(code) ? kinds.numberOf(SAID) : UNMARKED;
      kindOf[code] = kind;
      if (kind === UNMARKED) continue;
      const { lower, upper, most } = SAID;
      lowers[code] = lower;
      uppers[code] = upper;
      if (lower === lower) all[stated++] = lower;
      if (upper === upper) all[stated++] = upper;
      if (upper === upper && most > 1) all[stated++] = reachOf(upper, most);
    }
    const marks = new Marks(kinds.all, kindOf, new Uint32Array(kindOf.length), distinct(all.subarray(0, stated)));
    for (let code = 1; code < end; code += 1)
      if (kindOf[code] !== UNMARKED) marks.setEnds(code, lowers[code] as number, uppers[code] as number);
    marks.count = end;
    return marks;
  }

  static restored({ kinds, kindOf, ends, figures }: MarksData): Marks {
    const marks = new Marks(kinds, kindOf, ends, figures);
    marks.count = kindOf.length;
    return marks;
  }

  data(): MarksData {
    const { count, kinds, kindOf, ends, figures } = this;
    return { kinds, kindOf: kindOf.slice(0, count), ends: ends.slice(0, count), figures };
  }

  get bytes(): number {
    return this.kinds.byteLength + this.kindOf.byteLength + this.ends.byteLength + this.figures.byteLength;
  }

  /**
   * Marks a statement that came later: where its figures are none of those known, it must be read.
   *
   * @param said whether `SAID` tells what it says
   */
  add(code: number, said: boolean): void {
    if (code >= this.kindOf.length) {
      const before = this.kindOf.length;
      const size = code + (code >> 3) + 4;
      this.kindOf = grown(this.kindOf, size).fill(UNMARKED, before);
      this.ends = grown(this.ends, size);
    }
    this.count = code + 1;
    const kinds = new Kinds(this.kinds);
    this.kindOf[code] = said ? kinds.numberOf(SAID) : UNMARKED;
    if (this.kindOf[code] === UNMARKED) return;
    this.kinds = kinds.all;
    this.setEnds(code, SAID.lower, SAID.upper);
  }

  private setEnds(code: number, lower: number, upper: number): void {
    const lowerAt = placeOf(this.figures, lower);
    const upperAt = placeOf(this.figures, upper);
    this.ends[code] = (lowerAt << 16) | upperAt;
    if (lowerAt < 0 || upperAt < 0 || this.reachPlaceOf(code) < 0) this.kindOf[code] = UNMARKED;
  }

  /** What the statements of a kind have in common; nothing is to be asked of `UNMARKED`. */
  flagsOf(kind: number): number {
    return this.kinds[kind * FIELDS + FLAGS] as number;
  }

  familyOf(kind: number): number {
    return this.kinds[kind * FIELDS + FAMILY] as number;
  }

  mostOf(kind: number): number {
    return this.kinds[kind * FIELDS + MOST] as number;
  }

  conditionOf(kind: number): number {
    return this.kinds[kind * FIELDS + CONDITION] as number;
  }

  lowerPlaceOf(code: number): number {
    return lowerPlace(this.ends[code] as number);
  }

  upperPlaceOf(code: number): number {
    return upperPlace(this.ends[code] as number);
  }

  /** The place of how far all units reach; below 0 where it is not among the figures. */
  reachPlaceOf(code: number): number {
    const upper = this.upperPlaceOf(code);
    const most = this.mostOf(this.kindOf[code] as number);
    return upper === 0 || most <= 1 ? upper : placeOf(this.figures, reachOf(this.figures[upper] as number, most));
  }

  lowerAt(code: number): number {
    return this.figures[this.lowerPlaceOf(code)] as number;
  }

  upperAt(code: number): number {
    return this.figures[this.upperPlaceOf(code)] as number;
  }
}

/** Kinds as they are met, each once. */
class Kinds {
  /** Statements that lie together are mostly of one kind. */
  private last = 0;

  constructor(public all: Float64Array) {}

  /** Its number; `UNMARKED` where there is none left. */
  numberOf(said: Said): number {
    const count = this.all.length / FIELDS;
    if (this.is(this.last, said)) return this.last;
    for (let number = 0; number < count; number += 1) if (this.is(number, said)) return (this.last = number);
    if (count >= MOST_KINDS) return UNMARKED;
    this.all = Float64Array.of(...this.all, said.flags, said.family, said.most, said.condition);
    return (this.last = count);
  }

  private is(number: number, { flags, family, most, condition }: Said): boolean {
    const { all } = this;
    const at = number * FIELDS;
    return (
      all[at + FLAGS] === flags &&
      all[at + FAMILY] === family &&
      all[at + MOST] === most &&
      all[at + CONDITION] === condition
    );
  }
}

/** NaN, and then every figure once, from the least to the greatest; figures beyond what places can name are left out. */
function distinct(all: Float64Array): Float64Array {
  all.sort();
  let count = 0;
  for (let at = 0; at < all.length; at += 1) {
    const one = all[at] as number;
    if (count === 0 || all[count - 1] !== one) all[count++] = one;
  }
  const figures = new Float64Array(Math.min(count + 1, MOST_FIGURES));
  figures[0] = NaN;
  figures.set(all.subarray(0, figures.length - 1), 1);
  return figures;
}

/** The place of a figure: 0 for NaN, below 0 where it is not among them. */
function placeOf(figures: Float64Array, figure: number): number {
  if (figure !== figure) return 0;
  const place = firstFrom(figures, figure);
  return figures[place] === figure ? place : -1;
}

/** The place of the first figure that is no less than one; that after the last where there is none. */
function firstFrom(figures: Float64Array, least: number): number {
  let low = 1;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((figures[middle] as number) >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
