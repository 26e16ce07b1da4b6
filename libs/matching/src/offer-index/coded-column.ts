import { grown } from './statements';

/** Rows of a bitmap share 32-bit words. */
export const wordsFor = (rows: number): number => (rows + 31) >>> 5;

/** A column that fewer than one row in so many says anything of keeps those rows alone. */
const SPARSE = 24;

export interface CodedColumnData {
  /** Empty while the column is sparse. */
  readonly codes: Uint16Array | Uint32Array;
  /** Row and code by turns, of a sparse column. */
  readonly sparse: Uint32Array;
  readonly bins: number;
  readonly bits: Int32Array;
}

/**
 * One number per row (0: nothing said) and, once binned, cumulative bitmaps: bitmap k holds the rows whose code lies in
 * one of the bins 0 to k, so any run of bins is two bitmaps. Which codes share a bin is free: a query asks each bin
 * whether all of its codes answer alike, and looks at the rows one by one where they do not.
 */
export abstract class CodedColumn {
  private codes: Uint16Array | Uint32Array = new Uint16Array(0);
  /** The rows that say anything, while they are few: most things are said by few of the offers of one technology. */
  private sparse: Map<number, number> | undefined = new Map();
  bins = 0;
  /** `bins` bitmaps of `words` words each. */
  bits: Int32Array = new Int32Array(0);
  words = 0;

  /** Lays out bins and bitmaps for the rows as they are; a sparse column has none. */
  abstract index(rows: number, capacity: number): void;
  /** The bin of a code, decided now where the code is new. */
  protected abstract bin(code: number): number;
  /** Decides the bins anew; `rowsOf` tells how many rows carry each code. Gives the number of bins. */
  protected abstract arrange(rowsOf: ReadonlyMap<number, number>): number;

  protected load(data: CodedColumnData, rows: number): void {
    this.codes = data.codes;
    this.sparse = data.codes.length === 0 ? new Map() : undefined;
    for (let at = 0; at < data.sparse.length; at += 2)
      this.sparse?.set(data.sparse[at] as number, data.sparse[at + 1] as number);
    this.bins = data.bins;
    this.bits = data.bits;
    this.words = data.bins === 0 ? 0 : wordsFor(rows);
  }

  protected codedData(): CodedColumnData {
    const sparse = Uint32Array.from([...(this.sparse ?? [])].flat());
    return { codes: this.codes, sparse, bins: this.bins, bits: this.bits };
  }

  get codedBytes(): number {
    // A map takes about forty bytes an entry.
    return this.codes.byteLength + this.bits.byteLength + (this.sparse?.size ?? 0) * 40;
  }

  /** The code of a row; 0 when it says nothing. */
  codeAt(row: number): number {
    return this.sparse ? (this.sparse.get(row) ?? 0) : (this.codes[row] as number);
  }

  get isSparse(): boolean {
    return this.sparse !== undefined;
  }

  /** Rows and codes of a sparse column. */
  entries(): Iterable<readonly [row: number, code: number]> {
    if (!this.sparse) throw new Error('the column is not sparse');
    return this.sparse;
  }

  /** Makes room for rows. */
  reserve(rows: number): void {
    if (this.sparse || this.codes.length >= rows) return;
    this.codes = grown(this.codes, rows);
    if (this.bins > 0) this.widen(wordsFor(rows));
  }

  /** Drops room beyond a capacity; bins and bitmaps must be laid out anew. */
  trim(capacity: number): void {
    if (this.sparse) return;
    this.codes = this.codes.slice(0, capacity);
    this.bins = 0;
  }

  protected widen(words: number): void {
    this.bits = widened(this.bits, this.bins, this.words, words);
    this.words = words;
  }

  /** The row must be empty: a row is cleared before it is used again. */
  setCode(row: number, code: number, capacity: number): void {
    if (code === 0) return;
    if (this.sparse) {
      this.sparse.set(row, code);
      if (this.sparse.size * SPARSE > capacity) this.widenToRows(capacity);
      return;
    }
    if (code > 0xffff && this.codes instanceof Uint16Array) this.codes = Uint32Array.from(this.codes);
    this.codes[row] = code;
    if (this.bins === 0) return;
    const { words, bits } = this;
    const bit = 1 << (row & 31);
    for (let at = this.bin(code) * words + (row >>> 5); at < bits.length; at += words) bits[at] = (bits[at] ?? 0) | bit;
  }

  clearRow(row: number): void {
    if (this.sparse) {
      this.sparse.delete(row);
      return;
    }
    const code = this.codes[row] ?? 0;
    if (code === 0) return;
    this.codes[row] = 0;
    if (this.bins === 0) return;
    const { words, bits } = this;
    const rest = ~(1 << (row & 31));
    for (let at = this.bin(code) * words + (row >>> 5); at < bits.length; at += words)
      bits[at] = (bits[at] ?? 0) & rest;
  }

  /** From few rows to a place for each; bins come with the next `index`, or at once where the segment has them. */
  private widenToRows(capacity: number): void {
    const entries = [...(this.sparse ?? [])];
    const most = entries.reduce((max, [, code]) => Math.max(max, code), 0);
    this.sparse = undefined;
    this.codes = most > 0xffff ? new Uint32Array(capacity) : new Uint16Array(capacity);
    for (const [row, code] of entries) this.codes[row] = code;
  }

  /** Bins and bitmaps for the rows as they are. */
  protected layOut(rows: number, capacity: number): void {
    if (this.sparse) return;
    const rowsOf = new Map<number, number>();
    const { codes } = this;
    for (let row = 0; row < rows; row += 1) {
      const code = codes[row] as number;
      if (code !== 0) rowsOf.set(code, (rowsOf.get(code) ?? 0) + 1);
    }
    this.bins = this.arrange(rowsOf);
    this.words = wordsFor(capacity);
    const { words } = this;
    const bits = new Int32Array(this.bins * words);
    for (let row = 0; row < rows; row += 1) {
      const code = codes[row] as number;
      if (code === 0) continue;
      const at = this.bin(code) * words + (row >>> 5);
      bits[at] = (bits[at] ?? 0) | (1 << (row & 31));
    }
    for (let at = words; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (bits[at - words] ?? 0);
    this.bits = bits;
  }
}

/** Bitmaps laid out one after the other, each with room for more words. */
export function widened(bits: Int32Array, bitmaps: number, words: number, wanted: number): Int32Array {
  const wider = new Int32Array(bitmaps * wanted);
  for (let index = 0; index < bitmaps; index += 1)
    wider.set(bits.subarray(index * words, (index + 1) * words), index * wanted);
  return wider;
}
