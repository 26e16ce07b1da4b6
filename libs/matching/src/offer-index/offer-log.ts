import { asNumbers } from './certificate-column';
import { LISTS } from './list-column';
import type { OfferReader, Said } from './offer-reader';
import { grown } from './statements';
import type { Words } from './words';

/** Statements to a piece, unless one offer has more of them. */
export const PIECE = 2 ** 15;

/** Offers to a piece: a power of two. */
const OFFERS = 2 ** 13;

/** What is kept of an offer are so many numbers of 32 bits, a line of the cache; the last two are one of 64 bits. */
const FIELDS = 16;
export const HANDLE = 0;
export const MODULARITY = 1;
export const CONFIRMED = 2;
/** The piece that holds its statements, and where they begin and end in it. */
const SAID = 3;
const FROM = 4;
const END = 5;
/** Where its certificates begin; 0 where nothing is said of them. */
const CERTIFICATES = 6;
const SEGMENT = 7;
/** The lists by their numbers, in the order of `LISTS`. */
export const FIRST_LIST = 8;
/** NaN where nothing is known of it. */
const RECORD = (FIELDS - 2) / 2;

const FIRST = 256;

/** What the offers of a segment say of one thing, by rising row; to be read before another is told, and may be written over. */
export interface OnOneThing {
  readonly rows: Uint32Array;
  readonly forms: Uint32Array;
  readonly values: Float64Array;
  readonly uppers: Float64Array;
}

/** Statements thing by thing: one for all segments, since each is put into its columns at once. */
const SORTED = {
  rows: new Uint32Array(FIRST),
  forms: new Uint32Array(FIRST),
  values: new Float64Array(FIRST),
  uppers: new Float64Array(FIRST),
};

class OffersPiece {
  private readonly buffer = new ArrayBuffer(OFFERS * FIELDS * 4);
  readonly numbers = new Uint32Array(this.buffer);
  readonly doubles = new Float64Array(this.buffer);
}

/**
 * What many offers say, one after the other as they came. Put into its columns offer by offer, each figure would wait for
 * memory that others have pushed out of the cache; written to the end of one stretch it does not.
 */
export class OfferLog {
  private count = 0;
  private readonly pieces: OffersPiece[] = [];
  private readonly said: Said[] = [];
  /** Of each list of certificates how many numbers it takes, and these. Place 0 is nobody's. */
  private certificates: Uint32Array = new Uint32Array(FIRST);
  private certificatesEnd = 1;
  /** Rows of each segment. */
  private readonly rows: number[] = [];

  constructor(private readonly words: Words) {}

  /** Adds what was read last; its statements stay where the reader wrote them. @returns its row in the segment */
  add(offer: OfferReader, segment: number, handle: number): number {
    const { words, said } = this;
    if (said.at(-1) !== offer.said) said.push(offer.said);
    const place = this.count % OFFERS;
    if (place === 0) this.pieces.push(new OffersPiece());
    const { numbers, doubles } = this.pieces.at(-1) as OffersPiece;
    const at = place * FIELDS;
    numbers[at + HANDLE] = handle;
    numbers[at + MODULARITY] = offer.modularity;
    numbers[at + CONFIRMED] = offer.confirmed;
    numbers[at + SAID] = said.length - 1;
    numbers[at + FROM] = offer.from;
    numbers[at + END] = offer.end;
    if (offer.certificates) numbers[at + CERTIFICATES] = this.keep(asNumbers(offer.certificates, words));
    numbers[at + SEGMENT] = segment;
    for (let list = 0; list < LISTS.length; list += 1) {
      const held = offer[LISTS[list] as (typeof LISTS)[number]];
      // The technology of a segment goes without saying.
      if (held && (list > 0 || held.length !== 1)) numbers[at + FIRST_LIST + list] = words.lists.number(held);
    }
    doubles[at / 2 + RECORD] = offer.record ?? NaN;
    offer.keep();
    this.count += 1;
    const row = this.rows[segment] ?? 0;
    this.rows[segment] = row + 1;
    return row;
  }

  /** Tells of the offers of each segment. */
  bySegment(tell: (segment: number, batch: Batch) => void): void {
    const { count, pieces, rows } = this;
    const next = [0];
    for (let segment = 0; segment < rows.length; segment += 1)
      next.push((next[segment] as number) + (rows[segment] ?? 0));
    const ordered = new Uint32Array(count);
    for (let offer = 0; offer < count; offer += 1) {
      const { numbers } = pieces[Math.floor(offer / OFFERS)] as OffersPiece;
      const segment = numbers[(offer % OFFERS) * FIELDS + SEGMENT] as number;
      ordered[next[segment] as number] = offer;
      next[segment] = (next[segment] as number) + 1;
    }
    for (let segment = 0, from = 0; segment < rows.length; segment += 1) {
      const end = from + (rows[segment] ?? 0);
      if (end > from) tell(segment, new Batch(ordered.subarray(from, end), pieces, this.said, this.certificates));
      from = end;
    }
  }

  private keep(certificates: readonly number[]): number {
    const at = this.certificatesEnd;
    const end = at + 1 + certificates.length;
    if (end > this.certificates.length) this.certificates = grown(this.certificates, end * 2);
    this.certificates[at] = certificates.length;
    for (let place = 0; place < certificates.length; place += 1)
      this.certificates[at + 1 + place] = certificates[place] as number;
    this.certificatesEnd = end;
    return at;
  }
}

