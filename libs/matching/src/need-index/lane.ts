import { keyOf } from '../sortable';

/** So many more than the sorted ones may wait unsorted. */
const MOST_UNSORTED = 16;
/** Positions take the lower 21 bits beside 32 bits of a key, which is all that a double holds exactly. */
const POSITIONS = 2 ** 21;

const figure = new Float32Array(1);
const bits = new Int32Array(figure.buffer);

function figureOf(key: number): number {
  bits[0] = key >= 2 ** 31 ? key - 2 ** 31 : -(key + 1);
  return figure[0] ?? NaN;
}

/** The key of what does not round well. It must be looked at, whatever the threshold. */
export const NO_KEY = keyOf(NaN);

/** Beyond these, 32 bits do not keep seven digits. */
const LEAST_MAGNITUDE = 1e-30;
const GREATEST_MAGNITUDE = 1e30;

/** Whether a figure keeps its seven digits as a key. */
export function roundsWell(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude === 0 || (magnitude >= LEAST_MAGNITUDE && magnitude <= GREATEST_MAGNITUDE);
}

/** As many digits tell apart what keys tell apart: two such decimals with one key are the same figure. */
const FEW_DIGITS = 6;

/** Whether a figure is a decimal of few digits, but for the rounding of a conversion. */
export function isShort(value: number): boolean {
  if (value === 0) return true;
  if (!roundsWell(value)) return false;
  const scaled = Math.abs(value) * 10 ** (FEW_DIGITS - 1 - Math.floor(Math.log10(Math.abs(value))));
  return Math.abs(scaled - Math.round(scaled)) < scaled * 1e-12;
}

/** Two figures that are further apart than this, relative to one of them, compare as they are, however they were rounded. */
const GUARD = 1e-6;

/** In the first word of an entry, above the row: a decimal of few digits that fits a threshold of the same figure. */
const FITS_AT_TIE = 2 ** 31;
/** The row in that word. */
export const ROW = 2 ** 31 - 1;

/** What is below this is surely below the threshold; NaN and the infinite stay. */
export const lowered = (threshold: number): number =>
  threshold > 0 ? threshold * (1 - GUARD) : threshold * (1 + GUARD);
/** What is above this is surely above the threshold. */
export const raised = (threshold: number): number =>
  threshold > 0 ? threshold * (1 + GUARD) : threshold * (1 - GUARD);

const EMPTY = new Uint32Array(0);

/**
 * Rows in the order of a figure, so that all rows on one side of a threshold are one run. Figures are rounded: what lies
 * within a millionth of a threshold must be looked at exactly.
 */
export class Lane {
  /** Entry by entry: row, with a mark above it, key, and with a second figure its 32 bits. */
  words = EMPTY;
  /** In entries. */
  length = 0;
  /** So many entries are in order; of these, so many have a key. The rest waits to be sorted in. */
  sorted = 0;
  keyed = 0;

  /** @param width words of an entry: 2, or 3 with a second figure */
  constructor(readonly width: 2 | 3) {}

  /** @param closed whether the figure keeps a threshold that it equals */
  push(row: number, value: number, closed: boolean, second = NaN): void {
    const { width } = this;
    const from = this.length * width;
    if (from === this.words.length) this.resize(this.length < 8 ? this.length + 2 : Math.ceil(this.length * 1.2));
    this.words[from] = closed && isShort(value) ? row + FITS_AT_TIE : row;
    this.words[from + 1] = roundsWell(value) ? keyOf(value) : NO_KEY;
    if (width === 3) {
      figure[0] = second;
      this.words[from + 2] = bits[0] ?? 0;
    }
    this.length += 1;
  }

  valueAt(at: number): number {
    return figureOf(this.words[at * this.width + 1] ?? NO_KEY);
  }

  /** The second figure; NaN where there is none. */
  secondAt(at: number): number {
    if (this.width === 2) return NaN;
    bits[0] = this.words[at * this.width + 2] ?? 0;
    return figure[0] ?? NaN;
  }

  rowAt(at: number): number {
    return (this.words[at * this.width] ?? 0) & ROW;
  }

  keyAt(at: number): number {
    return this.words[at * this.width + 1] ?? NO_KEY;
  }

  /** Whether equal keys mean an equal figure that keeps the threshold, if the threshold is a decimal of few digits, too. */
  fitsAtTie(at: number): boolean {
    return (this.words[at * this.width] ?? 0) > ROW;
  }

  /** How many entries with a key are below the key. */
  before(key: number): number {
    const { words, width } = this;
    let [from, to] = [0, this.keyed];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((words[middle * width + 1] ?? 0) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Puts all in order, if many have been added since. */
  order(): void {
    const added = this.length - this.sorted;
    if (added > MOST_UNSORTED && added * 8 > this.sorted && this.length < POSITIONS) this.sort();
  }

  private sort(): void {
    const { length, width } = this;
    const order = new Float64Array(length);
    for (let at = 0; at < length; at += 1) order[at] = (this.words[at * width + 1] ?? 0) * POSITIONS + at;
    order.sort();
    const sorted = new Uint32Array(this.words.length);
    for (let at = 0; at < length; at += 1) {
      const from = ((order[at] ?? 0) % POSITIONS) * width;
      for (let word = 0; word < width; word += 1) sorted[at * width + word] = this.words[from + word] ?? 0;
    }
    this.words = sorted;
    this.sorted = length;
    this.keyed = length;
    this.keyed = this.before(NO_KEY);
  }

  get bytes(): number {
    return this.words.byteLength;
  }

  private resize(entries: number): void {
    const words = new Uint32Array(entries * this.width);
    words.set(this.words.subarray(0, this.length * this.width));
    this.words = words;
  }
}
