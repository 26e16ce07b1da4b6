import { CodedColumn, wordsFor, type CodedColumnData, type Stated } from './coded-column';
import {
  HAS_LOWER,
  HAS_UPPER,
  IS_MODULAR,
  IS_OPEN,
  IS_SEVERAL,
  IS_SPREAD,
  IS_WAVERING,
  Marks,
  NEVER,
  SAID,
  UNMARKED,
  type MarksData,
} from './marks';
import type { OnOneThing } from './staged';
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
  rankOf,
  Statements,
  type StatementsData,
} from './statements';
import type { Words } from './words';

/** Ranks below the weakest, each a bitmap of the rows at least so strong. */
export const RANK_BITMAPS = 4;

/** More statements than these may be said by nobody. */
const SLACK = 64;

/**
 * The bitmaps of a column, in their order. A row is placed when the places of its ends lie in bitmaps too: all but those
 * that say what is seldom said.
 */
export const STATED = 0;
/** From here on the rows with a fact at least so strong, a bitmap for each rank but the weakest. */
const RANKS = 1;
/** It counts never, as what is in place of a condition is none. */
export const NEVER_COUNTS = RANKS + RANK_BITMAPS;
/** It states one fact, in another family of units than most. */
export const FOREIGN = NEVER_COUNTS + 1;
/** Placed, whatever the duty. */
export const PLAIN = FOREIGN + 1;
/** Plain, by several facts together. */
export const SEVERAL = PLAIN + 1;
/** It states several facts, and something else where a condition is true. */
export const WAVERING = PLAIN + 2;
/** Of rows that are placed: which ends they state. */
export const LOWER = PLAIN + 3;
export const UPPER = PLAIN + 4;
/** An end is approached and not reached. */
export const OPEN = PLAIN + 5;
/** A range of typical or planning figures. */
export const SPREAD = PLAIN + 6;
/** The offer may be split into several units. */
export const MODULAR = PLAIN + 7;
/** Placed where one of the commonest conditions is true; from here on a bitmap for each of these conditions. */
export const CONDITIONAL = PLAIN + 8;
const CONDITIONS = CONDITIONAL + 1;
const MOST_CONDITIONS = 8;

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

export interface FactColumnData {
  readonly statements: StatementsData;
  readonly coded: CodedColumnData;
  readonly layout: LayoutData | undefined;
  /** Infinity, which a snapshot cannot say, is left out. */
  readonly lowest: number | undefined;
  readonly strongestRank: number;
}

/** Of a column that is laid out in bitmaps. */
interface LayoutData {
  readonly marks: MarksData;
  readonly family: number;
  readonly bitsOfPlaces: number;
  readonly common: readonly number[];
  readonly conditions: readonly number[];
}

/** Three ends have places: of what a capacity is split into, how far all units reach together as well. */
export const LOWER_END = 0;
export const UPPER_END = 1;
export const REACH = 2;

/**
 * What all offers of a segment say of one thing. Once laid out, the places of the ends among all figures of the column lie
 * in bitmaps, one for each bit of their numbers: comparing all rows with a figure takes a few operations for each 32 rows
 * (the bit-sliced index of O'Neil and Quass, "Improved query performance with variant indexes", SIGMOD 1997).
 */
export class FactColumn extends CodedColumn {
  readonly statements: Statements;
  /** What each statement that rows make says. */
  marks = Marks.NONE;
  /** The family of units of rows that are placed. */
  family = 0;
  /** Bits of a place. */
  private bitsOfPlaces = 0;
  /** Conditions that have bitmaps, in their order. */
  private common: readonly number[] = [];
  /** All conditions that some fact counts under. */
  private conditions = new Set<number>();
  /** The lowest figure and the strongest rank that any statement has, whatever its unit and condition. */
  lowest = Infinity;
  strongestRank = RANK_BITMAPS;
  private known = 1;
  /** Statements when they were last put in order; 0 when they never were. */
  private laidOut = 0;

