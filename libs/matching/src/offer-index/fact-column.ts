import { CodedColumn, widened, type CodedColumnData } from './coded-column';
import {
  grown,
  hasValue,
  isSeveral,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_RANGE,
  opOf,
  rankOf,
  Statements,
  type StatementsData,
} from './statements';
import type { Words } from './words';

/** At most so many bins a column. */
const MOST_BINS = 32;

/** What the codes of a bin have in common. */
export const BIN_LOWER = 1;
export const BIN_UPPER = 2;
/** Ranges of typical or planning figures. */
export const BIN_SPREAD = 4;
export const BIN_MODULAR = 8;
export const BIN_UNBOUNDED = 16;
/** Every code carries a condition. */
export const BIN_CONDITIONAL = 32;
/** Nothing in common. */
export const BIN_MIXED = 64;

const TYPICAL = 3;
/** In place of a bin: the code has not been put into one. */
const UNBINNED = 255;
/** Ranks below the weakest, each a bitmap of the rows at least so strong. */
export const RANK_BITMAPS = 4;

/** The extremes of what the codes of a bin say, in the first unit of their family. */
export interface BinExtremes {
  readonly kind: number;
  readonly family: number;
  readonly lowerMin: number;
  readonly lowerMax: number;
  readonly upperMin: number;
  readonly upperMax: number;
  /** Of a split capacity: the upper end times the most units. */
  readonly reachMin: number;
  readonly reachMax: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Bin = Writable<BinExtremes> & { group: number; keyMax: number; readonly conditions: Set<number> };

/** How a column reads its figures. */
export interface Reading {
  /** A bare figure is a rating: "up to". */
  readonly rating: boolean;
  readonly tonneIsCubicMetre: boolean;
  /** Its meaning hangs on how many units the offer may be split into. */
  readonly split?: 'CAPACITY' | 'PRICE';
}

export interface FactColumnData {
  readonly statements: StatementsData;
  readonly coded: CodedColumnData;
  readonly binOf: Uint8Array;
  readonly ranks: Int32Array;
  /** Ten figures a bin: kind, family, lower and upper extremes, reach extremes, group, highest key. */
  readonly extremes: Float64Array;
  readonly conditions: readonly (readonly number[])[];
}

/** What all offers of a segment say of one thing. */
export class FactColumn extends CodedColumn {
  readonly statements: Statements;
  /** Rows with a fact at least as strong as a rank, a bitmap for each rank but the weakest. */
  ranks: Int32Array = new Int32Array(0);
  private parts: Bin[] = [];
  /** The bin of each code. */
  private binOf: Uint8Array = new Uint8Array(0);
  /** The lowest figure and the strongest rank that any statement has, whatever its unit and condition. */
  lowest = Infinity;
  strongestRank = RANK_BITMAPS;
  private known = 1;
  // What `look` found of a code.
  private group = 0;
  private key = 0;
  private lower = NaN;
  private upper = NaN;
  private reach = NaN;

  constructor(
    readonly reading: Reading,
    private readonly texts: Words,
    private readonly rowsPerBin: number,
    statements = new Statements(),
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
    const column = new FactColumn(reading, texts, rowsPerBin, Statements.from(data.statements));
    column.load(data.coded, capacity);
    column.ranks = data.ranks;
    column.binOf = data.binOf;
    const { extremes } = data;
    for (let bin = 0; bin < data.coded.bins; bin += 1) {
      const at = (index: number) => extremes[bin * 10 + index] as number;
      column.parts.push({
        kind: at(0),
        family: at(1),
        lowerMin: at(2),
        lowerMax: at(3),
        upperMin: at(4),
        upperMax: at(5),
        reachMin: at(6),
        reachMax: at(7),
        group: at(8),
        keyMax: at(9),
        conditions: new Set(data.conditions[bin]),
      });
    }
    column.widenBounds();
    return column;
  }

  data(): FactColumnData {
    return {
      statements: this.statements.data(),
      coded: this.codedData(),
      binOf: this.binOf,
      ranks: this.ranks,
      extremes: Float64Array.from(
        this.parts.flatMap((bin) => [
          bin.kind,
          bin.family,
          bin.lowerMin,
          bin.lowerMax,
          bin.upperMin,
          bin.upperMax,
          bin.reachMin,
          bin.reachMax,
          bin.group,
          bin.keyMax,
        ]),
      ),
      conditions: this.parts.map(({ conditions }) => [...conditions]),
    };
  }

  get bytes(): number {
    return (
      this.codedBytes + this.binOf.byteLength + this.ranks.byteLength + this.statements.bytes + this.parts.length * 120
    );
  }

  /** The extremes of each bin, in their order. */
  get extremes(): readonly BinExtremes[] {
    return this.parts;
  }

  conditionsOf(bin: number): ReadonlySet<number> {
    return (this.parts[bin] as Bin).conditions;
  }

