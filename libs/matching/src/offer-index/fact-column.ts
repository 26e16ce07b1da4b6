import {
  BIN_ALL_SPREAD,
  BIN_CONDITIONAL,
  BIN_LOWER,
  BIN_MIXED,
  BIN_MODULAR,
  BIN_NOTES,
  BIN_SOME_SPREAD,
  BIN_UPPER,
  FIGURES,
  groupOf,
  keepsItsSize,
  keyMaxOf,
  openBin,
  readBin,
  writeBin,
  type Bin,
  type BinExtremes,
} from './bin-figures';
import {
  BinnedColumn,
  keepTouched,
  NO_BITS,
  NO_NUMBERS,
  widened,
  type CodedColumnData,
  type Stated,
} from './coded-column';
import {
  grown,
  hasValue,
  isSeveral,
  isSpread,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_LE,
  OP_LT,
  OP_ND,
  OP_RANGE,
  opOf,
  rankOf,
  Statements,
  type StatementsData,
} from './statements';
import { inOrderOf } from './in-order';
import { Looks } from './looks';
import { LowerBins, type LowerBinsData } from './lower-bins';
import { markOf, markUnder, MOST_KINDS, UNMARKED, type Kind } from './marks';
import type { OnOneThing } from './offer-log';
import type { Words } from './words';

/** At most so many bins a column. */
const MOST_BINS = 32;

/** In place of a bin: the code has not been put into one. */
const UNBINNED = 255;
/** Ranks below the weakest, each a bitmap of the rows at least so strong. */
export const RANK_BITMAPS = 4;

/** More statements than these may be said by nobody. */
const SLACK = 64;

/** A capacity that is split into more units, though not without limit, is read. */
const MOST_UNITS = 2 ** 20;

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
}

/** What `readEnds` found last: one for all, since it is read at once. */
export const ENDS: Ends = { family: 0, lower: NaN, upper: NaN, reach: NaN, open: false, modular: false, spread: false };

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

/** Four bytes each, in a cache line of 64. */
const MARKS_PER_LINE = 16;

const NO_FIGURES: Float32Array = new Float32Array(0);
const NO_CONDITIONS: Set<number> = new Set();
const NO_LATE: Uint8Array = new Uint8Array(0);
const NO_KINDS: readonly Kind[] = [];

export interface FactColumnData {
  readonly statements: StatementsData;
  readonly coded: CodedColumnData;
  readonly layout: LayoutData | undefined;
  /** Infinity, which a snapshot cannot say, is left out. */
  readonly lowest: number | undefined;
  readonly strongestRank: number;
}

/** -1 in place of infinitely many units. */
type KindData = readonly [flags: number, family: number, most: number, several: boolean];

/** Of a column that is laid out in bins. */
interface LayoutData {
  readonly starts: Uint32Array;
  readonly late: Uint8Array;
  readonly marks: Uint32Array;
  readonly kinds: readonly KindData[];
  readonly lowers: LowerBinsData | undefined;
  readonly judgedByUpper: boolean;
  readonly ranks: Int32Array;
  /** The figures of each bin, as FIGURES names them. Rounding is far below what they are told apart by. */
  readonly figures: Float32Array;
  readonly conditions: readonly number[];
}

/** What all offers of a segment say of one thing. */
export class FactColumn extends BinnedColumn {
  readonly statements: Statements;
  /** Rows with a fact at least as strong as a rank, a bitmap for each rank but the weakest. */
  ranks: Int32Array = NO_BITS;
  /** The figures of each bin, as FIGURES names them. */
  private figures: Float32Array = NO_FIGURES;
  private parts = 0;
  /** Conditions that the codes of the bin for conditional ones carry. */
  private conditions: Set<number> = NO_CONDITIONS;
  /** Most of what is stated has an upper end: limits, prices, days. Otherwise it is judged by its lower one: removals. */
  private judgedByUpper = true;
  /** The first code of each bin, and the first that came after the bins were made. */
  private starts: Uint32Array = NO_NUMBERS;
  /** The bins of those that came after. */
  private late: Uint8Array = NO_LATE;
  /** What each statement that rows make says, as its mark. */
  marks: Uint32Array = NO_NUMBERS;
  /** The kinds that the marks name. */
  kinds = NO_KINDS;
  /** Of an envelope: the rows by their lower ends. */
  lowers: LowerBins | undefined;
  /** The lowest figure and the strongest rank that any statement has, whatever its unit and condition. */
  lowest = Infinity;
  strongestRank = RANK_BITMAPS;
  private known = 1;
  /** Statements when they were last put in order; 0 when they never were. */
  private laidOut = 0;

