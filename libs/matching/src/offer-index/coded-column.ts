import { grown } from './statements';

/** Rows of a bitmap share 32-bit words. */
export const wordsFor = (rows: number): number => (rows + 31) >>> 5;

/** Two bytes each, in a cache line of 64. */
const CODES_PER_LINE = 32;
/** Nobody reads it, but what nobody kept would not be looked at. */
export let touched = 0;
export const keepTouched = (sum: number): void => {
  touched = sum;
};

/** A column that fewer than one row in so many says anything of keeps those rows alone. */
const SPARSE = 24;

/** Most columns say little: what is empty is the same in all of them, since even an empty array takes its room. */
const NO_BITS: Int32Array = new Int32Array(0);
const NO_NUMBERS: Uint32Array = new Uint32Array(0);
const NO_CODES: Uint16Array = new Uint16Array(0);

interface Sparse {
  rows: Uint32Array;
  codes: Uint32Array;
  count: number;
}

/** Rows that say something, by rising number, and their codes. */
export interface Stated {
  rows: Uint32Array;
  codes: Uint32Array;
  count: number;
}
/** One for all columns, since each is read at once: a column that is laid out looks at what is said many times. */
const STATED: Stated = { rows: NO_NUMBERS, codes: NO_NUMBERS, count: 0 };

/** How many rows carry each code. */
export function rowsOfCodes({ codes, count }: Stated): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at < count; at += 1) {
    const code = codes[at] as number;
    found.set(code, (found.get(code) ?? 0) + 1);
  }
  return found;
}

export interface CodedColumnData {
  /** The code of each row; of a sparse column instead the rows that say anything, and after them their codes. */
  readonly codes?: Uint16Array | Uint32Array;
  readonly sparse?: Uint32Array;
  readonly bitmaps: number;
  readonly bits?: Int32Array;
}

/** One number per row (0: nothing said) and, once laid out, bitmaps of the rows. */
export abstract class CodedColumn {
  protected codes: Uint16Array | Uint32Array = NO_CODES;
  /**
   * The rows that say anything and their codes, by rising row, while they are few: most things are said by few of the
   * offers of one technology.
   */
  private sparse: Sparse | undefined = { rows: NO_NUMBERS, codes: NO_NUMBERS, count: 0 };
  bitmaps = 0;
  /** Bitmaps of `words` words each, as many as `bitmaps` says. A column may lay them out otherwise. */
  bits: Int32Array = NO_BITS;
  words = 0;

  /** Lays out bitmaps for the rows as they are; a sparse column has none. */
  abstract index(rows: number, capacity: number): void;
  /** Whether so much was said since it was laid out that it is time to do it again. */
  get isDue(): boolean {
    return false;
  }

  /** Marks a row in the bitmaps, or takes it from them, by what it says. */
  protected abstract enterBits(row: number, code: number): void;
  protected abstract leaveBits(row: number, code: number): void;

  protected load(data: CodedColumnData, rows: number): void {
    if (data.codes) {
      this.codes = data.codes;
      this.sparse = undefined;
    } else if (data.sparse) {
      const count = data.sparse.length / 2;
      this.sparse = { rows: data.sparse.subarray(0, count), codes: data.sparse.subarray(count), count };
    }
    this.bitmaps = data.bitmaps;
    if (data.bits) this.bits = data.bits;
    this.words = data.bitmaps === 0 ? 0 : wordsFor(rows);
  }

  protected codedData(): CodedColumnData {
    const { bitmaps, bits, codes } = this;
    if (!this.sparse) return { codes, bitmaps, ...(bitmaps === 0 ? {} : { bits }) };
    const stated = this.entries();
    const sparse = new Uint32Array(stated.rows.length * 2);
    sparse.set(stated.rows);
    sparse.set(stated.codes, stated.rows.length);
    return { sparse, bitmaps };
  }

  get codedBytes(): number {
    return this.codes.byteLength + this.bits.byteLength + (this.sparse?.rows.length ?? 0) * 8;
  }

  /**
   * Brings the codes into the cache, before many rows are read here and there: one look at each line, none of which waits
   * for another, costs a tenth of waiting for memory row by row.
   */
  touch(): void {
    const { codes } = this;
    let sum = 0;
    for (let row = 0; row < codes.length; row += CODES_PER_LINE) sum ^= codes[row] as number;
    keepTouched(sum);
  }

