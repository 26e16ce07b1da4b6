import { BIN_LOWER } from './bin-figures';
import { isUnder } from './bin-class';
import { widened, wordsFor } from './coded-column';
import { edgeOf, kindOfMark, lowerOfMark, MOST_KINDS, type Kind } from './marks';

/** At most so many bins. */
const MOST_BINS = 24;

export interface LowerBinsData {
  readonly family: number;
  readonly starts: Uint16Array;
  readonly bits: Int32Array;
}

/**
 * Of an envelope, whose bins are made by the upper end: cumulative bitmaps by the lower end, of the rows that state one in
 * the commonest family of units. Bitmap k holds the rows whose lower end lies in one of the bins 0 to k. Bins lie between
 * buckets of marks, so that new figures never change what is known of them.
 */
export class LowerBins {
  private constructor(
    readonly family: number,
    /** The first bucket of each bin. */
    private readonly starts: Uint16Array,
    readonly bits: Int32Array,
    readonly words: number,
  ) {}

  /** For the marks of rows as they are, 0 where a row has none; undefined where too few state a lower end. */
  static of(
    marks: ArrayLike<number>,
    kinds: readonly Kind[],
    capacity: number,
    rowsPerBin: number,
  ): LowerBins | undefined {
    const family = commonestOf(marks, kinds);
    if (family === undefined) return undefined;
    const places: number[] = [];
    const rows: number[] = [];
    for (let row = 0; row < marks.length; row += 1) {
      const bucket = lowerIn(family, marks[row] as number, kinds);
      if (bucket < 0) continue;
      rows.push(row);
      places.push(bucket);
    }
    const starts = startsOf(places, Math.min(MOST_BINS, Math.floor(rows.length / rowsPerBin)));
    if (starts.length < 2) return undefined;
    const words = wordsFor(capacity);
    const bins = new LowerBins(family, starts, new Int32Array(starts.length * words), words);
    rows.forEach((row, at) => bins.set(row, bins.binOf(places[at] as number)));
    return bins;
  }

  static restored({ family, starts, bits }: LowerBinsData): LowerBins {
    return new LowerBins(family, starts, bits, bits.length / starts.length);
  }

  data(): LowerBinsData {
    const { family, starts, bits } = this;
    return { family, starts, bits };
  }

  get bytes(): number {
    return this.starts.byteLength + this.bits.byteLength;
  }

  private get count(): number {
    return this.starts.length;
  }

  /** The rows that state a lower end. */
  get all(): Int32Array {
    return this.upTo(this.count);
  }

  /** The rows whose lower end lies under a figure for certain, and those of which it does not lie above it for certain. */
  around(figure: number): readonly [under: Int32Array, notAbove: Int32Array] {
    let bin = 0;
    while (bin < this.count && isUnder(this.end(bin), figure)) bin += 1;
    const below = bin;
    while (bin < this.count && !isUnder(figure, edgeOf(this.starts[bin] as number))) bin += 1;
    return [this.upTo(below), this.upTo(bin)];
  }

  /** The rows of the first so many bins. */
  private upTo(bins: number): Int32Array {
    const { words } = this;
    return bins === 0 ? new Int32Array(words) : this.bits.subarray((bins - 1) * words, bins * words);
  }

  /** Where the lower ends of a bin end. */
  private end(bin: number): number {
    return bin + 1 === this.count ? Infinity : edgeOf(this.starts[bin + 1] as number);
  }

  enter(row: number, mark: number, kinds: readonly Kind[]): void {
    const bucket = lowerIn(this.family, mark, kinds);
    if (bucket >= 0) this.set(row, this.binOf(bucket));
  }

  leave(row: number): void {
    const rest = ~(1 << (row & 31));
    for (let at = row >>> 5; at < this.bits.length; at += this.words) this.bits[at] = (this.bits[at] as number) & rest;
  }

  /** The same with room for more rows. */
  widened(words: number): LowerBins {
    const { family, starts, bits, count } = this;
    return new LowerBins(family, starts, widened(bits, count, this.words, words), words);
  }

  private binOf(bucket: number): number {
    let bin = this.count - 1;
    while (bin > 0 && (this.starts[bin] as number) > bucket) bin -= 1;
    return bin;
  }

  private set(row: number, first: number): void {
    const bit = 1 << (row & 31);
    for (let at = first * this.words + (row >>> 5); at < this.bits.length; at += this.words)
      this.bits[at] = (this.bits[at] as number) | bit;
  }
}

/** The bucket of the lower end that a mark states in a family; below 0 where it states none, or several facts do. */
function lowerIn(family: number, mark: number, kinds: readonly Kind[]): number {
  const at = kindOfMark(mark);
  // Nothing stated is no kind at all, although its mark looks like the first.
  const kind = mark === 0 || at >= MOST_KINDS ? undefined : kinds[at];
  return kind && kind.family === family && !kind.several && kind.flags & BIN_LOWER ? lowerOfMark(mark) : -1;
}

function commonestOf(marks: ArrayLike<number>, kinds: readonly Kind[]): number | undefined {
  const rows = new Map<number, number>();
  for (let row = 0; row < marks.length; row += 1) {
    const mark = marks[row] as number;
    const kind = mark === 0 ? undefined : kinds[kindOfMark(mark)];
    if (kind && kind.flags & BIN_LOWER) rows.set(kind.family, (rows.get(kind.family) ?? 0) + 1);
  }
  let found: number | undefined;
  for (const [family, count] of rows) if (found === undefined || count > (rows.get(found) as number)) found = family;
  return found;
}

/** Where bins of about equally many rows begin. */
function startsOf(buckets: readonly number[], bins: number): Uint16Array {
  const sorted = Uint16Array.from(buckets).sort();
  const starts: number[] = [];
  for (let bin = 0; bin < bins; bin += 1) {
    const bucket = sorted[Math.floor((bin * sorted.length) / bins)] as number;
    if (bin === 0) starts.push(0);
    else if (starts.at(-1) !== bucket) starts.push(bucket);
  }
  return Uint16Array.from(starts);
}