  constructor(
    readonly reading: Reading,
    private readonly texts: Words,
    private readonly rowsPerBin: number,
    statements = new Statements(texts.forms),
  ) {
    super();
    this.statements = statements;
  }

  static restored(
    data: FactColumnData,
    reading: Reading,
    texts: Words,
    capacity: number,
    rowsPerBin: number,
  ): FactColumn {
    const column = new FactColumn(reading, texts, rowsPerBin, Statements.from(data.statements, texts.forms));
    column.load(data.coded, capacity);
    if (data.layout) {
      const { starts, late, marks, judgedByUpper, ranks, figures, conditions } = data.layout;
      Object.assign(column, { starts, late, marks, judgedByUpper, ranks, figures, parts: column.bins });
      column.lowers = data.layout.lowers && LowerBins.restored(data.layout.lowers);
      column.kinds = data.layout.kinds.map(([flags, family, most, several]) => ({
        flags,
        family,
        most: most < 0 ? Infinity : most,
        several,
      }));
      column.conditions = new Set(conditions);
    }
    column.known = column.laidOut = data.statements.count;
    column.lowest = data.lowest ?? Infinity;
    column.strongestRank = data.strongestRank;
    return column;
  }

  data(): FactColumnData {
    return {
      statements: this.statements.data(),
      coded: this.codedData(),
      layout: this.bins === 0 ? undefined : this.layout(),
      lowest: this.lowest === Infinity ? undefined : this.lowest,
      strongestRank: this.strongestRank,
    };
  }

  private layout(): LayoutData {
    const { starts, late, marks, judgedByUpper, ranks, figures, conditions } = this;
    const kinds = this.kinds.map(({ flags, family, most, several }): KindData => [
      flags,
      family,
      most === Infinity ? -1 : most,
      several,
    ]);
    const lowers = this.lowers?.data();
    return { starts, late, marks, kinds, lowers, judgedByUpper, ranks, figures, conditions: [...conditions] };
  }

  get bytes(): number {
    return (
      this.codedBytes +
      this.starts.byteLength +
      this.late.byteLength +
      this.marks.byteLength +
      (this.lowers?.bytes ?? 0) +
      this.ranks.byteLength +
      this.statements.bytes +
      this.figures.byteLength
    );
  }

  /** The extremes of a bin; to be read before another is asked for. */
  extremes(bin: number): BinExtremes {
    return this.binAt(bin);
  }

  /** The flags of a bin. */
  kindOf(bin: number): number {
    return this.figures[bin * FIGURES.length] as number;
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
    return counting;
  }

  /** Whether a condition that some code of the bin for conditional ones carries is true. */
  someCondition(isTrue: (condition: number) => boolean): boolean {
    for (const condition of this.conditions) if (isTrue(condition)) return true;
    return false;
  }

  /** Brings the marks of a bin into the cache, as `touch` does the codes. */
  touchMarks(bin: number): void {
    const { marks } = this;
    let sum = 0;
    for (let code = this.starts[bin] as number; code < (this.starts[bin + 1] as number); code += MARKS_PER_LINE)
      sum ^= marks[code] as number;
    keepTouched(sum);
  }

  private binAt(bin: number): Bin {
    return readBin(this.figures, bin);
  }