  protected override widen(words: number): void {
    this.ranks = widened(this.ranks, RANK_BITMAPS, this.words, words);
    super.widen(words);
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.widenBounds();
    super.setCode(row, code, capacity);
    if (this.bins === 0 || code === 0) return;
    for (let rank = this.strongest(code); rank < RANK_BITMAPS; rank += 1) {
      const at = rank * this.words + (row >>> 5);
      this.ranks[at] = (this.ranks[at] ?? 0) | (1 << (row & 31));
    }
  }

  override clearRow(row: number): void {
    if (this.bins > 0 && this.codeAt(row) !== 0) {
      for (let at = row >>> 5; at < this.ranks.length; at += this.words)
        this.ranks[at] = (this.ranks[at] ?? 0) & ~(1 << (row & 31));
    }
    super.clearRow(row);
  }

  index(rows: number, capacity: number): void {
    this.statements.trim();
    this.layOut(rows, capacity);
    if (this.isSparse) return;
    const { words } = this;
    const ranks = new Int32Array(RANK_BITMAPS * words);
    const rankOfCode = new Uint8Array(this.statements.count).fill(RANK_BITMAPS);
    for (let code = 1; code < rankOfCode.length; code += 1) rankOfCode[code] = this.strongest(code);
    for (let row = 0; row < rows; row += 1) {
      const rank = rankOfCode[this.codeAt(row)] as number;
      if (rank >= RANK_BITMAPS) continue;
      const at = rank * words + (row >>> 5);
      ranks[at] = (ranks[at] ?? 0) | (1 << (row & 31));
    }
    for (let at = words; at < ranks.length; at += 1) ranks[at] = (ranks[at] ?? 0) | (ranks[at - words] ?? 0);
    this.ranks = ranks;
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

  private strongest(code: number): number {
    const { statements } = this;
    let rank = RANK_BITMAPS;
    for (const one of statements.membersOf(code)) rank = Math.min(rank, rankOf(statements.packedOf(one)));
    return rank;
  }

  protected arrange(rowsOf: ReadonlyMap<number, number>): number {
    this.binOf = new Uint8Array(this.statements.count).fill(UNBINNED);
    const groups = new Map<number, { codes: number[]; keys: number[]; rows: number }>();
    let stated = 0;
    for (const [code, rows] of rowsOf) {
      stated += rows;
      this.look(code);
      const group = groups.get(this.group);
      if (group) {
        group.codes.push(code);
        group.keys.push(this.key);
        group.rows += rows;
      } else groups.set(this.group, { codes: [code], keys: [this.key], rows });
    }
    this.parts = [];
    const wanted = Math.min(MOST_BINS - 2, Math.max(1, Math.ceil(stated / this.rowsPerBin)));
    const share = stated / wanted;
    const mixed: number[] = [];
    const conditional: number[] = [];
    for (const [group, { codes, keys, rows }] of [...groups].sort(([a], [b]) => a - b)) {
      if (group === MIXED_GROUP) mixed.push(...codes);
      else if (group === CONDITIONAL_GROUP) conditional.push(...codes);
      // Too few to be worth a bin of their own: looking at the rows costs less.
      else if (rows < share / 2 && groups.size > 1) mixed.push(...codes);
      else this.cut(group, codes, keys, rowsOf, rows / Math.max(1, Math.round(rows / share)));
    }
    if (conditional.length > 0) this.open(CONDITIONAL_GROUP, conditional);
    this.open(MIXED_GROUP, mixed);
    return this.parts.length;
  }

  /** Bins of about equally many rows, by rising key. */
  private cut(
    group: number,
    codes: number[],
    keys: number[],
    rowsOf: ReadonlyMap<number, number>,
    share: number,
  ): void {
    const order = codes.map((_, index) => index).sort((a, b) => (keys[a] as number) - (keys[b] as number));
    let rows = 0;
    let bin: number[] = [];
    for (const index of order) {
      // The last bins that there is room for take the rest.
      if (rows >= share && this.parts.length < MOST_BINS - 3) {
        this.open(group, bin);
        [bin, rows] = [[], 0];
      }
      bin.push(codes[index] as number);
      rows += rowsOf.get(codes[index] as number) ?? 0;
    }
    this.open(group, bin);
  }

  private open(group: number, codes: readonly number[]): void {
    const bin = this.parts.length;
    this.parts.push({
      group,
      kind: BIN_MIXED,
      family: 0,
      keyMax: -Infinity,
      lowerMin: Infinity,
      lowerMax: -Infinity,
      upperMin: Infinity,
      upperMax: -Infinity,
      reachMin: Infinity,
      reachMax: -Infinity,
      conditions: new Set(),
    });
    for (const code of codes) {
      this.binOf[code] = bin;
      this.look(code);
      this.extend(this.parts[bin] as Bin, code);
    }
  }

  /** Widens a bin's extremes to what `look` found. */
  private extend(bin: Bin, code: number): void {
    if (bin.group === MIXED_GROUP) return;
    bin.kind = this.kind(code);
    if (bin.group === CONDITIONAL_GROUP) {
      for (const one of this.statements.membersOf(code)) bin.conditions.add(this.statements.conditionOf(one));
      return;
    }
    bin.family = this.texts.familyOf(this.statements.unitOf(code), this.reading.tonneIsCubicMetre);
    bin.keyMax = Math.max(bin.keyMax, this.key);
    if (this.lower === this.lower) {
      bin.lowerMin = Math.min(bin.lowerMin, this.lower);
      bin.lowerMax = Math.max(bin.lowerMax, this.lower);
    }
    if (this.upper === this.upper) {
      bin.upperMin = Math.min(bin.upperMin, this.upper);
      bin.upperMax = Math.max(bin.upperMax, this.upper);
    }
    if (this.reach === this.reach) {
      bin.reachMin = Math.min(bin.reachMin, this.reach);
      bin.reachMax = Math.max(bin.reachMax, this.reach);
    }
  }

  protected bin(code: number): number {
    const known = code < this.binOf.length ? (this.binOf[code] as number) : UNBINNED;
    if (known !== UNBINNED) return known;
    this.look(code);
    const { parts, group, key } = this;
    let found = parts.length - 1;
    for (let bin = 0; bin < parts.length; bin += 1) {
      const part = parts[bin] as Bin;
      if (part.group !== group) continue;
      found = bin;
      if (key <= part.keyMax) break;
    }
    this.extend(parts[found] as Bin, code);
    if (code >= this.binOf.length) {
      const before = this.binOf.length;
      this.binOf = grown(this.binOf, code + (code >> 2) + 4).fill(UNBINNED, before);
    }
    this.binOf[code] = found;
    return found;
  }

  /** Which codes a code may share a bin with, where it lies among them, and its figures in its family's first unit. */
  private look(code: number): void {
    const { statements, reading } = this;
    const packed = statements.packedOf(code);
    this.lower = NaN;
    this.upper = NaN;
    this.reach = NaN;
    this.group = MIXED_GROUP;
    this.key = 0;
    if (isSeveral(packed)) {
      const conditional = statements.membersOf(code).every((one) => statements.conditionOf(one) !== 0);
      if (conditional) this.group = CONDITIONAL_GROUP;
      return;
    }
    if (statements.conditionOf(code) !== 0) {
      this.group = CONDITIONAL_GROUP;
      return;
    }
    if (!hasValue(packed)) return;
    const unit = statements.unitOf(code);
    const scale = this.texts.scaleOf(unit);
    const value = statements.valueOf(code) * scale;
    const op = opOf(packed);
    const spread = op === OP_RANGE && rankOf(packed) >= TYPICAL;
    if (op === OP_RANGE) {
      this.lower = value;
      this.upper = statements.upperOf(code) * scale;
      // An empty range is nobody's extreme.
      if (this.lower > this.upper) return;
    } else if (op === OP_GE || op === OP_GT) this.lower = value;
    else {
      this.upper = value;
      if (op === OP_EQ && !reading.rating) this.lower = value;
    }
    const modularity = statements.modularityOf(code);
    const { modular, maxUnits } = modularity === 0 ? {} : this.texts.modularities.value(modularity);
    const split = modular === true ? (maxUnits === undefined ? 2 : 1) : 0;
    if (reading.split === 'CAPACITY' && this.upper <= 0) return;
    this.reach = split === 1 && reading.split === 'CAPACITY' ? this.upper * (maxUnits ?? 1) : this.upper;
    const ends = (this.lower === this.lower ? 1 : 0) + (this.upper === this.upper ? 2 : 0);
    const family = this.texts.familyOf(unit, reading.tonneIsCubicMetre);
    this.group = ((family * 2 + (spread ? 1 : 0)) * 4 + ends) * 3 + split;
    this.key = this.upper === this.upper ? this.reach : this.lower;
  }

  private kind(code: number): number {
    if (this.group === CONDITIONAL_GROUP) return BIN_CONDITIONAL;
    const packed = this.statements.packedOf(code);
    const split = this.group % 3;
    return (
      (this.lower === this.lower ? BIN_LOWER : 0) |
      (this.upper === this.upper ? BIN_UPPER : 0) |
      (opOf(packed) === OP_RANGE && rankOf(packed) >= TYPICAL ? BIN_SPREAD : 0) |
      (split === 0 ? 0 : BIN_MODULAR) |
      (split === 2 ? BIN_UNBOUNDED : 0)
    );
  }
}

const MIXED_GROUP = -1;
const CONDITIONAL_GROUP = -2;
