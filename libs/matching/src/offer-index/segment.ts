import type { Domain, Fact, Offer } from '../model';
import { CertificateColumn, type CertificateColumnData } from './certificate-column';
import { wordsFor, type CodedColumn } from './coded-column';
import { FactColumn, type FactColumnData } from './fact-column';
import { LISTS, ListColumn, type ListColumnData, type ListName } from './list-column';
import { CONFIRMED, FIRST_LIST, HANDLE, MODULARITY, type Batch } from './offer-log';
import type { OfferReader } from './offer-reader';
import { grown } from './statements';
import { isReserved, LEAD_DAYS, PRICE, priceKind, type ThingName, type Words } from './words';

const FIRST_ROWS = 32;
/** From which size on columns have bitmaps. The answers do not hang on it; tests have them early. */
export interface Cut {
  /** Segments with fewer rows are looked through row by row. */
  readonly fewestRows: number;
}
export const USUAL_CUT: Cut = { fewestRows: 128 };

/** So few rows are not worth a sweep. */
const FEWEST_DEAD = 16;

const NO_LISTS: ReadonlySet<number> = new Set();

/** A thing by its number and its key in a table of facts. */
export interface StatedThing {
  readonly number: number;
  readonly name: ThingName;
  readonly key: string;
}

/** An offer that is being put together. */
type Held = { -readonly [K in keyof Offer]: Offer[K] };

export interface SegmentData {
  readonly domain: Domain;
  readonly technology: string | undefined;
  readonly rows: number;
  readonly capacity: number;
  readonly indexedAt: number;
  readonly live: Int32Array;
  readonly handles: Uint32Array;
  readonly modularity: Uint32Array;
  readonly record: Float64Array | undefined;
  readonly confirmed: Uint32Array | undefined;
  readonly columns: readonly (readonly [thing: number, data: FactColumnData])[];
  readonly lists: readonly (readonly [name: ListName, data: ListColumnData])[];
  readonly certificates: CertificateColumnData;
}

/**
 * Offers of one domain and one technology, in columns: what they state is mostly the same, and whether a need is compared
 * with them at all is decided once for all of them. The few of several technologies, or none, share a segment.
 */
export class Segment {
  readonly columns = new Map<number, FactColumn>();
  readonly lists = new Map<ListName, ListColumn>();
  certificates: CertificateColumn;
  rows = 0;
  size = 0;
  /** Rows there is room for. */
  capacity = FIRST_ROWS;
  live: Int32Array = new Int32Array(wordsFor(FIRST_ROWS));
  /** The index's own number of the offer in each row. */
  handles: Uint32Array = new Uint32Array(FIRST_ROWS);
  modularity: Uint32Array = new Uint32Array(FIRST_ROWS);
  /** Only where some offer carries them: NaN, and 0, when this one does not. */
  private record: Float64Array | undefined;
  private confirmed: Uint32Array | undefined;
  private free: number[] = [];
  /** Rows that were removed, with what they said still in the columns. */
  private dead: number[] = [];
  /** Rows by the number of their list of technologies, until one comes; those that went do not count in any case. */
  private naming: ReadonlyMap<number, readonly number[]> | undefined;
  /** Rows when the columns were last binned; 0 when they are not. */
  private indexedAt = 0;

  constructor(
    readonly domain: Domain,
    readonly technology: string | undefined,
    private readonly words: Words,
    private readonly cut: Cut,
  ) {
    this.certificates = new CertificateColumn(words);
  }

  get indexed(): boolean {
    return this.indexedAt > 0;
  }

  /** Those of some rows that count. */
  liveAmong(rows: Int32Array): Int32Array {
    return rows.map((word, w) => word & (this.live[w] as number));
  }