  protected override widen(words: number): void {
    this.ranks = widened(this.ranks, RANK_BITMAPS, this.words, words);
    this.lowers = this.lowers?.widened(words);
    super.widen(words);
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.widenBounds();
    super.setCode(row, code, capacity);
    if (this.bins === 0 || code === 0) return;
    this.lowers?.enter(row, this.marks[code] as number, this.kinds);
    for (let rank = this.strongest(code); rank < RANK_BITMAPS; rank += 1) {
      const at = rank * this.words + (row >>> 5);
      this.ranks[at] = (this.ranks[at] ?? 0) | (1 << (row & 31));
    }
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

  protected override clearRow(row: number): void {
    if (this.bins > 0 && this.codeAt(row) !== 0) {
      for (let at = row >>> 5; at < this.ranks.length; at += this.words)
        this.ranks[at] = (this.ranks[at] ?? 0) & ~(1 << (row & 31));
      this.lowers?.leave(row);
    }
    super.clearRow(row);
  }

  override get isDue(): boolean {
    return this.laidOut > 0 && this.statements.count > this.laidOut * 2 + SLACK;
  }

  index(rows: number, capacity: number): void {
    if (this.isSparse) {
      if (!this.statements.isWhole) {
        this.renumber(this.statements.reorder(this.entries().codes));
        this.boundAnew();
      }
      this.laidOut = this.statements.count;
      return;
    }
    const stated = this.stated(rows);
    const renumbered = this.arrange(stated);
    this.laidOut = this.statements.count;
    this.setStated(stated, renumbered);
    this.layOut(stated, capacity, this.parts, this.binsOfCodes());
    this.lowers = this.reading.envelope ? this.byLower(rows, capacity) : undefined;
    this.layOutRanks(stated);
  }

  private binsOfCodes(): Uint8Array {
    const { starts, parts } = this;
    const bins = new Uint8Array(starts[parts] as number);
    for (let bin = 0; bin < parts; bin += 1) bins.fill(bin, starts[bin], starts[bin + 1]);
    return bins;
  }

  private layOutRanks({ rows, codes, count }: Stated): void {
    const { words } = this;
    const ranks = new Int32Array(RANK_BITMAPS * words);
    const rankOfCode = new Uint8Array(this.statements.count);
    for (let code = 1; code < rankOfCode.length; code += 1) rankOfCode[code] = this.strongest(code);
    for (let at = 0; at < count; at += 1) {
      const rank = rankOfCode[codes[at] as number] as number;
      if (rank >= RANK_BITMAPS) continue;
      const row = rows[at] as number;
      const place = rank * words + (row >>> 5);
      ranks[place] = (ranks[place] as number) | (1 << (row & 31));
    }
    for (let at = words; at < ranks.length; at += 1) ranks[at] = (ranks[at] as number) | (ranks[at - words] as number);
    this.ranks = ranks;
  }

  private byLower(rows: number, capacity: number): LowerBins | undefined {
    const marks = new Uint32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const code = this.codes[row] as number;
      marks[row] = code === 0 ? 0 : (this.marks[code] as number);
    }
    return LowerBins.of(marks, this.kinds, capacity, this.rowsPerBin);
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

  /**
   * Decides the bins anew and numbers the statements by them, within a bin by what they are judged by: what is looked at
   * together lies together. Statements that no row makes any more are dropped, and of equal ones one is kept.
   *
   * @returns the new number of each
   */
  private arrange(stated: Stated): Uint32Array {
    const { statements } = this;
    const first = statements.firstAlike();
    const rowsOf = new Uint32Array(statements.count);
    for (let at = 0; at < stated.count; at += 1) {
      const said = stated.codes[at] as number;
      const code = first ? (first[said] as number) : said;
      rowsOf[code] = (rowsOf[code] as number) + 1;
    }
    this.judgedByUpper = this.mostlyUpper(rowsOf);
    LOOKS.reserve(rowsOf.length);
    const groups = new Map<number, { codes: number[]; rows: number }>();
    for (let code = 1; code < rowsOf.length; code += 1) {
      const said = rowsOf[code] as number;
      if (said === 0) continue;
      this.look(code, code);
      const belongs = this.conditionalGroup(code) ?? (LOOKS.group[code] as number);
      const group = groups.get(belongs);
      if (group) {
        group.codes.push(code);
        group.rows += said;
      } else groups.set(belongs, { codes: [code], rows: said });
    }
    const wanted = Math.min(MOST_BINS - 3, Math.max(1, Math.ceil(stated.count / this.rowsPerBin)));
    const share = stated.count / wanted;
    const mixed: number[] = [];
    const conditional: number[] = [];
    const notes: number[] = [];
    const bins: { readonly group: number; readonly codes: number[] }[] = [];
    for (const [group, { codes, rows }] of [...groups].sort(([a], [b]) => a - b)) {
      const of = inOrderOf(codes, LOOKS.key);
      if (group === MIXED_GROUP) addAll(mixed, inKinds(of));
      else if (group === CONDITIONAL_GROUP) addAll(conditional, inKinds(of));
      else if (group === NOTE_GROUP) addAll(notes, inKinds(of));
      // Too few to be worth a bin of their own: looking at the rows costs less.
      else if (rows < share / 2 && groups.size > 1) addAll(mixed, of);
      else for (const cut of this.cut(of, rowsOf, rows, share, bins.length)) bins.push({ group, codes: cut });
    }
    if (notes.length > 0) bins.push({ group: NOTE_GROUP, codes: notes });
    if (conditional.length > 0) bins.push({ group: CONDITIONAL_GROUP, codes: conditional });
    bins.push({ group: MIXED_GROUP, codes: mixed });
    this.parts = bins.length;
    this.figures = new Float32Array(bins.length * FIGURES.length);
    this.conditions = new Set();
    this.starts = new Uint32Array(bins.length + 1);
    this.late = NO_LATE;
    const order: number[] = [];
    bins.forEach(({ group, codes }, bin) => {
      this.starts[bin] = order.length + 1;
      this.open(bin, group, codes);
      addAll(order, codes);
    });
    this.starts[bins.length] = order.length + 1;
    const renumbered = statements.reorder(order, first);
    this.markAll();
    this.boundAnew();
    return renumbered;
  }

  /** Marks the statements that rows make. */
  private markAll(): void {
    const end = this.starts[this.parts] as number;
    this.marks = new Uint32Array(end);
    this.kinds = NO_KINDS;
    for (let code = 1; code < end; code += 1) this.marks[code] = this.markOf(code);
  }

  private markOf(code: number): number {
    const { statements, reading, texts } = this;
    const several = isSeveral(statements.packedOf(code));
    if (several) {
      const decided = statements.membersOf(code).every((one) => {
        const condition = statements.conditionOf(one);
        return condition === 0 || texts.isNote(condition);
      });
      if (!decided || !this.readSeveral(code, (condition) => condition === 0)) return UNMARKED;
    } else {
      const condition = statements.conditionOf(code);
      if (condition !== 0) return markUnder(condition);
      if (!this.readEnds(code)) return UNMARKED;
    }
    const { family, lower, upper, spread, modular } = ENDS;
    const flags =
      (lower === lower && lower !== -Infinity ? BIN_LOWER : 0) |
      (upper === upper && upper !== Infinity ? BIN_UPPER : 0) |
      (spread ? BIN_SOME_SPREAD | BIN_ALL_SPREAD : 0) |
      (modular && reading.split === 'PRICE' ? BIN_MODULAR : 0);
    let most = 1;
    if (modular && reading.split === 'CAPACITY')
      most = Math.max(1, texts.modularities.value(statements.modularityOf(code)).maxUnits ?? Infinity);
    const kind = this.kindNumber(flags, family, most, several);
    return kind < 0 ? UNMARKED : markOf(kind, lower, upper);
  }

  /** The number of a kind, now given where it is new; below 0 where there is none left. */
  private kindNumber(flags: number, family: number, most: number, several: boolean): number {
    const known = this.kinds.findIndex(
      (kind) => kind.flags === flags && kind.family === family && kind.most === most && kind.several === several,
    );
    if (known >= 0) return known;
    if (this.kinds.length >= MOST_KINDS || (most > MOST_UNITS && most !== Infinity)) return -1;
    this.kinds = [...this.kinds, { flags, family, most, several }];
    return this.kinds.length - 1;
  }

  /** The group of a statement that counts under a condition alone, or under what is none and never comes true. */
  private conditionalGroup(code: number): number | undefined {
    const { statements, texts } = this;
    if (!isSeveral(statements.packedOf(code)) && statements.conditionOf(code) === 0) return undefined;
    let group = NOTE_GROUP;
    for (const one of statements.membersOf(code)) {
      const condition = statements.conditionOf(one);
      if (condition === 0) return undefined;
      if (!texts.isNote(condition)) group = CONDITIONAL_GROUP;
    }
    return group;
  }

  /** Whether more of the rows state a limit that is not exceeded than one that is not undercut. */
  private mostlyUpper(rowsOf: Uint32Array): boolean {
    let balance = 0;
    for (let code = 1; code < rowsOf.length; code += 1) {
      const op = opOf(this.statements.packedOf(code));
      if (op === OP_LE || op === OP_LT) balance += rowsOf[code] as number;
      else if (op === OP_GE || op === OP_GT) balance -= rowsOf[code] as number;
    }
    return balance >= 0;
  }

  /** Codes in their order, cut into bins of about equally many rows. */
  private cut(
    codes: readonly number[],
    rowsOf: Uint32Array,
    all: number,
    share: number,
    before: number,
  ): readonly number[][] {
    const each = all / Math.max(1, Math.round(all / share));
    const bins: number[][] = [[]];
    let rows = 0;
    for (const code of codes) {
      // The last bins that there is room for take the rest.
      if (rows >= each && before + bins.length <= MOST_BINS - 4) {
        bins.push([]);
        rows = 0;
      }
      bins.at(-1)?.push(code);
      rows += rowsOf[code] as number;
    }
    return bins;
  }

  private open(bin: number, group: number, codes: readonly number[]): void {
    const opened = openBin(group, KINDS.get(group) ?? NEW);
    if (group !== MIXED_GROUP) for (const code of codes) this.extend(opened, code, code);
    writeBin(this.figures, bin, opened);
  }

  /** Widens what is known of a bin by what `look` found of a code. @param place of what was found */
  private extend(bin: Bin, code: number, place: number): void {
    if (bin.group === MIXED_GROUP || bin.group === NOTE_GROUP) return;
    if (bin.group === CONDITIONAL_GROUP) {
      for (const one of this.statements.membersOf(code)) this.conditions.add(this.statements.conditionOf(one));
      return;
    }
    const lower = LOOKS.lower[place] as number;
    const upper = LOOKS.upper[place] as number;
    const reach = LOOKS.reach[place] as number;
    const spread = LOOKS.spread[place] === 1;
    bin.family = LOOKS.family[place] as number;
    bin.keyMax = Math.max(bin.keyMax, LOOKS.key[place] as number);
    const ends = (lower === lower ? BIN_LOWER : 0) | (upper === upper ? BIN_UPPER : 0);
    const every = ends | (spread ? BIN_ALL_SPREAD : 0);
    const some = spread ? BIN_SOME_SPREAD : 0;
    const split = this.reading.split === 'PRICE' && LOOKS.modular[place] === 1 ? BIN_MODULAR : 0;
    bin.kind =
      (bin.kind === NEW ? every : bin.kind & ALL & every) | (bin.kind === NEW ? 0 : bin.kind & ~ALL) | some | split;
    if (lower === lower) {
      bin.lowerMin = Math.min(bin.lowerMin, lower);
      bin.lowerMax = Math.max(bin.lowerMax, lower);
    }
    if (upper === upper) {
      bin.upperMin = Math.min(bin.upperMin, upper);
      bin.upperMax = Math.max(bin.upperMax, upper);
      bin.reachMin = Math.min(bin.reachMin, reach);
      bin.reachMax = Math.max(bin.reachMax, reach);
    }
    if (spread) {
      bin.spreadLowerMin = Math.min(bin.spreadLowerMin, lower);
      bin.spreadLowerMax = Math.max(bin.spreadLowerMax, lower);
      bin.spreadUpperMin = Math.min(bin.spreadUpperMin, upper);
      bin.spreadUpperMax = Math.max(bin.spreadUpperMax, upper);
    }
    if (!keepsItsSize(lower) || !keepsItsSize(upper) || !keepsItsSize(reach)) bin.kind |= BIN_MIXED;
  }

  protected bin(code: number): number {
    const { parts, starts } = this;
    const first = starts[parts] as number;
    if (code < first) {
      let low = 0;
      let high = parts - 1;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((starts[middle] as number) <= code) low = middle;
        else high = middle - 1;
      }
      return low;
    }
    const known = this.late[code - first] ?? UNBINNED;
    if (known !== UNBINNED) return known;
    if (code >= this.marks.length) this.marks = grown(this.marks, code + ((code - first) >> 2) + 4);
    this.marks[code] = this.markOf(code);
    this.look(code, HERE);
    const group = this.conditionalGroup(code) ?? (LOOKS.group[HERE] as number);
    const key = LOOKS.key[HERE] as number;
    let found = parts - 1;
    for (let bin = 0; bin < parts; bin += 1) {
      if (groupOf(this.figures, bin) !== group) continue;
      found = bin;
      if (key <= keyMaxOf(this.figures, bin)) break;
    }
    const bin = readBin(this.figures, found);
    this.extend(bin, code, HERE);
    writeBin(this.figures, found, bin);
    if (code - first >= this.late.length) {
      const before = this.late.length;
      this.late = grown(this.late, code - first + ((code - first) >> 2) + 4).fill(UNBINNED, before);
    }
    this.late[code - first] = found;
    return found;
  }