/** What the offers of one segment say, each in the row of its place. */
export class Batch {
  readonly count: number;

  constructor(
    private readonly offers: Uint32Array,
    private readonly pieces: readonly OffersPiece[],
    private readonly said: readonly Said[],
    private readonly lists: Uint32Array,
  ) {
    this.count = offers.length;
  }

  private at(row: number, field: number): number {
    const offer = this.offers[row] as number;
    const { numbers } = this.pieces[Math.floor(offer / OFFERS)] as OffersPiece;
    return numbers[(offer % OFFERS) * FIELDS + field] as number;
  }

  /** A number of each row, with room for more rows. */
  numbers(field: number, capacity: number): Uint32Array {
    const found = new Uint32Array(capacity);
    for (let row = 0; row < this.count; row += 1) found[row] = this.at(row, field);
    return found;
  }

  /** Whether a number of some row is not 0. */
  some(field: number): boolean {
    for (let row = 0; row < this.count; row += 1) if (this.at(row, field) !== 0) return true;
    return false;
  }

  /** The rows whose number is not 0, by rising row, and that number. */
  stated(field: number): { readonly rows: Uint32Array; readonly codes: Uint32Array } {
    const rows = new Uint32Array(this.count);
    const codes = new Uint32Array(this.count);
    let count = 0;
    for (let row = 0; row < this.count; row += 1) {
      const code = this.at(row, field);
      rows[count] = row;
      codes[count] = code;
      count += code === 0 ? 0 : 1;
    }
    return { rows: rows.subarray(0, count), codes: codes.subarray(0, count) };
  }

  /** How many contracts each firm has carried to acceptance, NaN where it is not known; undefined where it is of nobody. */
  records(capacity: number): Float64Array | undefined {
    const found = new Float64Array(capacity).fill(NaN, this.count);
    let known = false;
    for (let row = 0; row < this.count; row += 1) {
      const offer = this.offers[row] as number;
      const { doubles } = this.pieces[Math.floor(offer / OFFERS)] as OffersPiece;
      const record = doubles[((offer % OFFERS) * FIELDS) / 2 + RECORD] as number;
      found[row] = record;
      if (record === record) known = true;
    }
    return known ? found : undefined;
  }

  /** The rows of which certificates are told, by rising row, and the code of each list. @param codeOf its first numbers count */
  certificates(codeOf: (list: Uint32Array, length: number) => number): {
    readonly rows: Uint32Array;
    readonly codes: Uint32Array;
  } {
    const { rows, codes: places } = this.stated(CERTIFICATES);
    const codes = new Uint32Array(rows.length);
    let list = new Uint32Array(FIRST);
    for (let at = 0; at < rows.length; at += 1) {
      const place = places[at] as number;
      const length = this.lists[place] as number;
      if (length > list.length) list = new Uint32Array(length * 2);
      for (let number = 0; number < length; number += 1) list[number] = this.lists[place + 1 + number] as number;
      codes[at] = codeOf(list, length);
    }
    return { rows, codes };
  }

  /** Tells what was said of each thing that anything was said of, by rising number. */
  byThing(tell: (thing: number, said: OnOneThing) => void): void {
    const starts = this.startsOfThings();
    const count = starts.at(-1) as number;
    if (SORTED.rows.length < count) {
      const size = count + (count >> 2);
      SORTED.rows = new Uint32Array(size);
      SORTED.forms = new Uint32Array(size);
      SORTED.values = new Float64Array(size);
      SORTED.uppers = new Float64Array(size);
    }
    const { rows, forms, values, uppers } = SORTED;
    const ends = starts.slice();
    for (let row = 0; row < this.count; row += 1) {
      const { codes, figures } = this.said[this.at(row, SAID)] as Said;
      const end = this.at(row, END) * 2;
      for (let at = this.at(row, FROM) * 2; at < end; at += 2) {
        const thing = codes[at] as number;
        const to = ends[thing] as number;
        ends[thing] = to + 1;
        rows[to] = row;
        forms[to] = codes[at + 1] as number;
        values[to] = figures[at] as number;
        uppers[to] = figures[at + 1] as number;
      }
    }
    for (let thing = 1; thing + 1 < starts.length; thing += 1) {
      const [from, to] = [starts[thing] as number, starts[thing + 1] as number];
      if (from === to) continue;
      tell(thing, {
        rows: rows.subarray(from, to),
        forms: forms.subarray(from, to),
        values: values.subarray(from, to),
        uppers: uppers.subarray(from, to),
      });
    }
  }

  /** Where the statements on each thing begin when they lie thing by thing. */
  private startsOfThings(): Uint32Array {
    let starts: Uint32Array = new Uint32Array(FIRST);
    for (let row = 0; row < this.count; row += 1) {
      const { codes } = this.said[this.at(row, SAID)] as Said;
      const end = this.at(row, END) * 2;
      for (let at = this.at(row, FROM) * 2; at < end; at += 2) {
        const next = (codes[at] as number) + 1;
        if (next >= starts.length) starts = grown(starts, next * 2);
        starts[next] = (starts[next] as number) + 1;
      }
    }
    for (let thing = 1; thing < starts.length; thing += 1)
      starts[thing] = (starts[thing] as number) + (starts[thing - 1] as number);
    return starts;
  }
}
