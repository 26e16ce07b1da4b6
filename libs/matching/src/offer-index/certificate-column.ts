import type { Certificate } from '../model';
import { BinnedColumn, rowsOfCodes, type CodedColumnData } from './coded-column';
import type { Batch } from './offer-log';
import { grown } from './statements';
import { Sequences, type SequencesData } from './sequences';
import type { Words } from './words';

export const MOST_BINS = 24;
/** In place of a bin: the code has not been put into one. */
const UNBINNED = 255;
/** In place of a date: the certificate does not end. */
const NEVER_ENDS = 0;

/** What the lists of a bin have in common: their schemes, and between which days the last certificate of each ends. */
interface Bin {
  readonly signature: string;
  readonly ends: Map<number, { first: string; last: string }>;
}

export interface CertificateColumnData {
  readonly coded: CodedColumnData;
  readonly lists: SequencesData<Uint32Array>;
  readonly binOf: Uint8Array;
  /** Bins but the last, which holds all others: schemes by number with the first and the last day. */
  readonly bins: readonly (readonly (readonly [scheme: number, first: string, last: string])[])[];
}

/** After every day: of a certificate that does not end. */
const AFTER_ALL = '\uffff';

/**
 * Which certificates each row holds. Almost every list is a different one, since each ends on a day of its own; so bins
 * hold lists of the same schemes, with the days between which the last of each scheme ends.
 */
