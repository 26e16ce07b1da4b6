import type { CodeLists } from './code-lists';
import { CodedColumn, rowsOfCodes, wordsFor, type CodedColumnData } from './coded-column';

/** What is held, as lists. */
export const LISTS = ['technologies', 'honours', 'services', 'regions', 'scenarios'] as const;
export type ListName = (typeof LISTS)[number];

/** At most so many codes have a bitmap of their own. */
const MOST_CODES = 48;
/** The first bitmap holds the rows that carry any list at all, also an empty one. */
const STATED = 0;

export interface ListColumnData {
  readonly coded: CodedColumnData;
  /** The codes that have a bitmap of their own, by its place after the first. */
  readonly common: Uint32Array;
  readonly met: Uint32Array;
}

/**
 * Which list of codes each row carries (technologies, honours, services, regions, scenarios), by the number the index gave
 * it. Lists are many and the codes in them few, so there is a bitmap for each of the commonest codes, with the rows whose
 * list holds it, and one for the rows whose list holds any other.
 */
export class ListColumn extends CodedColumn {
  /** By the number of a code, the place of its bitmap. */
  private readonly places = new Map<number, number>();
  /** Lists that some row carries, or carried. */
  readonly met = new Set<number>();

  constructor(private readonly lists: CodeLists) {
    super();
  }

  static restored(data: ListColumnData, lists: CodeLists, capacity: number): ListColumn {
    const column = new ListColumn(lists);
    column.load(data.coded, capacity);
    column.setCommon(data.common);
    for (const list of data.met) column.met.add(list);
    return column;
  }

  data(): ListColumnData {
    return {
      coded: this.codedData(),
      common: Uint32Array.from(this.places.keys()),
      met: Uint32Array.from(this.met),
    };
  }

  get bytes(): number {
    return this.codedBytes + this.met.size * 24;
  }

  /** The rows that carry a list. */
  get carriers(): Int32Array {
    return this.bitmap(STATED);
  }

  /** The rows whose list holds a code that has no bitmap of its own. */
  get others(): Int32Array {
    return this.bitmap(this.bitmaps - 1);
  }

  /** The rows whose list holds a code; undefined where it has no bitmap of its own. */
  holding(code: number): Int32Array | undefined {
    const place = this.places.get(code);
    return place === undefined ? undefined : this.bitmap(place);
  }

  override setCode(row: number, list: number, capacity: number): void {
    this.met.add(list);
    super.setCode(row, list, capacity);
  }

  fill(rows: Uint32Array, codes: Uint32Array, capacity: number): void {
    let last = 0;
    for (let at = 0; at < codes.length; at += 1) {
      const list = codes[at] as number;
      if (list !== last) this.met.add(list);
      last = list;
    }
    this.setCodes(rows, codes, capacity);
  }

  /** Decides anew which codes have bitmaps, and lays them out. */
  index(rows: number, capacity: number): void {
    if (this.isSparse) return;
    const stated = this.stated(rows);
    const rowsOf = rowsOfCodes(stated);
    const holders = new Map<number, number>();
    for (const [list, count] of rowsOf)
      this.lists.each(list, (code) => void holders.set(code, (holders.get(code) ?? 0) + count));
    const common = [...holders].sort(([a, x], [b, y]) => y - x || a - b).slice(0, MOST_CODES);
    this.setCommon(common.map(([code]) => code));
    this.bitmaps = this.places.size + 2;
    this.words = wordsFor(capacity);
    this.bits = new Int32Array(this.bitmaps * this.words);
    const placesOf = new Map([...rowsOf.keys()].map((list) => [list, this.placesOf(list)]));
    for (let at = 0; at < stated.count; at += 1)
      this.enterAt(stated.rows[at] as number, placesOf.get(stated.codes[at] as number) as readonly number[]);
  }

  protected enterBits(row: number, list: number): void {
    this.enterAt(row, this.placesOf(list));
  }

  /** The bitmaps that hold the rows of a list. */
  private placesOf(list: number): readonly number[] {
    const found = [STATED];
    this.lists.each(list, (code) => void found.push(this.places.get(code) ?? this.bitmaps - 1));
    return found;
  }

  private enterAt(row: number, places: readonly number[]): void {
    const { words, bits } = this;
    const bit = 1 << (row & 31);
    for (let one = 0; one < places.length; one += 1) {
      const at = (places[one] as number) * words + (row >>> 5);
      bits[at] = (bits[at] as number) | bit;
    }
  }

  protected leaveBits(row: number): void {
    const rest = ~(1 << (row & 31));
    for (let at = row >>> 5; at < this.bits.length; at += this.words) this.bits[at] = (this.bits[at] as number) & rest;
  }

  private bitmap(place: number): Int32Array {
    return this.bits.subarray(place * this.words, (place + 1) * this.words);
  }

  private setCommon(codes: Iterable<number>): void {
    this.places.clear();
    for (const code of codes) this.places.set(code, this.places.size + 1);
  }
}
