import type { DemandClass, DemandClasses } from './demand-class';
import { nearFigure } from './near';
import type { PackedFigures } from './packed-figures';
import { inRow, isOpen, rowOf } from './tally';

/** So many more than the sorted ones may wait unsorted. */
const MOST_UNSORTED = 16;

/** Which figures a class keeps for each demand, and by which they are in order; -1 for none. */
interface Columns {
  readonly figures: number;
  readonly ordered: number;
  /** Whether the figures are packed, and must be let go of; else they are numbers of their own. */
  readonly packed: boolean;
}

/** A class's own figures come first, then those of the duty by which it is judged, the low before the high. */
function columnsOf(of: DemandClass): Columns {
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

/** So many words may lie where lanes have left them, however few are in use. */
const MOST_LEFT = 1024;

/** Of a lane: the class that stands for it, where its columns begin, and for how many demands each has room. */
const OF = 0;
const FROM = 1;
const ROOM = 2;
const LENGTH = 3;
/** So many are in order; the rest waits to be sorted in. */
const SORTED = 4;
/** So many follow them that cannot be in order, since they are not near any number. */
const BESIDE = 5;
/** How many stand open for an offer that says nothing. */
const OPEN = 6;
/** The next lane of the subject, or {@link NO_LANE}. */
const NEXT = 7;
const FIGURES = 8;
const ORDERED = 9;
/** How many columns of near figures there are. */
const NEAR = 10;
const HEAD_WORDS = 12;

export const NO_LANE = -1;

const NO_WORDS = new Uint32Array(0);
const NO_FIGURES = new Float32Array(0);

/** Where the columns of one lane lie. */
export class Lane {
  /** The number of the class that stands for the lane. */
  of = 0;
  words = NO_WORDS;
  /** The same memory. */
  near = NO_FIGURES;
  /** Where the entries begin, and how many there are. */
  from = 0;
  length = 0;
  sorted = 0;
  open = 0;
  /** The room of each column. */
  room = 0;
  /** Where the near figures begin, the classes, and the figures. */
  nearFrom = 0;
  classesFrom = 0;
  figuresFrom = 0;
  ordered = 0;

  /** Whether two demands are of one class and have the same figures, of which there are so many. */
  isAlike(one: number, other: number, figures: number): boolean {
    const { words, classesFrom, room } = this;
    for (let column = 0; column <= figures; column += 1) {
      const start = classesFrom + room * column;
      if (words[start + one] !== words[start + other]) return false;
    }
    return true;
  }

  /** Where those in order end, from one on, whose figure is nearly below a threshold in the unit of the lane. */
  before(at: number, threshold: number): number {
    const { near } = this;
    const start = this.nearFrom + this.room * this.ordered;
    let [from, to] = [start + at, start + this.sorted];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((near[middle] as number) < threshold) from = middle + 1;
      else to = middle;
    }
    return from - start;
  }
}

/**
 * The demands of one segment, lane by lane in columns, in one piece of memory: reading many short lanes would else be
 * waiting for the objects that say where each lies. A lane has a column of entries; its figures nearly and in the units of
 * the lane, so that loops look at nothing else (none where figures are numbers of held things, NaN for those far from all
 * others); the classes of the demands; and their figures as they are. It is in the order of one of the figures where one
 * decides.
 */
export class Lanes {
  private words = NO_WORDS;
  private near = NO_FIGURES;
  private heads = new Int32Array(0);
  private count = 0;
  /** By subject its first lane. */
  private readonly firsts = new Map<number, number>();
  /** Words that are in use, and of these those that lanes have left. */
  private used = 0;
  private left = 0;

  constructor(
    private readonly classes: DemandClasses,
    private readonly figures: PackedFigures,
  ) {}

  /** The first lane of a subject, or {@link NO_LANE}. */
  first(subject: number): number {
    return this.firsts.get(subject) ?? NO_LANE;
  }

  next(lane: number): number {
    return this.heads[lane * HEAD_WORDS + NEXT] as number;
  }

  /** Says where a lane lies; holds until something is put or put in order. */
  find(number: number, lane: Lane): void {
    const { heads } = this;
    const head = number * HEAD_WORDS;
    const from = heads[head + FROM] as number;
    const room = heads[head + ROOM] as number;
    lane.of = heads[head + OF] as number;
    lane.words = this.words;
    lane.near = this.near;
    lane.from = from;
    lane.room = room;
    lane.length = heads[head + LENGTH] as number;
    lane.sorted = heads[head + SORTED] as number;
    lane.open = heads[head + OPEN] as number;
    lane.ordered = heads[head + ORDERED] as number;
    lane.nearFrom = from + room;
    lane.classesFrom = from + room * (1 + (heads[head + NEAR] as number));
    lane.figuresFrom = lane.classesFrom + room;
  }

