import { Bins } from './bins';
import type { DemandList } from './segment';

/** The demands of a list up to some row, as sets of rows: 32 rows in a word. Made anew when the list has grown; never changed. */
export class ListBits {
  /** Rows with a demand, and of these the ones that are open by default. */
  readonly has: Int32Array;
  readonly open: Int32Array;
  readonly anyOpen: boolean;
  /** How many of the demands lie in the words before. */
  private readonly before: Uint32Array;
  /** How many demands of the list are in here. */
  readonly length: number;
  /** By the demand's only figure. */
  readonly limit: Bins | undefined;
  /** By the figure of the duty, or of the design values; in no bin where low and high differ. */
  readonly design: Bins | undefined;
  /** By the limit's share of the duty's figure, both in the unit of the demand. */
  readonly share: Bins | undefined;
  /** Rows that are in the bins of the design values or of the shares. */
  readonly plain: Int32Array;

  constructor(list: DemandList, rows: number) {
    const words = rows >>> 5;
    const { step, of } = list;
    let length = 0;
    while (length < list.length && (list.words.array[length * step] ?? 0) >>> 1 < rows) length += 1;
    this.length = length;
    this.has = new Int32Array(words);
    this.open = new Int32Array(words);
    this.before = new Uint32Array(words);
    const rowOf = new Uint32Array(length);
    let anyOpen = false;
    for (let at = 0; at < length; at += 1) {
      const head = list.words.array[at * step] ?? 0;
      const row = head >>> 1;
      rowOf[at] = row;
      const word = row >>> 5;
      const bit = 1 << (row & 31);
      this.has[word] = (this.has[word] ?? 0) | bit;
      if (word + 1 < words) this.before[word + 1] = (this.before[word + 1] ?? 0) + 1;
      if ((head & 1) === 0) continue;
      this.open[word] = (this.open[word] ?? 0) | bit;
      anyOpen = true;
    }
    for (let word = 1; word < words; word += 1)
      this.before[word] = (this.before[word] ?? 0) + (this.before[word - 1] ?? 0);
    this.anyOpen = anyOpen;

    this.plain = new Int32Array(words);
    const isEnvelope = of.kind === 'ENVELOPE';
    const designs = new Float64Array(length).fill(NaN);
    const shares = new Float64Array(length).fill(NaN);
    const factor = of.kind === 'FIGURE' ? of.factor : NaN;
    const figures = (list.duty?.figures ?? list.figures).array;
    const hasDesign = list.duty !== undefined || isEnvelope;
    for (let at = 0; hasDesign && at < length; at += 1) {
      const place = 2 * (list.duty ? (list.words.array[at * step + 2] ?? 0) : at);
      const [low, high] = [figures[place] ?? NaN, figures[place + 1] ?? NaN];
      const share = isEnvelope ? 1 : (list.figures.array[at] ?? NaN) / (high * factor);
      // What is negative, nothing or not one figure is looked at for itself.
      if (low !== high || !(high > 0) || (factor === factor && !(share > 0 && share < Infinity))) continue;
      designs[at] = high;
      if (factor === factor) shares[at] = share;
      const row = rowOf[at] ?? 0;
      this.plain[row >>> 5] = (this.plain[row >>> 5] ?? 0) | (1 << (row & 31));
    }
    this.limit = of.kind === 'FIGURE' ? new Bins(list.figures.array.subarray(0, length), rowOf, words) : undefined;
    this.design = hasDesign ? new Bins(designs, rowOf, words) : undefined;
    this.share = hasDesign && factor === factor ? new Bins(shares, rowOf, words) : undefined;
  }

  /** The place in the list of the demand of a row that has one. */
  placeOf(row: number): number {
    const word = row >>> 5;
    const earlier = (this.has[word] ?? 0) & ((1 << (row & 31)) - 1);
    return (this.before[word] ?? 0) + bitsIn(earlier);
  }

  get bytes(): number {
    const bins = [this.limit, this.design, this.share].reduce((sum, one) => sum + (one?.bytes ?? 0), 0);
    return this.has.byteLength + this.open.byteLength + this.plain.byteLength + this.before.byteLength + bins;
  }
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Lists that can be kept as sets of rows: one-ended, of a kind that the loops know. A row is in a list only once. */
export function canBeBits({ of, isMember }: DemandList): boolean {
  if (isMember) return false;
  if (of.kind === 'ENVELOPE') return !of.blind;
  return of.kind === 'FIGURE' && !of.blind && of.width === 1;
}
