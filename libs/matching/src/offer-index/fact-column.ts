import { CodedColumn, keepTouched, wordsFor, type CodedColumnData, type Stated } from './coded-column';
import { ENDS, readEnds, readSeveral, type Reading } from './fact-ends';
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
import type { OnOneThing } from './offer-log';
import { grown, hasValue, isSeveral, OP_RANGE, opOf, rankOf, Statements, type StatementsData } from './statements';
import type { Words } from './words';

/** Ranks below the weakest, each a bitmap of the rows at least so strong. */
export const RANK_BITMAPS = 4;

/** More statements than these may be said by nobody. */
const SLACK = 64;

/** A family of units that fewer than one row in so many uses is not worth a bitmap: its rows are looked at. */
const SELDOM = 64;

/**
 * The bitmaps of a column, in their order, by which the kernel (`assembly/placed-rows.ts`) knows those before STATED too. A
 * row is placed when the places of its ends lie in bitmaps as well: all but those that say what is seldom said.
 */
/** Placed, in the commonest family of units, whatever the duty. */
const PLAIN = 0;
/** It is to be looked at: neither placed nor one of the two that follow. */
const UNPLACED = 1;
/** It does not count while no condition is true. */
const UNCOUNTED_ROWS = 2;
/** It states one fact, in a family of units that has no bitmap. */
const FOREIGN = 3;
/** Plain, by several facts together. */
export const SEVERAL = 4;
/** It states several facts, and something else where a condition is true: those that have bitmaps hold the row as well. */
export const WAVERING = 5;
/** Of rows that are placed: which ends they state. */
const LOWER = 6;
const UPPER = 7;
/** An end is approached and not reached. */
const OPEN = 8;
/** A range of typical or planning figures. */
const SPREAD = 9;
/** Of a capacity, which is no spread, instead: its lower end is at most half of the upper one. */
const ROOMY = SPREAD;
/** The offer may be split into several units. */
const MODULAR = 10;
const STATED = 11;
/** From here on the rows with a fact at least so strong, a bitmap for each rank but the weakest. */
const RANKS = 12;
/** From here on the rows that state something under a condition, a bitmap for each of the commonest conditions. */
const CONDITIONS = RANKS + RANK_BITMAPS;
const MOST_CONDITIONS = 8;
/** After them the rows with one fact in another family, a bitmap for each of the next common families. */
const MOST_OTHERS = 4;
/** After them the places of the ends, a bitmap for each bit of their numbers, the highest first. */

/**
 * Sixteen words, a line of the cache. All bitmaps of a column lie side by side, block by block: what is asked of some rows
 * lies together, and follows in the order in which it is read, for which memory need not be waited for.
 */
export const BLOCK = 16;
/** Of so many words, of which the last may be room alone. */
export const blocksFor = (words: number): number => (words + BLOCK - 1) >>> 4;

/** Where the word of a bitmap lies from where the bitmap begins. @param stride of the column */
const wordAt = (w: number, stride: number): number => (w >>> 4) * stride + (w & (BLOCK - 1));

export interface FactColumnData {
  readonly statements: StatementsData;
  readonly coded: CodedColumnData;
  readonly layout: LayoutData | undefined;
  /** Infinity, which a snapshot cannot say, is left out. */
  readonly lowest: number | undefined;
  readonly strongestRank: number;
  readonly mayCross: boolean;
}

/** Of a column that is laid out in bitmaps. */
interface LayoutData {
  readonly marks: MarksData;
  readonly families: readonly number[];
  readonly bitsOfPlaces: number;
  readonly held: number;
  readonly common: readonly number[];
  readonly rare: readonly number[];
}