  get bytes(): number {
    return this.words.byteLength + this.heads.byteLength;
  }

  /** @param figures as packed words, or numbers of held things */
  push({ number, subject, lane: of }: DemandClass, entry: number, figures: readonly number[]): void {
    if (this.left > MOST_LEFT && this.left * 2 > this.used) this.layOut();
    const head = this.laneOf(subject, of) * HEAD_WORDS;
    const { heads } = this;
    const length = heads[head + LENGTH] as number;
    if (length === heads[head + ROOM]) this.widen(head, length < 4 ? length + 1 : Math.ceil(length * 1.25));
    const { words, near } = this;
    const [from, room] = [heads[head + FROM] as number, heads[head + ROOM] as number];
    const [columns, nears] = [heads[head + FIGURES] as number, heads[head + NEAR] as number];
    const classesFrom = from + room * (1 + nears);
    words[from + length] = entry;
    words[classesFrom + length] = number;
    for (let column = 0; column < columns; column += 1) {
      const word = figures[column] as number;
      words[classesFrom + room * (1 + column) + length] = word;
      if (nears > 0)
        near[from + room * (1 + column) + length] = nearFigure(
          this.figures.unpack(word) * this.scaleOf(of, column, number),
        );
    }
    heads[head + LENGTH] = length + 1;
    if (isOpen(entry)) heads[head + OPEN] = (heads[head + OPEN] as number) + 1;
  }

  /** Puts a lane in order, if many have been added since. */
  order(number: number): void {
    const { heads } = this;
    const head = number * HEAD_WORDS;
    const sorted = heads[head + SORTED] as number;
    const added = (heads[head + LENGTH] as number) - sorted - (heads[head + BESIDE] as number);
    if (added > MOST_UNSORTED && added * 8 > sorted && (heads[head + ORDERED] as number) >= 0) this.sort(head);
  }

  /** Puts all in order, and the lanes of each subject beside each other. */
  settle(): void {
    for (let number = 0; number < this.count; number += 1) this.order(number);
    this.layOut();
  }

  /** Gives the rows new numbers, and lets go of those that have none: -1. */
  renumber(rows: Int32Array): void {
    for (let number = 0; number < this.count; number += 1) this.renumberLane(number * HEAD_WORDS, rows);
    this.layOut();
  }

  private renumberLane(head: number, rows: Int32Array): void {
    const { heads, words } = this;
    const [from, room] = [heads[head + FROM] as number, heads[head + ROOM] as number];
    const [length, sorted] = [heads[head + LENGTH] as number, heads[head + SORTED] as number];
    const placed = sorted + (heads[head + BESIDE] as number);
    const columns = this.columnsAt(head);
    let [kept, inOrder, beside, open] = [0, 0, 0, 0];
    for (let at = 0; at < length; at += 1) {
      const entry = words[from + at] as number;
      const row = rows[rowOf(entry)] as number;
      if (row < 0) {
        this.release(head, at);
        continue;
      }
      for (let column = 1; column < columns; column += 1)
        words[from + room * column + kept] = words[from + room * column + at] as number;
      words[from + kept] = inRow(entry, row);
      if (isOpen(entry)) open += 1;
      kept += 1;
      if (at < sorted) inOrder = kept;
      else if (at < placed) beside += 1;
    }
    heads[head + LENGTH] = kept;
    heads[head + SORTED] = inOrder;
    heads[head + BESIDE] = beside;
    heads[head + OPEN] = open;
  }

  private release(head: number, at: number): void {
    const { heads } = this;
    const nears = heads[head + NEAR] as number;
    if (nears === 0) return;
    const room = heads[head + ROOM] as number;
    const figuresFrom = (heads[head + FROM] as number) + room * (2 + nears);
    for (let column = 0; column < nears; column += 1)
      this.figures.release(this.words[figuresFrom + room * column + at] as number);
  }

  /** What figures of a column are multiplied by to be in the unit of the lane. */
  private scaleOf(lane: number, column: number, of: number): number {
    const { kind, width } = this.classes.at(lane);
    return (kind === 'FIGURE' && column >= width ? this.classes.dutyScales : this.classes.scales)[of] as number;
  }

  /** Columns of entries, near figures, classes and figures. */
  private columnsAt(head: number): number {
    return 2 + (this.heads[head + NEAR] as number) + (this.heads[head + FIGURES] as number);
  }