  /** The same for some rows alone: the codes of a word of them share a line. */
  touchAt(rows: Int32Array, words: number): void {
    const { codes } = this;
    let sum = 0;
    for (let w = 0; w < words; w += 1) if (rows[w] !== 0) sum ^= codes[w << 5] as number;
    keepTouched(sum);
  }

  /** The code of a row; 0 when it says nothing. */
  codeAt(row: number): number {
    const { sparse } = this;
    if (!sparse) return this.codes[row] as number;
    const place = placeOf(sparse, row);
    return place < sparse.count && sparse.rows[place] === row ? (sparse.codes[place] as number) : 0;
  }

  /** The codes of rows, of a column that is not sparse. */
  get codesOfRows(): ArrayLike<number> {
    return this.codes;
  }

  get isSparse(): boolean {
    return this.sparse !== undefined;
  }

  /** Rows of a sparse column, by rising number, and the code of each; none of another. */
  entries(): { readonly rows: Uint32Array; readonly codes: Uint32Array } {
    const { rows, codes, count } = this.sparse ?? NOTHING_SPARSE;
    return { rows: rows.subarray(0, count), codes: codes.subarray(0, count) };
  }

  /** Gives the codes of a sparse column new numbers. */
  protected renumber(renumbered: Uint32Array): void {
    const { codes } = this.entries();
    for (let at = 0; at < codes.length; at += 1) codes[at] = renumbered[codes[at] as number] as number;
  }

  /** The rows that say anything and their codes, of a column that is not sparse; to be read before another is asked. */
  protected stated(rows: number): Stated {
    const { codes } = this;
    const stated = STATED;
    if (stated.rows.length < rows) {
      stated.rows = new Uint32Array(rows + (rows >> 2));
      stated.codes = new Uint32Array(stated.rows.length);
    }
    let count = 0;
    for (let row = 0; row < rows; row += 1) {
      const code = codes[row] as number;
      // Written in any case, and over again where nothing is said: which rows say something is not to be guessed.
      stated.rows[count] = row;
      stated.codes[count] = code;
      count += code === 0 ? 0 : 1;
    }
    stated.count = count;
    return stated;
  }

  /** Makes room for rows. */
  reserve(rows: number): void {
    if (this.sparse || this.codes.length >= rows) return;
    this.codes = grown(this.codes, rows);
    if (this.bitmaps > 0) this.widen(wordsFor(rows));
  }

  /** Drops room beyond a capacity; bitmaps must be laid out anew. */
  trim(capacity: number): void {
    if (this.sparse) {
      const { rows, codes } = this.entries();
      this.sparse = { rows: rows.slice(), codes: codes.slice(), count: rows.length };
      return;
    }
    this.codes = this.codes.slice(0, capacity);
    this.bitmaps = 0;
  }

  protected widen(words: number): void {
    this.bits = widened(this.bits, this.bitmaps, this.words, words);
    this.words = words;
  }

  /** The row must be empty: a row is cleared before it is used again. */
  setCode(row: number, code: number, capacity: number): void {
    if (code === 0) return;
    if (this.sparse) {
      enter(this.sparse, row, code);
      if (this.sparse.count * SPARSE > capacity) this.widenToRows(capacity);
      return;
    }
    if (code > 0xffff && this.codes instanceof Uint16Array) this.codes = Uint32Array.from(this.codes);
    this.codes[row] = code;
    if (this.bitmaps > 0) this.enterBits(row, code);
  }

  /** What rows say, by rising row, of a column that nothing has been said of yet. The arrays stay the caller's. */
  protected setCodes(rows: Uint32Array, codes: Uint32Array, capacity: number): void {
    if (rows.length * SPARSE <= capacity) {
      this.sparse = { rows: rows.slice(), codes: codes.slice(), count: rows.length };
      return;
    }
    let most = 0;
    for (let at = 0; at < codes.length; at += 1) most = Math.max(most, codes[at] as number);
    this.sparse = undefined;
    this.codes = most > 0xffff ? new Uint32Array(capacity) : new Uint16Array(capacity);
    for (let at = 0; at < rows.length; at += 1) this.codes[rows[at] as number] = codes[at] as number;
  }

  /** Takes away what some rows say. */
  clearRows(rows: readonly number[]): void {
    if (this.sparse) {
      if (this.sparse.count > 0) for (const row of rows) leave(this.sparse, row);
    } else for (const row of rows) this.clearRow(row);
  }