  constructor(
    readonly reading: Reading,
    private readonly texts: Words,
    statements = new Statements(texts.forms),
  ) {
    super();
    this.statements = statements;
  }

  static restored(data: FactColumnData, reading: Reading, texts: Words, capacity: number): FactColumn {
    const column = new FactColumn(reading, texts, Statements.from(data.statements, texts.forms));
    column.load(data.coded, capacity);
    if (data.layout) {
      const { family, bitsOfPlaces, common, conditions } = data.layout;
      const marks = Marks.restored(data.layout.marks);
      Object.assign(column, { marks, family, bitsOfPlaces, common, conditions: new Set(conditions) });
    }
    column.known = column.laidOut = data.statements.count;
    column.lowest = data.lowest ?? Infinity;
    column.strongestRank = data.strongestRank;
    return column;
  }

  data(): FactColumnData {
    const { family, bitsOfPlaces, common } = this;
    const layout = { marks: this.marks.data(), family, bitsOfPlaces, common, conditions: [...this.conditions] };
    return {
      statements: this.statements.data(),
      coded: this.codedData(),
      layout: this.bins === 0 ? undefined : layout,
      lowest: this.lowest === Infinity ? undefined : this.lowest,
      strongestRank: this.strongestRank,
    };
  }

  get bytes(): number {
    return this.codedBytes + this.marks.bytes + this.statements.bytes;
  }

  /** The rows with a fact at least so strong, of a column that is laid out. @param rank below the weakest */
  ranks(rank: number): Int32Array {
    return this.bitmap(RANKS + rank);
  }

  private bitmap(number: number): Int32Array {
    return this.bits.subarray(this.at(number), this.at(number + 1));
  }

  /** The rows that say anything, of a column that is laid out. */
  get statedRows(): Int32Array {
    return this.bitmap(STATED);
  }

  /** Where a bitmap begins in `bits`. */
  at(number: number): number {
    return number * this.words;
  }

  /** Where the bitmap of a condition begins in `bits`; below 0 where it has none. */
  atCondition(condition: number): number {
    const place = this.common.indexOf(condition);
    return place < 0 ? -1 : this.at(CONDITIONS + place);
  }

  get conditionsWithBitmaps(): readonly number[] {
    return this.common;
  }

  /**
   * Compares the ends of rows with a place, for all at once.
   *
   * @param end LOWER_END, UPPER_END or REACH; a row that does not state it has place 0
   * @param before the rows whose end lies before the place are written here, `words` words
   * @param equal those whose end is at the place; left out where nobody asks
   */
  compare(end: number, place: number, words: number, before: Int32Array, equal?: Int32Array): void {
    const { bits, bitsOfPlaces, words: stride } = this;
    const first = this.at(this.places + end * bitsOfPlaces);
    const top = 1 << (bitsOfPlaces - 1);
    if (place >= 2 * top) {
      before.fill(-1, 0, words);
      equal?.fill(0, 0, words);
      return;
    }
    // What follows the last bit that is set tells the equal apart, and nothing else.
    const last = equal ? 1 : Math.max(1, place & -place);
    // Four words at a time, since taking the bits one by one costs as much as the words themselves.
    const fours = words - (words & 3);
    for (let w = 0; w < fours; w += 4) {
      let [same, same1, same2, same3] = [-1, -1, -1, -1];
      let [less, less1, less2, less3] = [0, 0, 0, 0];
      let at = first + w;
      for (let bit = top; bit >= last; bit >>>= 1, at += stride) {
        const ones = bits[at] as number;
        const ones1 = bits[at + 1] as number;
        const ones2 = bits[at + 2] as number;
        const ones3 = bits[at + 3] as number;
        if (place & bit) {
          less |= same & ~ones;
          less1 |= same1 & ~ones1;
          less2 |= same2 & ~ones2;
          less3 |= same3 & ~ones3;
          same &= ones;
          same1 &= ones1;
          same2 &= ones2;
          same3 &= ones3;
        } else {
          same &= ~ones;
          same1 &= ~ones1;
          same2 &= ~ones2;
          same3 &= ~ones3;
        }
      }
      before[w] = less;
      before[w + 1] = less1;
      before[w + 2] = less2;
      before[w + 3] = less3;
      if (!equal) continue;
      equal[w] = same;
      equal[w + 1] = same1;
      equal[w + 2] = same2;
      equal[w + 3] = same3;
    }
    for (let w = fours; w < words; w += 1) {
      let [same, less] = [-1, 0];
      let at = first + w;
      for (let bit = top; bit >= last; bit >>>= 1, at += stride) {
        const ones = bits[at] as number;
        if (place & bit) {
          less |= same & ~ones;
          same &= ones;
        } else same &= ~ones;
      }
      before[w] = less;
      if (equal) equal[w] = same;
    }
  }