  private laneOf(subject: number, of: number): number {
    let last = NO_LANE;
    for (let lane = this.first(subject); lane !== NO_LANE; lane = this.next(lane)) {
      if (this.heads[lane * HEAD_WORDS + OF] === of) return lane;
      last = lane;
    }
    const number = this.count;
    const { figures, ordered, packed } = columnsOf(this.classes.at(of));
    this.count += 1;
    if (this.count * HEAD_WORDS > this.heads.length)
      this.heads = widened(this.heads, Math.ceil(this.count * 1.25) * HEAD_WORDS);
    const head = number * HEAD_WORDS;
    this.heads.fill(0, head, head + HEAD_WORDS);
    this.heads[head + OF] = of;
    this.heads[head + NEXT] = NO_LANE;
    this.heads[head + FIGURES] = figures;
    this.heads[head + ORDERED] = ordered;
    this.heads[head + NEAR] = packed ? figures : 0;
    if (last !== NO_LANE) this.heads[last * HEAD_WORDS + NEXT] = number;
    else this.firsts.set(subject, number);
    return number;
  }

  private sort(head: number): void {
    const { heads, words, near } = this;
    const [from, room] = [heads[head + FROM] as number, heads[head + ROOM] as number];
    const [length, ordered] = [heads[head + LENGTH] as number, heads[head + ORDERED] as number];
    const lane = heads[head + OF] as number;
    const nearFrom = from + room * (1 + ordered);
    const classesFrom = from + room * (1 + (heads[head + NEAR] as number));
    const figuresFrom = classesFrom + room * (1 + ordered);
    const values = new Float64Array(length);
    const order = new Uint32Array(length);
    let beside = 0;
    for (let at = 0; at < length; at += 1) {
      const isBeside = Number.isNaN(near[nearFrom + at]);
      if (isBeside) beside += 1;
      const scale = this.scaleOf(lane, ordered, words[classesFrom + at] as number);
      values[at] = isBeside ? Infinity : this.figures.unpack(words[figuresFrom + at] as number) * scale;
      order[at] = at;
    }
    order.sort((a, b) => (values[a] as number) - (values[b] as number));
    const columns = this.columnsAt(head);
    for (let column = 0; column < columns; column += 1) {
      const start = from + room * column;
      const before = words.slice(start, start + length);
      for (let at = 0; at < length; at += 1) words[start + at] = before[order[at] as number] as number;
    }
    heads[head + SORTED] = length - beside;
    heads[head + BESIDE] = beside;
  }

  /** Moves a lane to where there is more room. */
  private widen(head: number, room: number): void {
    const { heads } = this;
    const size = room * this.columnsAt(head);
    if (this.used + size > this.words.length) this.take(widened(this.words, Math.ceil((this.used + size) * 1.2)));
    this.left += (heads[head + ROOM] as number) * this.columnsAt(head);
    this.move(head, this.words, this.used, room);
    this.used += size;
  }

  /** Copies the columns of a lane to another place, where it lies from then on. */
  private move(head: number, into: Uint32Array, to: number, room: number): void {
    const { heads, words } = this;
    const [from, before] = [heads[head + FROM] as number, heads[head + ROOM] as number];
    const length = heads[head + LENGTH] as number;
    const columns = this.columnsAt(head);
    for (let column = 0; column < columns; column += 1) {
      const start = from + before * column;
      into.set(words.subarray(start, start + length), to + room * column);
    }
    heads[head + FROM] = to;
    heads[head + ROOM] = room;
  }

  private take(words: Uint32Array<ArrayBuffer>): void {
    this.words = words;
    this.near = new Float32Array(words.buffer);
  }

  /** Lays the lanes beside each other, those of a subject one after the other, without room between; drops empty ones. */
  private layOut(): void {
    const { heads, firsts } = this;
    const sorted: number[] = [];
    let used = 0;
    for (const [subject, first] of firsts) {
      const before = sorted.length;
      for (let lane = first; lane !== NO_LANE; lane = this.next(lane)) {
        const head = lane * HEAD_WORDS;
        const length = heads[head + LENGTH] as number;
        if (length === 0) continue;
        sorted.push(head);
        used += length * this.columnsAt(head);
      }
      const { length } = sorted;
      if (length === before) firsts.delete(subject);
      else firsts.set(subject, before);
      for (let at = before; at < length; at += 1)
        heads[(sorted[at] as number) + NEXT] = at + 1 === length ? NO_LANE : at + 1;
    }
    const words = new Uint32Array(used);
    const laidOut = new Int32Array(sorted.length * HEAD_WORDS);
    this.used = 0;
    sorted.forEach((head, number) => {
      const length = heads[head + LENGTH] as number;
      this.move(head, words, this.used, length);
      this.used += length * this.columnsAt(head);
      laidOut.set(heads.subarray(head, head + HEAD_WORDS), number * HEAD_WORDS);
    });
    this.heads = laidOut;
    this.count = sorted.length;
    this.left = 0;
    this.take(words);
  }
}

function widened<A extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(array: A, length: number): A {
  const wider = new (array.constructor as new (length: number) => A)(length);
  wider.set(array);
  return wider;
}