/** Three ends have places: of what a capacity is split into, how far all units reach together as well. */
export const UPPER_END = 0;
export const LOWER_END = 1;
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
  /** The families of units of rows that are placed: the commonest, of plain rows; then those that have bitmaps. */
  families: readonly number[] = [];
  /** Bits of a place. */
  bitsOfPlaces = 0;
  /** Of the bitmaps before those of conditions which hold a row, or held one since they were laid out: one bit each. */
  private held = 0;
  /** Conditions that have bitmaps, in their order. */
  private common: readonly number[] = [];
  /** Those without one that some fact counts under. */
  private rare = new Set<number>();
  /** The lowest figure and the strongest rank that any statement has, whatever its unit and condition. */
  lowest = Infinity;
  strongestRank = RANK_BITMAPS;
  /** Some statement may have its lower end above its upper one: several facts together, or a range that is empty. */
  mayCross = false;
  private known = 1;
  /** Statements when they were last put in order; 0 when they never were. */
  private laidOut = 0;

  constructor(
    readonly reading: Reading,
    readonly texts: Words,
    statements = new Statements(texts.forms),
  ) {
    super();
    this.statements = statements;
  }

  static restored(data: FactColumnData, reading: Reading, texts: Words, capacity: number): FactColumn {
    const column = new FactColumn(reading, texts, Statements.from(data.statements, texts.forms));
    column.load(data.coded, capacity);
    if (data.layout) {
      const { families, bitsOfPlaces, held, common, rare } = data.layout;
      const marks = Marks.restored(data.layout.marks);
      Object.assign(column, { marks, families, bitsOfPlaces, held, common, rare: new Set(rare) });
    }
    column.known = column.laidOut = data.statements.count;
    column.lowest = data.lowest ?? Infinity;
    column.strongestRank = data.strongestRank;
    column.mayCross = data.mayCross;
    return column;
  }

  data(): FactColumnData {
    const { families, bitsOfPlaces, held, common } = this;
    const layout = { marks: this.marks.data(), families, bitsOfPlaces, held, common, rare: [...this.rare] };
    return {
      statements: this.statements.data(),
      coded: this.codedData(),
      layout: this.bitmaps === 0 ? undefined : layout,
      lowest: this.lowest === Infinity ? undefined : this.lowest,
      strongestRank: this.strongestRank,
      mayCross: this.mayCross,
    };
  }

  get bytes(): number {
    return this.codedBytes + this.marks.bytes + this.statements.bytes;
  }

  /** Writes the rows with a fact at least so strong, of a column that is laid out. @param rank below the weakest */
  ranks(rank: number, words: number, into: Int32Array): Int32Array {
    return this.copy(RANKS + rank, words, into);
  }

  /** Writes the rows that say anything, of a column that is laid out. */
  statedRows(words: number, into: Int32Array): Int32Array {
    return this.copy(STATED, words, into);
  }

  private copy(bitmap: number, words: number, into: Int32Array): Int32Array {
    const { bits, stride } = this;
    const first = this.at(bitmap);
    for (let w = 0; w < words; w += 1) into[w] = bits[first + wordAt(w, stride)] as number;
    return into;
  }

  /** Words from one block to the next. */
  get stride(): number {
    return this.bitmaps * BLOCK;
  }

  /** Where a bitmap begins in `bits`. Its first words lie there; those of the next block `stride` further on. */
  at(number: number): number {
    return number * BLOCK;
  }

  /** Whether some row may be in one of the bitmaps that have names. */
  holds(bitmap: number): boolean {
    return ((this.held >> bitmap) & 1) === 1;
  }

  /** Conditions that have bitmaps, in their order. */
  get conditionsWithBitmaps(): readonly number[] {
    return this.common;
  }

  /** Where the bitmap of one of them begins in `bits`. */
  atCondition(place: number): number {
    return this.at(CONDITIONS + place);
  }

  /** Where the bitmap of one of `families` begins in `bits`. @param place not the first: those are the plain ones */
  atFamily(place: number): number {
    return this.at(CONDITIONS + this.common.length + place - 1);
  }

  /** Where the bitmaps of the places of an end begin in `bits`, `bitsOfPlaces` of them, the highest bit first. */
  atPlaces(end: number): number {
    return this.at(CONDITIONS + this.common.length + this.families.length - 1 + end * this.bitsOfPlaces);
  }

  /** Reads into `ENDS` what one fact says, as the function of this name. */
  readEnds(code: number): boolean {
    return readEnds(this, code);
  }

  /** Reads into `ENDS` what several facts say together, as the function of this name. */
  readSeveral(code: number, counts: (condition: number) => boolean, below?: number): number | undefined {
    return readSeveral(this, code, counts, below);
  }

  /** Whether a condition without a bitmap under which some fact counts is true. */
  someRareCondition(isTrue: (condition: number) => boolean): boolean {
    if (this.rare.size === 0) return false;
    for (const condition of this.rare) if (isTrue(condition)) return true;
    return false;
  }

  /** Whether a condition under which some fact counts is true. */
  someCondition(isTrue: (condition: number) => boolean): boolean {
    return this.common.some(isTrue) || this.someRareCondition(isTrue);
  }

  /** Brings the marks of some rows into the cache, as `touchAt` does their codes. */
  touchMarks(rows: Int32Array, words: number): void {
    const { codes } = this;
    const { kindOf, ends } = this.marks;
    let sum = 0;
    for (let w = 0; w < words; w += 1)
      for (let rest = rows[w] as number; rest !== 0; rest &= rest - 1) {
        const code = codes[(w << 5) + 31 - Math.clz32(rest & -rest)] as number;
        sum ^= (kindOf[code] as number) ^ (ends[code] as number);
      }
    keepTouched(sum);
  }

  /** Brings the codes of all rows, and all marks, into the cache. */
  touchAll(): void {
    if (this.isSparse) return;
    this.touch();
    const { kindOf, ends, count } = this.marks;
    let sum = 0;
    for (let at = 0; at < count; at += 64) sum ^= kindOf[at] as number;
    for (let at = 0; at < count; at += 16) sum ^= ends[at] as number;
    keepTouched(sum);
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.widenBounds();
    if (this.bitmaps > 0 && code >= this.marks.count) this.marks.add(code, this.say(code));
    super.setCode(row, code, capacity);
  }

  /**
   * Puts in what many rows say, into a column that nothing has been said of yet.
   *
   * @param modularity of each row
   */
  fill(said: OnOneThing, capacity: number, modularity: Uint32Array): void {
    const { rows, codes } = this.statements.fill(said, this.reading.split ? modularity : undefined);
    this.setCodes(rows, codes, capacity);
    this.widenBounds();
  }

  override get isDue(): boolean {
    return this.laidOut > 0 && this.statements.count > this.laidOut * 2 + SLACK;
  }

  index(rows: number, capacity: number): void {
    const { isWhole } = this.statements;
    const stated = this.isSparse ? undefined : this.stated(rows);
    if (!isWhole) {
      if (stated) this.setStated(stated, this.statements.reorder(inOrder(stated, this.statements.count)));
      else this.renumber(this.statements.reorder(this.entries().codes));
      this.boundAnew();
    }
    this.laidOut = this.statements.count;
    if (!stated) return;
    this.marks = Marks.of(this.laidOut, (code) => this.say(code));
    this.findCommon(stated);
    this.bitsOfPlaces = 32 - Math.clz32(this.marks.figures.length);
    this.rare = new Set();
    this.words = wordsFor(capacity);
    const ends = this.reading.split === 'CAPACITY' ? 3 : 2;
    this.bitmaps = CONDITIONS + this.common.length + this.families.length - 1 + ends * this.bitsOfPlaces;
    this.bits = new Int32Array(this.stride * blocksFor(this.words));
    this.held = 0;
    for (let at = 0; at < stated.count; at += 1) this.enterBits(stated.rows[at] as number, stated.codes[at] as number);
  }

  /** The commonest families of units, and the commonest conditions. */
  private findCommon({ codes, count }: Stated): void {
    const { marks } = this;
    const rowsOf = new Uint32Array(UNMARKED);
    const families = new Map<number, number>();
    const conditions = new Map<number, number>();
    const add = (to: Map<number, number>, key: number, rows: number) => to.set(key, (to.get(key) ?? 0) + rows);
    for (let at = 0; at < count; at += 1) {
      const code = codes[at] as number;
      const kind = marks.kindOf[code] as number;
      if (kind === UNMARKED) continue;
      rowsOf[kind] = (rowsOf[kind] as number) + 1;
      if (marks.flagsOf(kind) & IS_WAVERING)
        for (const condition of this.conditionsOf(code)) add(conditions, condition, 1);
    }
    rowsOf.forEach((rows, kind) => {
      if (rows === 0) return;
      add(families, marks.familyOf(kind), rows);
      const condition = marks.conditionOf(kind);
      if (condition !== 0 && condition !== NEVER) add(conditions, condition, rows);
    });
    const byRows = (found: Map<number, number>) =>
      [...found].sort(([a, x], [b, y]) => y - x || a - b).map(([key]) => key);
    const common = byRows(families).filter(
      (family, place) => place === 0 || (families.get(family) ?? 0) * SELDOM >= count,
    );
    this.families = common.length === 0 ? [0] : common.slice(0, 1 + MOST_OTHERS);
    this.common = byRows(conditions).slice(0, MOST_CONDITIONS);
  }

  protected enterBits(row: number, code: number): void {
    const { bits, marks } = this;
    const word = wordAt(row >>> 5, this.stride);
    const bit = 1 << (row & 31);
    const enterAt = (first: number): void => {
      bits[first + word] = (bits[first + word] as number) | bit;
    };
    const enter = (bitmap: number): void => {
      this.held |= 1 << bitmap;
      enterAt(this.at(bitmap));
    };
    enter(STATED);
    for (let rank = this.strongest(code); rank < RANK_BITMAPS; rank += 1) enter(RANKS + rank);
    const kind = marks.kindOf[code] as number;
    const flags = kind === UNMARKED ? 0 : marks.flagsOf(kind);
    const condition = kind === UNMARKED ? 0 : marks.conditionOf(kind);
    const isWavering = (flags & IS_WAVERING) !== 0;
    if (kind === UNMARKED || condition > 0 || isWavering)
      for (const one of this.conditionsOf(code)) {
        const place = this.common.indexOf(one);
        if (place < 0) this.rare.add(one);
        else if (isWavering) enterAt(this.atCondition(place));
      }
    if (kind === UNMARKED) return enter(UNPLACED);
    if (isWavering) enter(WAVERING);
    if (condition === NEVER) return enter(UNCOUNTED_ROWS);
    const family = this.families.indexOf(marks.familyOf(kind));
    if (condition === 0) {
      // Of several facts some may say something in the common family where a condition is true; and which end is open is
      // not known.
      if (flags & IS_SEVERAL && (family !== 0 || flags & IS_OPEN)) return enter(UNPLACED);
      if (family < 0) return enter(FOREIGN);
      if (family === 0) enter(PLAIN);
      else enterAt(this.atFamily(family));
      if (flags & IS_SEVERAL) enter(SEVERAL);
    } else {
      const place = this.common.indexOf(condition);
      if (place < 0 || family !== 0) return enter(UNPLACED);
      enter(UNCOUNTED_ROWS);
      enterAt(this.atCondition(place));
    }
    const lower = marks.lowerPlaceOf(code);
    const upper = marks.upperPlaceOf(code);
    if (lower !== 0) enter(LOWER);
    if (upper !== 0) enter(UPPER);
    if (flags & IS_OPEN) enter(OPEN);
    if (flags & IS_SPREAD) enter(SPREAD);
    if (this.reading.split === 'CAPACITY' && marks.lowerAt(code) * 2 <= marks.upperAt(code)) enter(ROOMY);
    if (flags & IS_MODULAR || marks.mostOf(kind) > 1) enter(MODULAR);
    this.enterPlace(LOWER_END, lower, word, bit);
    this.enterPlace(UPPER_END, upper, word, bit);
    if (this.reading.split === 'CAPACITY') this.enterPlace(REACH, marks.reachPlaceOf(code), word, bit);
  }

  /** The conditions under which facts of a statement count: those that a duty may decide. */
  private conditionsOf(code: number): readonly number[] {
    const { statements, texts } = this;
    return statements
      .membersOf(code)
      .map((one) => statements.conditionOf(one))
      .filter((condition) => condition !== 0 && !texts.isNote(condition));
  }

  private enterPlace(end: number, place: number, word: number, bit: number): void {
    const { bits } = this;
    let at = this.atPlaces(end) + word;
    for (let one = 1 << (this.bitsOfPlaces - 1); one !== 0; one >>>= 1, at += BLOCK)
      if (place & one) bits[at] = (bits[at] as number) | bit;
  }

  protected override widen(words: number): void {
    this.bits = grown(this.bits, this.stride * blocksFor(words));
    this.words = words;
  }

  protected leaveBits(row: number): void {
    const { bits, stride } = this;
    const rest = ~(1 << (row & 31));
    const first = wordAt(row >>> 5, stride);
    for (let at = first; at < first + stride; at += BLOCK) bits[at] = (bits[at] as number) & rest;
  }

  /** `lowest`, `strongestRank` and `mayCross` of the statements as they are now numbered. */
  private boundAnew(): void {
    this.known = 1;
    this.lowest = Infinity;
    this.strongestRank = RANK_BITMAPS;
    this.mayCross = false;
    this.widenBounds();
  }

  /** Takes new statements into them. */
  private widenBounds(): void {
    const { statements } = this;
    for (; this.known < statements.count; this.known += 1) {
      const packed = statements.packedOf(this.known);
      if (isSeveral(packed)) {
        this.mayCross = true;
        continue;
      }
      if (opOf(packed) === OP_RANGE && statements.upperOf(this.known) < statements.valueOf(this.known))
        this.mayCross = true;
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

  /** Of several facts none counts, while none of their conditions is true. */
  private sayNothing(code: number): boolean {
    SAID.family = 0;
    SAID.flags = IS_SEVERAL | (this.conditionsOf(code).length > 0 ? IS_WAVERING : 0);
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
      wavers = this.conditionsOf(code).length > 0;
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

/** The statements that rows make, each once, in the order of their numbers. */
function inOrder({ codes, count }: Stated, statements: number): readonly number[] {
  const made = new Uint8Array(statements);
  for (let at = 0; at < count; at += 1) made[codes[at] as number] = 1;
  const order: number[] = [];
  for (let code = 1; code < statements; code += 1) if (made[code] === 1) order.push(code);
  return order;
}