  /** Finds which codes a code may share a bin with, whatever its condition, and writes it to its place in `LOOKS`. */
  private look(code: number, place: number): void {
    const { statements, reading, texts } = this;
    const { forms } = statements;
    const form = statements.formAt(code);
    const packed = forms.packed[form] as number;
    LOOKS.group[place] = MIXED_GROUP;
    LOOKS.condition[place] = forms.condition[form] as number;
    LOOKS.key[place] = 0;
    if (isSeveral(packed) || !hasValue(packed)) return;
    const unit = forms.unit[form] as number;
    const scale = texts.scaleOf(unit);
    const value = statements.valueOf(code) * scale;
    const op = opOf(packed);
    let lower = NaN;
    let upper = NaN;
    if (op === OP_RANGE) {
      lower = value;
      upper = statements.upperOf(code) * scale;
      // An empty range is nobody's extreme.
      if (lower > upper) return;
    } else if (op === OP_GE || op === OP_GT) lower = value;
    else {
      upper = value;
      if (op === OP_EQ && !reading.rating) lower = value;
    }
    const family = texts.familyOf(unit, reading.tonneIsCubicMetre);
    const modularity = forms.modularity[form] as number;
    const split = modularity === 0 ? UNSPLIT : texts.modularities.value(modularity);
    const modular = reading.split !== undefined && split.modular === true;
    LOOKS.family[place] = family;
    LOOKS.modular[place] = modular ? 1 : 0;
    LOOKS.spread[place] = 0;
    if (reading.envelope) {
      const bounded = upper === upper;
      let reach = bounded ? upper : Infinity;
      // A capacity with a lower end alone is judged differently from all others.
      let shown = reach;
      if (reading.split === 'CAPACITY') {
        // So is one unit that takes nothing.
        if (bounded && upper <= 0) return;
        if (modular) reach = Math.max(upper, upper * (split.maxUnits ?? Infinity));
        if (!bounded) shown = NaN;
      }
      const hasLower = lower === lower;
      LOOKS.lower[place] = hasLower ? lower : -Infinity;
      LOOKS.upper[place] = shown;
      LOOKS.reach[place] = reach;
      // A bin of offers with a lower end and such without would differ wherever some of the lower ends are too high.
      LOOKS.group[place] = ((family * 2 + (bounded ? 0 : 1)) * 2 + (hasLower ? 1 : 0)) * 2 + (modular ? 1 : 0);
      LOOKS.key[place] = bounded ? reach : hasLower ? lower : -Infinity;
      return;
    }
    const spread = isSpread(packed);
    LOOKS.spread[place] = spread ? 1 : 0;
    LOOKS.lower[place] = lower;
    LOOKS.upper[place] = upper;
    LOOKS.reach[place] = upper;
    // Those that state the end which this thing is usually judged by, in the order of that end; the others apart.
    const byUpper = this.judgedByUpper;
    const stated = byUpper ? upper === upper : lower === lower;
    // A spread that misses a limit with its worse end may yet keep it with the other.
    LOOKS.group[place] = ((family * 2 + (stated ? 0 : 1)) * 2 + (modular ? 1 : 0)) * 2 + (spread ? 1 : 0);
    LOOKS.key[place] = stated === byUpper ? upper : lower;
  }
}