  /** From here on the places of figures, bit by bit, for lower ends, upper ones and reaches. */
  private get places(): number {
    return CONDITIONS + this.common.length;
  }

  /**
   * Reads into `ENDS` what one fact says, whatever its condition. False where the code states several facts, or none that
   * has ends.
   */
  readEnds(code: number): boolean {
    const { statements, reading, texts } = this;
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
  readSeveral(code: number, counts: (condition: number) => boolean, below = Infinity): number | undefined {
    const { statements, reading } = this;
    const ends = ENDS;
    let counting = 0;
    let family = 0;
    let open = false;
    let [lower, upper, reach] = [NaN, NaN, NaN];
    const count = statements.memberCount(code);
    for (let place = 0; place < count; place += 1) {
      const one = statements.memberAt(code, place);
      if (!counts(statements.conditionOf(one))) continue;
      if (!this.readEnds(one) || ends.spread) return undefined;
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

  /** Whether a condition under which some row counts is true. */
  someCondition(isTrue: (condition: number) => boolean): boolean {
    for (const condition of this.conditions) if (isTrue(condition)) return true;
    return false;
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.widenBounds();
    if (this.bins > 0 && code >= this.marks.count) this.marks.add(code, this.say(code));
    super.setCode(row, code, capacity);
  }

  /** Puts in what many rows say, into a column that nothing has been said of yet. */
  fill({ rows, forms, values, uppers }: OnOneThing, capacity: number): void {
    this.setCodes(rows.slice(), this.statements.fill(forms, values, uppers), capacity);
    this.widenBounds();
  }

  override get isDue(): boolean {
    return this.laidOut > 0 && this.statements.count > this.laidOut * 2 + SLACK;
  }

  index(rows: number, capacity: number): void {
    if (this.isSparse) {
      this.renumber(this.statements.reorder(this.entries().codes));
      this.laidOut = this.statements.count;
      this.boundAnew();
      return;
    }
    const stated = this.stated(rows);
    const renumbered = this.statements.reorder(inOrder(stated, this.statements.count));
    this.laidOut = this.statements.count;
    this.boundAnew();
    this.setStated(stated, renumbered);
    this.marks = Marks.of(this.laidOut, (code) => this.say(code));
    this.findCommon(stated);
    this.bitsOfPlaces = 32 - Math.clz32(this.marks.figures.length);
    this.conditions = new Set();
    this.words = wordsFor(capacity);
    this.bins = this.places + (this.reading.split === 'CAPACITY' ? 3 : 2) * this.bitsOfPlaces;
    this.bits = new Int32Array(this.bins * this.words);
    for (let at = 0; at < stated.count; at += 1) this.enterBits(stated.rows[at] as number, stated.codes[at] as number);
  }

  /** The commonest family of units, and the commonest conditions. */
  private findCommon({ codes, count }: Stated): void {
    const { marks } = this;
    const rowsOf = new Uint32Array(UNMARKED);
    for (let at = 0; at < count; at += 1) {
      const kind = marks.kindOf[codes[at] as number] as number;
      if (kind !== UNMARKED) rowsOf[kind] = (rowsOf[kind] as number) + 1;
    }
    const families = new Map<number, number>();
    const conditions = new Map<number, number>();
    const add = (to: Map<number, number>, key: number, rows: number) => to.set(key, (to.get(key) ?? 0) + rows);
    rowsOf.forEach((rows, kind) => {
      if (rows === 0) return;
      add(families, marks.familyOf(kind), rows);
      const condition = marks.conditionOf(kind);
      if (condition !== 0 && condition !== NEVER) add(conditions, condition, rows);
    });
    const byRows = (found: Map<number, number>) =>
      [...found].sort(([a, x], [b, y]) => y - x || a - b).map(([key]) => key);
    this.family = byRows(families)[0] ?? 0;
    this.common = byRows(conditions).slice(0, MOST_CONDITIONS);
  }

  protected enterBits(row: number, code: number): void {
    const { bits, marks, words } = this;
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    const enter = (bitmap: number): void => {
      const at = bitmap * words + word;
      bits[at] = (bits[at] as number) | bit;
    };
    enter(STATED);
    for (let rank = this.strongest(code); rank < RANK_BITMAPS; rank += 1) enter(RANKS + rank);
    const kind = marks.kindOf[code] as number;
    if (kind === UNMARKED) return this.meetConditions(code);
    const flags = marks.flagsOf(kind);
    const condition = marks.conditionOf(kind);
    if (condition !== 0 || flags & IS_WAVERING) this.meetConditions(code);
    if (flags & IS_WAVERING) enter(WAVERING);
    if (condition === NEVER) return enter(NEVER_COUNTS);
    const isForeign = marks.familyOf(kind) !== this.family;
    if (condition === 0) {
      // Of several facts some may say something in the common family where a condition is true; and which end is open is
      // not known.
      if (flags & IS_SEVERAL && (isForeign || flags & IS_OPEN)) return;
      if (isForeign) return enter(FOREIGN);
      enter(PLAIN);
      if (flags & IS_SEVERAL) enter(SEVERAL);
    } else {
      const place = this.common.indexOf(condition);
      if (place < 0 || isForeign) return;
      enter(CONDITIONAL);
      enter(CONDITIONS + place);
    }
    const lower = marks.lowerPlaceOf(code);
    const upper = marks.upperPlaceOf(code);
    if (lower !== 0) enter(LOWER);
    if (upper !== 0) enter(UPPER);
    if (flags & IS_OPEN) enter(OPEN);
    if (flags & IS_SPREAD) enter(SPREAD);
    if (flags & IS_MODULAR || marks.mostOf(kind) > 1) enter(MODULAR);
    this.enterPlace(LOWER_END, lower, word, bit);
    this.enterPlace(UPPER_END, upper, word, bit);
    if (this.reading.split === 'CAPACITY') this.enterPlace(REACH, marks.reachPlaceOf(code), word, bit);
  }

  private meetConditions(code: number): void {
    const { statements, texts } = this;
    for (const one of statements.membersOf(code)) {
      const condition = statements.conditionOf(one);
      if (condition !== 0 && !texts.isNote(condition)) this.conditions.add(condition);
    }
  }

  private enterPlace(end: number, place: number, word: number, bit: number): void {
    const { bits, bitsOfPlaces, words } = this;
    let at = this.at(this.places + end * bitsOfPlaces) + word;
    for (let one = 1 << (bitsOfPlaces - 1); one !== 0; one >>>= 1, at += words)
      if (place & one) bits[at] = (bits[at] as number) | bit;
  }

  protected leaveBits(row: number): void {
    const { bits, words } = this;
    const rest = ~(1 << (row & 31));
    for (let at = row >>> 5; at < bits.length; at += words) bits[at] = (bits[at] as number) & rest;
  }

  /** `lowest` and `strongestRank` of the statements as they are now numbered. */
  private boundAnew(): void {
    this.known = 1;
    this.lowest = Infinity;
    this.strongestRank = RANK_BITMAPS;
    this.widenBounds();
  }

  /** Takes new statements into `lowest` and `strongestRank`. */
  private widenBounds(): void {
    const { statements } = this;
    for (; this.known < statements.count; this.known += 1) {
      const packed = statements.packedOf(this.known);
      if (isSeveral(packed)) continue;
      if (hasValue(packed)) this.lowest = Math.min(this.lowest, statements.valueOf(this.known));
      this.strongestRank = Math.min(this.strongestRank, rankOf(packed));
    }
  }

  /** The strongest rank of what an entry says. */
  strongest(code: number): number {
    const { statements } = this;
    const packed = statements.packedOf(code);
    if (!isSeveral(packed)) return rankOf(packed);
    let rank = RANK_BITMAPS;
    for (const one of statements.membersOf(code)) rank = Math.min(rank, rankOf(statements.packedOf(one)));
    return rank;
  }

  /** Whether some of the facts of a statement count under a condition. */
  private wavers(code: number): boolean {
    const { statements, texts } = this;
    return statements.membersOf(code).some((one) => {
      const condition = statements.conditionOf(one);
      return condition !== 0 && !texts.isNote(condition);
    });
  }

  /** Of several facts none counts, while none of their conditions is true. */
  private sayNothing(code: number): boolean {
    SAID.family = 0;
    SAID.flags = IS_SEVERAL | (this.wavers(code) ? IS_WAVERING : 0);
    SAID.most = 1;
    SAID.condition = NEVER;
    SAID.lower = NaN;
    SAID.upper = NaN;
    return true;
  }

  /** Writes into `SAID` what a statement says; false where only reading it tells what it comes to. */
  private say(code: number): boolean {
    const { statements, reading, texts } = this;
    const several = isSeveral(statements.packedOf(code));
    SAID.condition = 0;
    let wavers = false;
    if (several) {
      // What they say while none of their conditions is true.
      const counting = this.readSeveral(code, (condition) => condition === 0);
      if (counting === undefined) return false;
      if (counting === 0) return this.sayNothing(code);
      wavers = this.wavers(code);
    } else {
      const condition = statements.conditionOf(code);
      if (condition !== 0) SAID.condition = texts.isNote(condition) ? NEVER : condition;
      if (!this.readEnds(code)) return false;
    }
    const { family, lower, upper, open, spread, modular } = ENDS;
    SAID.family = family;
    SAID.flags =
      (lower === lower && lower !== -Infinity ? HAS_LOWER : 0) |
      (upper === upper && upper !== Infinity ? HAS_UPPER : 0) |
      (open ? IS_OPEN : 0) |
      (spread ? IS_SPREAD : 0) |
      (modular && reading.split === 'PRICE' ? IS_MODULAR : 0) |
      (several ? IS_SEVERAL : 0) |
      (wavers ? IS_WAVERING : 0);
    SAID.most = 1;
    if (modular && reading.split === 'CAPACITY')
      SAID.most = Math.max(1, texts.modularities.value(statements.modularityOf(code)).maxUnits ?? Infinity);
    SAID.lower = lower;
    SAID.upper = upper;
    return true;
  }
}

/** Of two ends the higher or the lower. */
const endOf = (known: number, found: number, higher: boolean): number =>
  known !== known ? found : higher ? Math.max(known, found) : Math.min(known, found);

/** The statements that rows make, each once, in the order of their numbers. */
function inOrder({ codes, count }: Stated, statements: number): readonly number[] {
  const made = new Uint8Array(statements);
  for (let at = 0; at < count; at += 1) made[codes[at] as number] = 1;
  const order: number[] = [];
  for (let code = 1; code < statements; code += 1) if (made[code] === 1) order.push(code);
  return order;
}
