import type { DemandClass, DemandClasses } from './demand-class';
import type { PackedFigures } from './packed-figures';
import { inRow, isOpen, rowOf } from './tally';
import { nearFigure } from './near';

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
const NO_FIGURES = new Float32Array(0);

/** The demands of one lane in one segment, in columns; in the order of one of their figures where one decides. */
export class Bucket {
  /** The column of entries, that of the classes, then those of the figures, each with the same room. */
  words = EMPTY;
  /**
   * The columns of figures once more, nearly and in the units of the lane, so that loops look at nothing else; NaN for
   * those far from all others. None where figures are numbers of held things.
   */
  near = NO_FIGURES;
  length = 0;
  /** So many are in order; the rest waits to be sorted in. */
  sorted = 0;
  /** So many follow them that cannot be in order, since they are not near any number. */
  private beside = 0;
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
    for (let column = 0; column < this.columns.figures; column += 1) {
      const word = figures[column] as number;
      this.words[this.startOf(column) + this.length] = word;
      if (this.columns.packed)
        this.near[this.nearOf(column) + this.length] = nearFigure(this.figures.unpack(word) * this.scaleOf(column, of));
    }
    this.length += 1;
    if (isOpen(entry)) this.open += 1;
  }

  /** Where in the words a column of figures begins. */
  startOf(column: number): number {
    return this.room * (column + FIRST_FIGURES);
  }

  /** Where among the near figures a column begins. */
  nearOf(column: number): number {
    return this.room * column;
  }

  /** Puts all in order, if many have been added since. */
  order(): void {
    const added = this.length - this.sorted - this.beside;
    if (added > MOST_UNSORTED && added * 8 > this.sorted && this.columns.ordered >= 0) this.sort();
  }

  get bytes(): number {
    return this.words.byteLength + this.near.byteLength;
  }

  /** Where those in order end, from one on, whose figure is nearly below a threshold in the unit of the lane. */
  before(at: number, threshold: number): number {
    const { near } = this;
    const start = this.nearOf(this.columns.ordered);
    let [from, to] = [start + at, start + this.sorted];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((near[middle] as number) < threshold) from = middle + 1;
      else to = middle;
    }
    return from - start;
  }

  /** What figures of a column are multiplied by to be in the unit of the lane. */
  private scaleOf(column: number, of: number): number {
    const { kind, width } = this.of;
    return (kind === 'FIGURE' && column >= width ? this.classes.dutyScales : this.classes.scales)[of] as number;
  }

  /** Gives the rows new numbers, and lets go of those that have none: -1. */
  renumber(rows: Int32Array): void {
    const { words, near, length, sorted } = this;
    const placed = sorted + this.beside;
    let [kept, inOrder, beside, open] = [0, 0, 0, 0];
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
      for (let from = 0; from < near.length; from += this.room) near[from + kept] = near[from + at] as number;
      kept += 1;
      if (at < sorted) inOrder = kept;
      else if (at < placed) beside += 1;
    }
    this.length = kept;
    this.sorted = inOrder;
    this.beside = beside;
    this.open = open;
    if (kept < this.room / 2) this.resize(kept);
  }

  private release(at: number): void {
    if (!this.columns.packed) return;
    for (let column = 0; column < this.columns.figures; column += 1)
      this.figures.release(this.words[this.startOf(column) + at] as number);
  }

  private sort(): void {
    const { words, near, length, room } = this;
    const { ordered } = this.columns;
    const [start, nearStart] = [this.startOf(ordered), this.nearOf(ordered)];
    const values = new Float64Array(length);
    const order = new Uint32Array(length);
    let beside = 0;
    for (let at = 0; at < length; at += 1) {
      const isBeside = Number.isNaN(near[nearStart + at]);
      if (isBeside) beside += 1;
      const scale = this.scaleOf(ordered, words[room + at] as number);
      values[at] = isBeside ? Infinity : this.figures.unpack(words[start + at] as number) * scale;
      order[at] = at;
    }
    order.sort((a, b) => (values[a] as number) - (values[b] as number));
    const [sorted, nearSorted] = [new Uint32Array(words.length), new Float32Array(near.length)];
    for (let from = 0; from < words.length; from += room)
      for (let at = 0; at < length; at += 1) sorted[from + at] = words[from + (order[at] as number)] as number;
    for (let from = 0; from < near.length; from += room)
      for (let at = 0; at < length; at += 1) nearSorted[from + at] = near[from + (order[at] as number)] as number;
    this.words = sorted;
    this.near = nearSorted;
    this.sorted = length - beside;
    this.beside = beside;
  }

  private resize(room: number): void {
    const { figures, packed } = this.columns;
    const words = new Uint32Array(room * (figures + FIRST_FIGURES));
    const near = packed ? new Float32Array(room * figures) : NO_FIGURES;
    for (let column = ENTRIES; column < figures; column += 1) {
      const from = this.startOf(column);
      words.set(this.words.subarray(from, from + this.length), room * (column + FIRST_FIGURES));
    }
    for (let column = 0; room * column < near.length; column += 1) {
      const from = this.nearOf(column);
      near.set(this.near.subarray(from, from + this.length), room * column);
    }
    this.words = words;
    this.near = near;
    this.room = room;
  }
}
