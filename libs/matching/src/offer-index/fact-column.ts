import { arrange, binFor, type Bins } from './arrange';
import { FIGURES, readBin, type BinExtremes } from './bin-figures';
import {
  BinnedColumn,
  keepTouched,
  NO_BITS,
  NO_NUMBERS,
  widened,
  type CodedColumnData,
  type Stated,
} from './coded-column';
import { readEnds, readSeveral, type Reading } from './fact-ends';
import { HERE, kindKeysOf, LOOKS } from './looks';
import { LowerBins, type LowerBinsData } from './lower-bins';
import type { Kind } from './marks';
import type { OnOneThing } from './offer-log';
import { grown, hasValue, isSeveral, rankOf, Statements, type StatementsData } from './statements';
import type { Words } from './words';

/** In place of a bin: the code has not been put into one. */
const UNBINNED = 255;
/** Ranks below the weakest, each a bitmap of the rows at least so strong. */
export const RANK_BITMAPS = 4;

/** More statements than these may be said by nobody. */
const SLACK = 64;

/** Four bytes each, in a cache line of 64. */
const MARKS_PER_LINE = 16;

const NO_BINS: Bins = {
  judgedByUpper: true,
  starts: new Uint32Array(1),
  figures: new Float32Array(0),
  conditions: new Set(),
};
const NO_LATE: Uint8Array = new Uint8Array(0);
const NO_KINDS: readonly Kind[] = [];
const NO_KEYS: readonly number[] = [];

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
  private made = NO_BINS;
  /** The bins of those that came after. */
  private late: Uint8Array = NO_LATE;
  /** What each statement that rows make says, as its mark. */
  marks: Uint32Array = NO_NUMBERS;
  /** The kinds that the marks name. */
  kinds = NO_KINDS;
  kindKeys = NO_KEYS;
  /** Of an envelope: the rows by their lower ends. */
  lowers: LowerBins | undefined;
  /** The lowest figure and the strongest rank that any statement has, whatever its unit and condition. */
  lowest = Infinity;
  strongestRank = RANK_BITMAPS;
  /** Statements that these two tell of. */
  private known = 1;
  /** Statements when they were last put in order; 0 when they never were. */
  private laidOut = 0;

  constructor(
    readonly reading: Reading,
    readonly texts: Words,
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
      Object.assign(column, { late, marks, ranks });
      column.made = { starts, judgedByUpper, figures, conditions: new Set(conditions) };
      column.lowers = data.layout.lowers && LowerBins.restored(data.layout.lowers);
      column.kinds = data.layout.kinds.map(([flags, family, most, several]) => ({
        flags,
        family,
        most: most < 0 ? Infinity : most,
        several,
      }));
      column.kindKeys = kindKeysOf(column.kinds);
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
    const { late, marks, ranks } = this;
    const { starts, judgedByUpper, figures, conditions } = this.made;
    const kinds = this.kinds.map(({ flags, family, most, several }): KindData => [
      flags,
      family,
      most === Infinity ? -1 : most,
      several,
    ]);
    const lowers = this.lowers?.data();
    return { starts, late, marks, kinds, lowers, judgedByUpper, ranks, figures, conditions: [...conditions] };
  }

  /** Most of what is stated has an upper end: limits, prices, days. Otherwise it is judged by its lower one: removals. */
  get judgedByUpper(): boolean {
    return this.made.judgedByUpper;
  }

  get bytes(): number {
    return (
      this.codedBytes +
      this.made.starts.byteLength +
      this.late.byteLength +
      this.marks.byteLength +
      (this.lowers?.bytes ?? 0) +
      this.ranks.byteLength +
      this.statements.bytes +
      this.made.figures.byteLength
    );
  }

  /** The extremes of a bin; to be read before another is asked for. */
  extremes(bin: number): BinExtremes {
    return readBin(this.made.figures, bin);
  }

  /** The flags of a bin. */
  kindOf(bin: number): number {
    return this.made.figures[bin * FIGURES.length] as number;
  }

  /** Reads into `ENDS` what one fact says, as the function of this name. */
  readEnds(code: number): boolean {
    return readEnds(this, code);
  }

  /** Reads into `ENDS` what several facts say together, as the function of this name. */
  readSeveral(code: number, counts: (condition: number) => boolean, below?: number): number | undefined {
    return readSeveral(this, code, counts, below);
  }

  /** Whether a condition that some code of the bin for conditional ones carries is true. */
  someCondition(isTrue: (condition: number) => boolean): boolean {
    for (const condition of this.made.conditions) if (isTrue(condition)) return true;
    return false;
  }

  /** Brings the marks of a bin into the cache, as `touch` does the codes. */
  touchMarks(bin: number): void {
    const { marks, made } = this;
    let sum = 0;
    for (let code = made.starts[bin] as number; code < (made.starts[bin + 1] as number); code += MARKS_PER_LINE)
      sum ^= marks[code] as number;
    keepTouched(sum);
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
    const { isWhole } = this.statements;
    const { bins, marks, kinds, kindKeys, renumbered } = arrange(this, stated, this.rowsPerBin);
    this.made = bins;
    this.marks = marks;
    this.kinds = kinds;
    this.kindKeys = kindKeys;
    this.late = NO_LATE;
    this.laidOut = this.statements.count;
    // Where nothing is dropped, all is known already.
    if (!isWhole) this.boundAnew();
    this.setStated(stated, renumbered);
    this.layOut(stated, capacity, bins.starts.length - 1, this.binsOfCodes());
    this.lowers = this.reading.envelope ? this.byLower(rows, capacity) : undefined;
    this.layOutRanks(stated);
  }

  private binsOfCodes(): Uint8Array {
    const { starts } = this.made;
    const bins = new Uint8Array(starts.at(-1) as number);
    for (let bin = 0; bin + 1 < starts.length; bin += 1) bins.fill(bin, starts[bin], starts[bin + 1]);
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

  protected bin(code: number): number {
    const { starts } = this.made;
    const parts = starts.length - 1;
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
    const found = binFor(this, this.made, code);
    if (code >= this.marks.length) this.marks = grown(this.marks, code + (code >> 4) + 16);
    this.marks[code] = LOOKS.mark[HERE] as number;
    if (code - first >= this.late.length) {
      const before = this.late.length;
      this.late = grown(this.late, code - first + ((code - first) >> 1) + 16).fill(UNBINNED, before);
    }
    this.late[code - first] = found;
    return found;
  }
}
