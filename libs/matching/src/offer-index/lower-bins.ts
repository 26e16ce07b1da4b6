import { isUnder } from './bin-class';
import { widened, wordsFor } from './coded-column';
import { HAS_LOWER, IS_SEVERAL, UNMARKED, type Marks } from './marks';

/** At most so many bins. */
const MOST_BINS = 24;

export interface LowerBinsData {
  readonly family: number;
  readonly starts: Float64Array;
  readonly bits: Int32Array;
}

/**
 * Of an envelope, whose bins are made by the upper end: cumulative bitmaps by the lower end, of the rows that state one in
 * the commonest family of units. Bitmap k holds the rows whose lower end lies in one of the bins 0 to k. Each bin reaches
 * to where the next begins, so that new figures never change what is known of it.
 */
export class LowerBins {
  private constructor(
    readonly family: number,
    /** The figure at which each bin but the first begins. */
    private readonly starts: Float64Array,
    readonly bits: Int32Array,
    readonly words: number,
  ) {}

  /** For the statements of rows as they are, 0 where a row makes none; undefined where too few state a lower end. */
  static of(codes: ArrayLike<number>, marks: Marks, capacity: number, rowsPerBin: number): LowerBins | undefined {
    const family = commonestOf(codes, marks);
    if (family === undefined) return undefined;
    const lowers: number[] = [];
    const rows: number[] = [];
    for (let row = 0; row < codes.length; row += 1) {
      const lower = lowerIn(family, marks, codes[row] as number);
      if (lower !== lower) continue;
      rows.push(row);
      lowers.push(lower);
    }
    const starts = startsOf(lowers, Math.min(MOST_BINS, Math.floor(rows.length / rowsPerBin)));
    if (starts.length < 2) return undefined;
    const words = wordsFor(capacity);
    const bins = new LowerBins(family, starts, new Int32Array(starts.length * words), words);
    rows.forEach((row, at) => bins.set(row, bins.binOf(lowers[at] as number)));
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
    while (bin < this.count && !isUnder(figure, this.start(bin))) bin += 1;
    return [this.upTo(below), this.upTo(bin)];
  }

  /** The rows of the first so many bins. */
  private upTo(bins: number): Int32Array {
    const { words } = this;
    return bins === 0 ? new Int32Array(words) : this.bits.subarray((bins - 1) * words, bins * words);
  }

  /** Where the lower ends of a bin begin and end. */
  private start(bin: number): number {
    return bin === 0 ? -Infinity : (this.starts[bin] as number);
  }
  private end(bin: number): number {
    return bin + 1 === this.count ? Infinity : (this.starts[bin + 1] as number);
  }

  enter(row: number, marks: Marks, code: number): void {
    const lower = lowerIn(this.family, marks, code);
    if (lower === lower) this.set(row, this.binOf(lower));
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

  private binOf(lower: number): number {
    let bin = this.count - 1;
    while (bin > 0 && this.start(bin) > lower) bin -= 1;
    return bin;
  }

  private set(row: number, first: number): void {
    const bit = 1 << (row & 31);
    for (let at = first * this.words + (row >>> 5); at < this.bits.length; at += this.words)
      this.bits[at] = (this.bits[at] as number) | bit;
  }
}

/** The lower end that a statement makes in a family; NaN where it states none, counts at times only, or is several facts. */
function lowerIn(family: number, marks: Marks, code: number): number {
  if (code === 0) return NaN;
  const kind = marks.kindOf[code] as number;
  if (kind === UNMARKED || marks.familyOf(kind) !== family || marks.conditionOf(kind) !== 0) return NaN;
  return (marks.flagsOf(kind) & (HAS_LOWER | IS_SEVERAL)) === HAS_LOWER ? marks.lowerAt(code) : NaN;
}

function commonestOf(codes: ArrayLike<number>, marks: Marks): number | undefined {
  const rows = new Map<number, number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    const kind = code === 0 ? UNMARKED : (marks.kindOf[code] as number);
    if (kind === UNMARKED || (marks.flagsOf(kind) & HAS_LOWER) === 0) continue;
    const family = marks.familyOf(kind);
    rows.set(family, (rows.get(family) ?? 0) + 1);
  }
  let found: number | undefined;
  for (const [family, count] of rows) if (found === undefined || count > (rows.get(found) as number)) found = family;
  return found;
}

/** Where bins of about equally many rows begin. */
function startsOf(lowers: readonly number[], bins: number): Float64Array {
  const sorted = Float64Array.from(lowers).sort();
  const starts: number[] = [];
  for (let bin = 0; bin < bins; bin += 1) {
    const lower = sorted[Math.floor((bin * sorted.length) / bins)] as number;
    if (starts.at(-1) !== lower) starts.push(lower);
  }
  return Float64Array.from(starts);
}