  isLive(row: number): boolean {
    return (((this.live[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  /** Writes an offer into a free row and returns it. The row counts only once everything is in it. */
  add(offer: OfferReader, handle: number): number {
    const row = this.free.pop() ?? this.rows++;
    this.naming = undefined;
    if (row >= this.capacity) this.grow(this.capacity * 2);
    this.handles[row] = handle;
    this.modularity[row] = offer.modularity;
    this.putFacts(row, offer);
    if (offer.certificates) this.setCode(this.certificates, row, this.certificates.codeOf(offer.certificates));
    // The technology of the segment goes without saying.
    if (this.technology === undefined) this.putList(row, 0, offer.technologies);
    this.putList(row, 1, offer.honours);
    this.putList(row, 2, offer.services);
    this.putList(row, 3, offer.regions);
    this.putList(row, 4, offer.scenarios);
    if (offer.record !== undefined) {
      this.record ??= new Float64Array(this.capacity).fill(NaN);
      this.record[row] = offer.record;
    }
    if (offer.confirmed !== 0) {
      this.confirmed ??= new Uint32Array(this.capacity);
      this.confirmed[row] = offer.confirmed;
    }
    this.live[row >>> 5] = (this.live[row >>> 5] ?? 0) | (1 << (row & 31));
    this.size += 1;
    return row;
  }

  /** A row that is removed no longer counts; what it said is cleared away with that of others. */
  remove(row: number): void {
    this.live[row >>> 5] = (this.live[row >>> 5] ?? 0) & ~(1 << (row & 31));
    this.dead.push(row);
    this.size -= 1;
    if (this.dead.length > Math.max(FEWEST_DEAD, this.rows >> 5)) this.sweep();
  }

  /** Clears the rows that were removed, column by column, so that they can be used again. */
  private sweep(): void {
    const { dead } = this;
    if (dead.length === 0) return;
    for (const column of [...this.columns.values(), ...this.lists.values(), this.certificates]) column.clearRows(dead);
    for (const row of dead) {
      this.modularity[row] = 0;
      if (this.record) this.record[row] = NaN;
      if (this.confirmed) this.confirmed[row] = 0;
    }
    this.free.push(...dead);
    this.dead = [];
  }

  /** Whether so many rows came since the columns were binned that it is time to do it again. */
  get isDue(): boolean {
    return this.rows >= this.cut.fewestRows && this.rows >= this.indexedAt * 2;
  }

  /** Takes in many offers at once, each in the row that the log gave it. Only for a segment that has none yet. */
  fill(batch: Batch): void {
    const { count } = batch;
    const capacity = roomFor(count);
    this.rows = this.size = count;
    this.capacity = capacity;
    this.live = new Int32Array(wordsFor(capacity)).fill(-1, 0, count >>> 5);
    if (count % 32 !== 0) this.live[count >>> 5] = (1 << (count & 31)) - 1;
    this.handles = batch.numbers(HANDLE, capacity);
    this.modularity = batch.numbers(MODULARITY, capacity);
    if (batch.some(CONFIRMED)) this.confirmed = batch.numbers(CONFIRMED, capacity);
    this.record = batch.records(capacity);
    batch.byThing((thing, said) => this.column(thing).fill(said, capacity, this.modularity));
    LISTS.forEach((name, place) => {
      const { rows, codes } = batch.stated(FIRST_LIST + place);
      if (rows.length === 0) return;
      const column = new ListColumn(this.words.lists);
      this.lists.set(name, column);
      column.fill(rows, codes, capacity);
    });
    this.certificates.fill(batch, capacity);
  }

  /** Bins every column for the rows as they are. */
  index(): void {
    this.sweep();
    this.trim();
    for (const column of this.columns.values()) column.index(this.rows, this.capacity);
    for (const column of this.lists.values()) column.index(this.rows, this.capacity);
    this.certificates.index(this.rows, this.capacity);
    this.indexedAt = this.rows;
  }

  /** Gives back the room that doubling left over, but for a little. */
  private trim(): void {
    const capacity = roomFor(this.rows);
    if (capacity >= this.capacity) return;
    this.capacity = capacity;
    this.live = this.live.slice(0, wordsFor(capacity));
    this.handles = this.handles.slice(0, capacity);
    this.modularity = this.modularity.slice(0, capacity);
    this.record = this.record?.slice(0, capacity);
    this.confirmed = this.confirmed?.slice(0, capacity);
    for (const column of [...this.columns.values(), ...this.lists.values(), this.certificates]) column.trim(capacity);
  }

  /** The offer as it was added, but for what no match looks at: its name and supplier. */
  offer(row: number, id: string): Offer {
    const { words } = this;
    const facts: Fact[] = [];
    for (const [thing, column] of this.columns) {
      const name = words.things.value(thing);
      if (!isReserved(name)) facts.push(...column.statements.facts(column.codeAt(row), name, words));
    }
    return { ...this.held(row, id), facts };
  }

  /** An offer without its facts: how it may be split, what is held, price, days, and what the caller knows of its firm. */
  held(row: number, id = ''): Offer {
    const { words, technology } = this;
    const offer: Held = { id, name: {}, domain: this.domain, facts: [] };
    if (technology !== undefined) offer.technologies = [technology];
    const modularity = this.modularity[row] ?? 0;
    if (modularity !== 0) Object.assign(offer, words.modularities.value(modularity));
    const certificates = this.certificates.codeAt(row);
    if (certificates !== 0) offer.certificates = this.certificates.certificates(certificates);
    for (const [name, column] of this.lists) {
      const code = column.codeAt(row);
      if (code !== 0) offer[name] = words.lists.value(code);
    }
    const price = this.pseudo(row, PRICE);
    if (price !== undefined) offer.price = { amount: price.value as number, ...priceKind(price.unit) };
    const days = this.pseudo(row, LEAD_DAYS);
    if (days !== undefined) offer.leadDays = days.value as number;
    const record = this.record?.[row] ?? NaN;
    if (!Number.isNaN(record)) offer.record = record;
    const confirmed = this.confirmedOf(row);
    if (confirmed !== 0) offer.confirmedOn = words.dates.value(confirmed);
    return offer;
  }

  /** What is known of the firm behind a row. */
  recordOf(row: number): Pick<Offer, 'honours' | 'record'> {
    const honours = this.lists.get('honours')?.codeAt(row) ?? 0;
    const record = this.record?.[row] ?? NaN;
    return {
      ...(honours === 0 ? {} : { honours: this.words.lists.value(honours) }),
      ...(Number.isNaN(record) ? {} : { record }),
    };
  }

  /** Number of the day on which a row was confirmed; 0 when it is not known. */
  confirmedOf(row: number): number {
    return this.confirmed?.[row] ?? 0;
  }

  /** The facts of a row on some things, by their keys. */
  factsOf(row: number, things: readonly StatedThing[]): ReadonlyMap<string, readonly Fact[]> {
    const found = new Map<string, readonly Fact[]>();
    for (const { number, name, key } of things) {
      const column = this.columns.get(number);
      const code = column?.codeAt(row) ?? 0;
      if (column && code !== 0) found.set(key, column.statements.facts(code, name, this.words));
    }
    return found;
  }

  /** The offer with only what is said of some things, and what is held. */
  partial(row: number, things: readonly ThingName[]): Offer {
    const facts = things.flatMap((thing) => {
      const column = this.columns.get(this.words.things.known(thing.metric, thing.parameter));
      return column ? column.statements.facts(column.codeAt(row), thing, this.words) : [];
    });
    return { ...this.held(row), facts };
  }

  get bytes(): number {
    let sum =
      this.certificates.bytes +
      this.live.byteLength +
      this.handles.byteLength +
      this.modularity.byteLength +
      this.free.length * 8;
    sum += (this.record?.byteLength ?? 0) + (this.confirmed?.byteLength ?? 0);
    for (const column of this.columns.values()) sum += column.bytes;
    for (const column of this.lists.values()) sum += column.bytes;
    return sum;
  }

  data(): SegmentData {
    this.sweep();
    return {
      domain: this.domain,
      technology: this.technology,
      rows: this.rows,
      capacity: this.capacity,
      indexedAt: this.indexedAt,
      live: this.live,
      handles: this.handles,
      modularity: this.modularity,
      record: this.record,
      confirmed: this.confirmed,
      columns: [...this.columns].map(([thing, column]) => [thing, column.data()]),
      lists: [...this.lists].map(([name, column]) => [name, column.data()]),
      certificates: this.certificates.data(),
    };
  }

  static restored(data: SegmentData, words: Words, cut: Cut): Segment {
    const segment = new Segment(data.domain, data.technology, words, cut);
    segment.rows = data.rows;
    segment.capacity = data.capacity;
    segment.live = data.live;
    segment.handles = data.handles;
    segment.modularity = data.modularity;
    segment.record = data.record;
    segment.confirmed = data.confirmed;
    for (const [thing, column] of data.columns) {
      const reading = words.readingOf(thing, data.domain);
      segment.columns.set(thing, FactColumn.restored(column, reading, words, data.capacity));
    }
    for (const [name, column] of data.lists)
      segment.lists.set(name, ListColumn.restored(column, words.lists, data.capacity));
    segment.certificates = CertificateColumn.restored(data.certificates, words, data.capacity);
    segment.indexedAt = data.indexedAt;
    for (let row = data.rows - 1; row >= 0; row -= 1) {
      if (segment.isLive(row)) segment.size += 1;
      else segment.free.push(row);
    }
    return segment;
  }

  private putFacts(row: number, offer: OfferReader): void {
    const { said, from, end } = offer;
    for (let at = from; at < end; at += 1) {
      const column = this.column(said.thing(at));
      if (!offer.isRepeated(at))
        this.setCode(column, row, column.statements.add(said.form(at), said.value(at), said.upper(at)));
      // Facts on one thing belong together, in the order in which they were stated.
      else if (offer.isFirst(at)) {
        const modularity = column.reading.split ? (this.modularity[row] as number) : 0;
        this.setCode(column, row, column.statements.addSeveral(offer.allOn(at), modularity));
      }
    }
  }

  private pseudo(row: number, thing: ThingName): Fact | undefined {
    const column = this.columns.get(this.words.things.known(thing.metric, thing.parameter));
    return column?.statements.facts(column.codeAt(row), thing, this.words)[0];
  }

  /** @param place of the list's name in `LISTS` */
  private putList(row: number, place: number, list: readonly string[] | undefined): void {
    if (!list) return;
    const code = this.words.lists.number(list);
    const name = LISTS[place] as ListName;
    let column = this.lists.get(name);
    if (!column) {
      column = new ListColumn(this.words.lists);
      this.lists.set(name, column);
    }
    this.setCode(column, row, code);
  }

  private setCode(column: CodedColumn, row: number, code: number): void {
    column.setCode(row, code, this.capacity);
    // It is no longer said by few and needs bitmaps as the others have them; or most of what it holds nobody says any more.
    if (this.indexed && ((!column.isSparse && column.bitmaps === 0) || column.isDue))
      column.index(this.rows, this.capacity);
  }

  /** Lists of several technologies (or none, said outright) that rows of the segment carry. */
  get technologyLists(): ReadonlySet<number> {
    return this.lists.get('technologies')?.met ?? NO_LISTS;
  }

  /** Rows whose list of technologies is one of these; 0 for those that carry none. */
  rowsNaming(lists: readonly number[]): Int32Array {
    const rows = new Int32Array(wordsFor(this.rows));
    this.naming ??= this.byTechnologies();
    for (const list of lists)
      for (const row of this.naming.get(list) ?? []) rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31));
    return rows;
  }

  private byTechnologies(): ReadonlyMap<number, readonly number[]> {
    const column = this.lists.get('technologies');
    const found = new Map<number, number[]>();
    for (let row = 0; row < this.rows; row += 1) {
      const list = column?.codeAt(row) ?? 0;
      const rows = found.get(list);
      if (rows) rows.push(row);
      else found.set(list, [row]);
    }
    return found;
  }

  private column(thing: number): FactColumn {
    const known = this.columns.get(thing);
    if (known) return known;
    const column = new FactColumn(this.words.readingOf(thing, this.domain), this.words);
    this.columns.set(thing, column);
    return column;
  }

  private grow(capacity: number): void {
    this.capacity = capacity;
    this.live = grown(this.live, wordsFor(capacity));
    this.handles = grown(this.handles, capacity);
    this.modularity = grown(this.modularity, capacity);
    const before = this.record?.length ?? 0;
    if (this.record) this.record = grown(this.record, capacity).fill(NaN, before);
    if (this.confirmed) this.confirmed = grown(this.confirmed, capacity);
    for (const column of this.columns.values()) column.reserve(capacity);
    for (const column of this.lists.values()) column.reserve(capacity);
    this.certificates.reserve(capacity);
  }
}

/** Room for rows, and for a few more. */
const roomFor = (rows: number): number => Math.ceil((rows + (rows >> 4) + 1) / 32) * 32;
