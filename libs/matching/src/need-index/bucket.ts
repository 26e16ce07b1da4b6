import type { DemandClass, DemandClasses } from './demand-class';
import type { PackedFigures } from './packed-figures';
import { inRow, isOpen, rowOf } from './tally';

/** So many more than the sorted ones may wait unsorted. */
const MOST_UNSORTED = 16;

/** Which figures a class keeps for each demand, and by which they are in order; -1 for none. */
export interface Columns {
  readonly figures: number;
  readonly ordered: number;
  /** Whether the figures are packed, and must be let go of; else they are numbers of their own. */
  readonly packed: boolean;
}

/** A class's own figures come first, then those of the duty by which it is judged, the low before the high. */
export function columnsOf(of: DemandClass): Columns {
  switch (of.kind) {
    case 'FIGURE':
      return { figures: of.width + (of.duty ? 2 : 0), ordered: of.width === 1 ? 0 : -1, packed: true };
    case 'ENVELOPE':
      return of.blind ? { figures: 0, ordered: -1, packed: true } : { figures: 2, ordered: 1, packed: true };
    case 'LIST':
      return { figures: 1, ordered: -1, packed: false };
    case 'DAYS':
      return { figures: 1, ordered: 0, packed: true };
    case 'PRICE':
      return { figures: of.duty ? 3 : 1, ordered: 0, packed: true };
    case 'UNKNOWN':
      return { figures: 0, ordered: -1, packed: true };
  }
}

/** Columns before those of the figures. */
const FIRST_FIGURES = 2;
const ENTRIES = -2;
const CLASSES = -1;

const EMPTY = new Uint32Array(0);
const NO_FENCES = new Float64Array(0);
/** So many, as a power of two, lie from one fence to the next. */
const FENCED = 5;

/** The demands of one lane in one segment, in columns; in the order of one of their figures where one decides. */
export class Bucket {
  /** The column of entries, that of the classes, then those of the figures, each with the same room. */
  words = EMPTY;
  length = 0;
  /** So many are in order; the rest waits to be sorted in. */
  sorted = 0;
  /** Of those in order every so many-th figure, in the unit of the lane: a search steps through few places of memory. */
  private fences = NO_FENCES;
  /** How many stand open for an offer that says nothing. */
  open = 0;
  private room = 0;
  private readonly columns: Columns;

  /** @param of the class that stands for the lane */
  constructor(
    readonly of: DemandClass,
    private readonly classes: DemandClasses,
    private readonly figures: PackedFigures,
  ) {
    this.columns = columnsOf(of);
  }

  /** Where in the words the classes of the demands begin. */
  get classesFrom(): number {
    return this.room;
  }

  /** @param figures as packed words, or numbers of held things */
  push(entry: number, of: number, figures: readonly number[]): void {
    if (this.length === this.room) this.resize(this.length < 4 ? this.length + 1 : Math.ceil(this.length * 1.25));
    this.words[this.length] = entry;
    this.words[this.room + this.length] = of;
    for (let column = 0; column < this.columns.figures; column += 1)
      this.words[this.startOf(column) + this.length] = figures[column] as number;
    this.length += 1;
    if (isOpen(entry)) this.open += 1;
  }

  /** Where in the words a column of figures begins. */
  startOf(column: number): number {
    return this.room * (column + FIRST_FIGURES);
  }

  /** Puts all in order, if many have been added since. */
  order(): void {
    const added = this.length - this.sorted;
    if (added > MOST_UNSORTED && added * 8 > this.sorted && this.columns.ordered >= 0) this.sort();
  }

  get bytes(): number {
    return this.words.byteLength + this.fences.byteLength;
  }

  /** Where those in order end, from one on, whose figure is below a threshold in the unit of the lane. */
  before(at: number, threshold: number): number {
    const { fences } = this;
    let [from, to] = [0, fences.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((fences[middle] as number) < threshold) from = middle + 1;
      else to = middle;
    }
    // Between the last fence that is below and the next; where there are none, all.
    const next = fences.length === 0 ? this.sorted : from << FENCED;
    [from, to] = [Math.max(at, (from - 1) << FENCED), Math.min(this.sorted, next)];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.figureAt(middle) < threshold) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The figure by which it is in order, in the unit of the lane. */
  private figureAt(at: number): number {
    const { words } = this;
    const figure = this.figures.unpack(words[this.startOf(this.columns.ordered) + at] as number);
    return figure * (this.classes.scales[words[this.room + at] as number] as number);
  }

  private fence(): void {
    const count = Math.ceil(this.sorted / (1 << FENCED));
    this.fences = count < 4 ? NO_FENCES : Float64Array.from({ length: count }, (_, at) => this.figureAt(at << FENCED));
  }

  /** Gives the rows new numbers, and lets go of those that have none: -1. */
  renumber(rows: Int32Array): void {
    const { words, length, sorted } = this;
    let [kept, inOrder, open] = [0, 0, 0];
    for (let at = 0; at < length; at += 1) {
      const entry = words[at] as number;
      const row = rows[rowOf(entry)] as number;
      if (row < 0) {
        this.release(at);
        continue;
      }
      words[kept] = inRow(entry, row);
      if (isOpen(entry)) open += 1;
      for (let column = CLASSES; column < this.columns.figures; column += 1) {
        const start = this.startOf(column);
        words[start + kept] = words[start + at] as number;
      }
      kept += 1;
      if (at < sorted) inOrder = kept;
    }
    this.length = kept;
    this.sorted = inOrder;
    this.open = open;
    if (kept < this.room / 2) this.resize(kept);
    this.fence();
  }

  private release(at: number): void {
    if (!this.columns.packed) return;
    for (let column = 0; column < this.columns.figures; column += 1)
      this.figures.release(this.words[this.startOf(column) + at] as number);
  }

  private sort(): void {
    const { words, length } = this;
    const values = new Float64Array(length);
    const order = new Uint32Array(length);
    for (let at = 0; at < length; at += 1) {
      values[at] = this.figureAt(at);
      order[at] = at;
    }
    order.sort((a, b) => (values[a] as number) - (values[b] as number));
    const sorted = new Uint32Array(words.length);
    for (let column = ENTRIES; column < this.columns.figures; column += 1) {
      const from = this.startOf(column);
      for (let at = 0; at < length; at += 1) sorted[from + at] = words[from + (order[at] as number)] as number;
    }
    this.words = sorted;
    this.sorted = length;
    this.fence();
  }

  private resize(room: number): void {
    const words = new Uint32Array(room * (this.columns.figures + FIRST_FIGURES));
    for (let column = ENTRIES; column < this.columns.figures; column += 1) {
      const from = this.startOf(column);
      words.set(this.words.subarray(from, from + this.length), room * (column + FIRST_FIGURES));
    }
    this.words = words;
    this.room = room;
  }
}