/** Of two ends the higher or the lower. */
const endOf = (known: number, found: number, higher: boolean): number =>
  known !== known ? found : higher ? Math.max(known, found) : Math.min(known, found);

const LOOKS = new Looks();
/** The place of a statement that is looked at alone: no statement has this number. */
const HERE = 0;
const UNSPLIT: { readonly modular?: boolean; readonly maxUnits?: number } = {};

function addAll(to: number[], codes: readonly number[]): void {
  for (const code of codes) to.push(code);
}

/** Codes that share a bin only because they share nothing, each condition and group together. */
function inKinds(codes: readonly number[]): readonly number[] {
  const kinds = new Map<number, number[]>();
  for (const code of codes) {
    const kind = (LOOKS.condition[code] as number) * GROUPS + (LOOKS.group[code] as number);
    const of = kinds.get(kind);
    if (of) of.push(code);
    else kinds.set(kind, [code]);
  }
  return [...kinds].sort(([a], [b]) => a - b).flatMap(([, of]) => of);
}
/** More than there are groups. */
const GROUPS = 2 ** 24;

const MIXED_GROUP = -1;
const CONDITIONAL_GROUP = -2;
const NOTE_GROUP = -3;
/** The kind of a bin that no code is in yet, and the flags that all codes must share. */
const NEW = 1 << 16;
const ALL = BIN_LOWER | BIN_UPPER | BIN_ALL_SPREAD;
const KINDS: ReadonlyMap<number, number> = new Map([
  [MIXED_GROUP, BIN_MIXED],
  [CONDITIONAL_GROUP, BIN_CONDITIONAL],
  [NOTE_GROUP, BIN_NOTES],
]);