export class CertificateColumn extends BinnedColumn {
  private lists: Sequences<Uint32Array>;
  private parts: Bin[] = [];
  private readonly bySignature = new Map<string, number>();
  /** The bin of each code. */
  private binOf: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly texts: Words,
    lists = new Sequences<Uint32Array>(new Uint32Array(16)),
  ) {
    super();
    this.lists = lists;
  }

  static restored(data: CertificateColumnData, words: Words, capacity: number): CertificateColumn {
    const column = new CertificateColumn(words, Sequences.from(data.lists));
    column.load(data.coded, capacity);
    column.binOf = data.binOf;
    for (const of of data.bins) {
      const ends = new Map(of.map(([scheme, first, last]) => [scheme, { first, last }]));
      column.open([...ends.keys()].join(' '), ends);
    }
    return column;
  }

  data(): CertificateColumnData {
    return {
      coded: this.codedData(),
      lists: this.lists.data(),
      binOf: this.binOf,
      bins: this.parts.map(({ ends }) => [...ends].map(([scheme, { first, last }]) => [scheme, first, last] as const)),
    };
  }

  get bytes(): number {
    return this.codedBytes + this.lists.byteLength + this.binOf.byteLength + this.parts.length * 200;
  }

  codeOf(certificates: readonly Certificate[]): number {
    return this.lists.add(asNumbers(certificates, this.texts));
  }

  certificates(code: number): readonly Certificate[] {
    const { schemes, dates } = this.texts;
    const found: Certificate[] = [];
    for (let at = this.lists.start(code); at < this.lists.end(code); at += 2) {
      const date = this.lists.at(at + 1);
      const scheme = schemes.value(this.lists.at(at));
      found.push(date === NEVER_ENDS ? { scheme } : { scheme, validUntil: dates.value(date) });
    }
    return found;
  }

  /** Whether a list holds a scheme that has not ended before a day. @param stands what was found of each date before */
  holds(code: number, scheme: number, day: string, stands: (boolean | undefined)[]): boolean {
    const { lists } = this;
    const end = lists.end(code);
    for (let at = lists.start(code); at < end; at += 2) {
      if (lists.at(at) !== scheme) continue;
      const date = lists.at(at + 1);
      if (stands[date] ?? (stands[date] = this.endOf(date) >= day)) return true;
    }
    return false;
  }

  /** The same for all rows of a bin: undefined where they differ. */
  binHolds(bin: number, scheme: number, day: string): boolean | undefined {
    const part = this.parts[bin];
    if (!part) return undefined;
    const ends = part.ends.get(scheme);
    if (!ends || ends.last < day) return false;
    return ends.first >= day ? true : undefined;
  }

  /** Puts in what many rows hold, into a column that nothing has been said of yet. */
  fill(batch: Batch, capacity: number): void {
    const { rows, codes } = batch.certificates((list, length) => this.lists.add(list, length));
    if (rows.length > 0) this.setCodes(rows, codes, capacity);
  }

  index(rows: number, capacity: number): void {
    if (this.isSparse) return;
    const stated = this.stated(rows);
    const rowsOf = rowsOfCodes(stated);
    const bins = this.arrange(rowsOf);
    for (const code of rowsOf.keys()) if (this.binOf[code] === UNBINNED) this.binOf[code] = bins - 1;
    this.layOut(stated, capacity, bins, this.binOf);
  }

  /** Decides the bins anew, and gives how many there are. */
  private arrange(rowsOf: ReadonlyMap<number, number>): number {
    const groups = new Map<string, { codes: { code: number; end: string }[]; rows: number }>();
    let stated = 0;
    for (const [code, rows] of rowsOf) {
      const ends = this.lastEnds(code);
      const signature = signatureOf(ends);
      const end = [...ends.values()].reduce((first, one) => (one < first ? one : first), AFTER_ALL);
      const group = groups.get(signature) ?? { codes: [], rows: 0 };
      group.codes.push({ code, end });
      group.rows += rows;
      groups.set(signature, group);
      stated += rows;
    }
    this.parts = [];
    this.bySignature.clear();
    this.binOf = new Uint8Array(this.lists.count).fill(UNBINNED);
    const share = stated / (MOST_BINS - 4);
    const common = [...groups].sort(([a, x], [b, y]) => y.rows - x.rows || (a < b ? -1 : 1));
    for (const [signature, { codes, rows: all }] of common) {
      if (this.parts.length >= MOST_BINS - 1) break;
      // Within the same schemes by the day on which the first of them ends.
      codes.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : a.code - b.code));
      const each = all / Math.max(1, Math.round(all / share));
      let rows = 0;
      this.open(signature, new Map());
      for (const { code } of codes) {
        if (rows >= each && this.parts.length < MOST_BINS - 1) {
          this.open(signature, new Map());
          rows = 0;
        }
        this.binOf[code] = this.parts.length - 1;
        this.extend(this.parts.length - 1, code);
        rows += rowsOf.get(code) ?? 0;
      }
    }
    return this.parts.length + 1;
  }

  protected bin(code: number): number {
    const laidOut = code < this.binOf.length ? (this.binOf[code] as number) : UNBINNED;
    if (laidOut !== UNBINNED) return laidOut;
    const bin = this.bySignature.get(signatureOf(this.lastEnds(code))) ?? this.parts.length;
    if (bin < this.parts.length) this.extend(bin, code);
    if (code >= this.binOf.length) {
      const before = this.binOf.length;
      this.binOf = grown(this.binOf, code + (code >> 2) + 4).fill(UNBINNED, before);
    }
    this.binOf[code] = bin;
    return bin;
  }

  private extend(bin: number, code: number): void {
    const { ends } = this.parts[bin] as Bin;
    for (const [scheme, last] of this.lastEnds(code)) {
      const known = ends.get(scheme);
      if (!known) ends.set(scheme, { first: last, last });
      else {
        if (last < known.first) known.first = last;
        if (last > known.last) known.last = last;
      }
    }
  }

  private open(signature: string, ends: Bin['ends']): void {
    this.bySignature.set(signature, this.parts.length);
    this.parts.push({ signature, ends });
  }

  /** The last day on which each scheme of a list holds. */
  private lastEnds(code: number): ReadonlyMap<number, string> {
    const ends = new Map<number, string>();
    for (let at = this.lists.start(code); at < this.lists.end(code); at += 2) {
      const scheme = this.lists.at(at);
      const end = this.endOf(this.lists.at(at + 1));
      if (end > (ends.get(scheme) ?? '')) ends.set(scheme, end);
      else if (!ends.has(scheme)) ends.set(scheme, end);
    }
    return ends;
  }

  private endOf(date: number): string {
    return date === NEVER_ENDS ? AFTER_ALL : this.texts.dates.value(date);
  }
}

/** Certificates as two numbers each: the scheme, and the day on which it ends. */
export function asNumbers(certificates: readonly Certificate[], { schemes, dates }: Words): readonly number[] {
  const list: number[] = [];
  for (const { scheme, validUntil } of certificates)
    list.push(schemes.number(scheme), validUntil === undefined ? NEVER_ENDS : dates.number(validUntil));
  return list;
}

const signatureOf = (ends: ReadonlyMap<number, string>): string => [...ends.keys()].sort((a, b) => a - b).join(' ');