  protected clearRow(row: number): void {
    const code = this.codes[row] ?? 0;
    if (code === 0) return;
    this.codes[row] = 0;
    if (this.bitmaps > 0) this.leaveBits(row, code);
  }

  /** From few rows to a place for each; bitmaps come with the next `index`, or at once where the segment has them. */
  private widenToRows(capacity: number): void {
    const { rows, codes } = this.entries();
    const most = codes.reduce((max, code) => Math.max(max, code), 0);
    this.sparse = undefined;
    this.codes = most > 0xffff ? new Uint32Array(capacity) : new Uint16Array(capacity);
    for (let at = 0; at < rows.length; at += 1) this.codes[rows[at] as number] = codes[at] as number;
  }

  /** Gives what rows say new numbers. */
  protected setStated({ rows, codes, count }: Stated, renumbered: Uint32Array): void {
    let most = 0;
    for (let at = 0; at < count; at += 1) {
      const code = renumbered[codes[at] as number] as number;
      codes[at] = code;
      this.codes[rows[at] as number] = code;
      if (code > most) most = code;
    }
    if (most <= 0xffff && this.codes instanceof Uint32Array) this.codes = Uint16Array.from(this.codes);
  }
}

/**
 * A column with cumulative bitmaps: bitmap k holds the rows whose code lies in one of the bins 0 to k, so any run of bins
 * is two bitmaps. Which codes share a bin is free: a query asks each bin whether all of its codes answer alike, and looks
 * at the rows one by one where they do not.
 */
export abstract class BinnedColumn extends CodedColumn {
  /** The bin of a code, decided now where the code is new. */
  protected abstract bin(code: number): number;

  protected enterBits(row: number, code: number): void {
    const { words, bits } = this;
    const bit = 1 << (row & 31);
    for (let at = this.bin(code) * words + (row >>> 5); at < bits.length; at += words) bits[at] = (bits[at] ?? 0) | bit;
  }

  protected leaveBits(row: number, code: number): void {
    const { words, bits } = this;
    const rest = ~(1 << (row & 31));
    for (let at = this.bin(code) * words + (row >>> 5); at < bits.length; at += words)
      bits[at] = (bits[at] ?? 0) & rest;
  }

  /** The bitmaps of so many bins, for the rows as they are. @param binOf the bin of each code */
  protected layOut({ rows, codes, count }: Stated, capacity: number, bins: number, binOf: Uint8Array): void {
    const words = wordsFor(capacity);
    const bits = new Int32Array(bins * words);
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      const place = (binOf[codes[at] as number] as number) * words + (row >>> 5);
      bits[place] = (bits[place] as number) | (1 << (row & 31));
    }
    for (let at = words; at < bits.length; at += 1) bits[at] = (bits[at] as number) | (bits[at - words] as number);
    this.bitmaps = bins;
    this.words = words;
    this.bits = bits;
  }
}

/** Bitmaps laid out one after the other, each with room for more words. */
function widened(bits: Int32Array, bitmaps: number, words: number, wanted: number): Int32Array {
  const wider = new Int32Array(bitmaps * wanted);
  for (let index = 0; index < bitmaps; index += 1)
    wider.set(bits.subarray(index * words, (index + 1) * words), index * wanted);
  return wider;
}

const NOTHING_SPARSE: Sparse = { rows: NO_NUMBERS, codes: NO_NUMBERS, count: 0 };

/** The first place whose row is not below this one. */
function placeOf({ rows, count }: Sparse, row: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function enter(sparse: Sparse, row: number, code: number): void {
  const { count } = sparse;
  if (count === sparse.rows.length) {
    const size = count + (count >> 2) + 4;
    sparse.rows = grown(sparse.rows, size);
    sparse.codes = grown(sparse.codes, size);
  }
  // Rows come mostly in their order.
  const place = count > 0 && (sparse.rows[count - 1] as number) < row ? count : placeOf(sparse, row);
  if (place < count) {
    sparse.rows.copyWithin(place + 1, place, count);
    sparse.codes.copyWithin(place + 1, place, count);
  }
  sparse.rows[place] = row;
  sparse.codes[place] = code;
  sparse.count += 1;
}

function leave(sparse: Sparse, row: number): void {
  const place = placeOf(sparse, row);
  if (place >= sparse.count || sparse.rows[place] !== row) return;
  sparse.rows.copyWithin(place, place + 1, sparse.count);
  sparse.codes.copyWithin(place, place + 1, sparse.count);
  sparse.count -= 1;
}
