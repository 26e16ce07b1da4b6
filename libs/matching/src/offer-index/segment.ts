import { isEmpty } from '../conditions';
import { thingKey } from '../duty';
import type { Certificate, Domain, Fact, Money, Offer } from '../model';
import { Column } from './column';
import { Interned } from './intern';

export interface ThingName {
  readonly metric: string;
  readonly parameter?: string;
}

/** What is held, as far as the format lets it be unsaid. */
type Held<T> = readonly T[] | undefined;

/** The texts that an index holds once and names by number. */
export class Words {
  readonly things = new Interned<ThingName>(({ metric, parameter }) => thingKey(metric, parameter));
  readonly units = new Interned<string>((unit) => unit);
  readonly conditions = new Interned<string>((text) => text);
  readonly certificates = new Interned<readonly Certificate[]>((list) => JSON.stringify(list));
  readonly codes = new Interned<readonly string[]>((list) => JSON.stringify(list));
  readonly days = new Interned<string>((day) => day);
  /** Currency and what the price is for. */
  readonly prices = new Interned<{ readonly currency: string; readonly per?: string }>(
    ({ currency, per }) => `${currency} ${per ?? ''}`,
  );
}

const FIRST_ROWS = 16;
const MODULAR_SAID = 1;
const MODULAR = 2;
const LIVE = 4;

/**
 * Offers of one domain with the same technologies, in columns. What a need compares with is decided once for all of
 * them, and what they state is mostly the same.
 */
export class Segment {
  readonly columns = new Map<number, Column>();
  rows = 0;
  live = 0;
  readonly ids: string[] = [];
  private capacity = FIRST_ROWS;
  private readonly free: number[] = [];
  flags = new Uint8Array(FIRST_ROWS);
  maxUnits = new Float64Array(FIRST_ROWS);
  price = new Float64Array(FIRST_ROWS);
  priceKind = new Uint16Array(FIRST_ROWS);
  leadDays = new Float64Array(FIRST_ROWS);
  certificates = new Uint32Array(FIRST_ROWS);
  honours = new Uint32Array(FIRST_ROWS);
  services = new Uint32Array(FIRST_ROWS);
  regions = new Uint32Array(FIRST_ROWS);
  scenarios = new Uint32Array(FIRST_ROWS);
  record = new Float64Array(FIRST_ROWS);
  confirmedOn = new Uint32Array(FIRST_ROWS);

  constructor(
    readonly domain: Domain,
    readonly technologies: Held<string>,
    private readonly words: Words,
  ) {}

  isLive(row: number): boolean {
    return ((this.flags[row] ?? 0) & LIVE) !== 0;
  }

  isModular(row: number): boolean {
    return ((this.flags[row] ?? 0) & MODULAR) !== 0;
  }

  /** Writes an offer into a free row and returns it. The row counts only once everything is in it. */
  add(offer: Offer): number {
    const row = this.free.pop() ?? this.rows++;
    if (row >= this.capacity) this.grow(Math.max(this.capacity * 2, row + 1));
    const { words } = this;
    this.ids[row] = offer.id;
    for (const [key, facts] of byThing(offer.facts)) {
      const [first] = facts as readonly [Fact, ...Fact[]];
      const thing = words.things.number(key);
      const column = this.column(thing);
      const condition = isEmpty(first.condition) ? 0 : words.conditions.number(first.condition as string);
      column.put(row, facts, words.units.number(first.unit), condition);
    }
    this.maxUnits[row] = offer.maxUnits ?? NaN;
    this.price[row] = offer.price?.amount ?? 0;
    this.priceKind[row] = offer.price ? words.prices.number(kindOf(offer.price)) : 0;
    this.leadDays[row] = offer.leadDays ?? NaN;
    this.certificates[row] = offer.certificates ? words.certificates.number(offer.certificates) : 0;
    this.honours[row] = offer.honours ? words.codes.number(offer.honours) : 0;
    this.services[row] = offer.services ? words.codes.number(offer.services) : 0;
    this.regions[row] = offer.regions ? words.codes.number(offer.regions) : 0;
    this.scenarios[row] = offer.scenarios ? words.codes.number(offer.scenarios) : 0;
    this.record[row] = offer.record ?? NaN;
    this.confirmedOn[row] = offer.confirmedOn === undefined ? 0 : words.days.number(offer.confirmedOn);
    const modular = (offer.modular === undefined ? 0 : MODULAR_SAID) | (offer.modular ? MODULAR : 0);
    this.flags[row] = modular | LIVE;
    this.live += 1;
    return row;
  }

  remove(row: number): void {
    this.flags[row] = 0;
    for (const column of this.columns.values()) column.clear(row);
    this.ids[row] = '';
    this.free.push(row);
    this.live -= 1;
  }

  /** The offer as it was added, but for what no match looks at: its name and supplier. */
  offer(row: number): Offer {
    const { words } = this;
    const flags = this.flags[row] ?? 0;
    const lead = this.leadDays[row] ?? NaN;
    const most = this.maxUnits[row] ?? NaN;
    const list = (number: number | undefined) => (number ? words.codes.value(number) : undefined);
    const certificates = this.certificates[row] ? words.certificates.value(this.certificates[row] ?? 0) : undefined;
    const [honours, services, regions] = [list(this.honours[row]), list(this.services[row]), list(this.regions[row])];
    const kind = this.priceKind[row] ?? 0;
    return {
      id: this.ids[row] ?? '',
      name: {},
      domain: this.domain,
      ...(this.technologies ? { technologies: this.technologies } : {}),
      facts: [...this.columns].flatMap(([thing, column]) => this.facts(column, thing, row)),
      ...(flags & MODULAR_SAID ? { modular: (flags & MODULAR) !== 0 } : {}),
      ...(Number.isNaN(most) ? {} : { maxUnits: most }),
      ...(certificates ? { certificates } : {}),
      ...(honours ? { honours } : {}),
      ...(services ? { services } : {}),
      ...(regions ? { regions } : {}),
      ...(kind ? { price: { amount: this.price[row] ?? 0, ...words.prices.value(kind) } } : {}),
      ...(Number.isNaN(lead) ? {} : { leadDays: lead }),
      ...this.known(row),
    };
  }

  /** Scenarios, the firm's record and the day of confirmation. */
  private known(row: number): Pick<Offer, 'scenarios' | 'record' | 'confirmedOn'> {
    const { words } = this;
    const [scenarios, day] = [this.scenarios[row] ?? 0, this.confirmedOn[row] ?? 0];
    const record = this.record[row] ?? NaN;
    return {
      ...(scenarios ? { scenarios: words.codes.value(scenarios) } : {}),
      ...(Number.isNaN(record) ? {} : { record }),
      ...(day ? { confirmedOn: words.days.value(day) } : {}),
    };
  }

  /** As much of the offer as the score reads of it beside its demands: with the facts of these things alone. */
  traitsOf(row: number, things: readonly number[]): Offer {
    const honours = this.honours[row] ?? 0;
    return {
      ...this.heldOf(row),
      facts: things.flatMap((thing) => {
        const column = this.columns.get(thing);
        return column ? this.facts(column, thing, row) : [];
      }),
      ...(honours ? { honours: this.words.codes.value(honours) } : {}),
      ...this.known(row),
    };
  }

  /** As much of the offer as prices and days are judged by. */
  heldOf(row: number): Offer {
    const kind = this.priceKind[row] ?? 0;
    const lead = this.leadDays[row] ?? NaN;
    return {
      id: '',
      name: {},
      domain: this.domain,
      facts: [],
      modular: this.isModular(row),
      ...(kind ? { price: { amount: this.price[row] ?? 0, ...this.words.prices.value(kind) } } : {}),
      ...(Number.isNaN(lead) ? {} : { leadDays: lead }),
    };
  }

  facts(column: Column, thing: number, row: number): readonly Fact[] {
    const { words } = this;
    return column.facts(
      row,
      words.things.value(thing),
      (unit) => words.units.value(unit),
      (condition) => words.conditions.value(condition),
    );
  }

  private column(thing: number): Column {
    const known = this.columns.get(thing);
    if (known) return known;
    const column = new Column();
    column.reserve(this.capacity);
    this.columns.set(thing, column);
    return column;
  }

  private grow(capacity: number): void {
    const wider = <A extends Float64Array | Uint8Array | Uint16Array | Uint32Array>(array: A, empty: A): A => {
      empty.set(array);
      return empty;
    };
    this.capacity = capacity;
    this.flags = wider(this.flags, new Uint8Array(capacity));
    this.maxUnits = wider(this.maxUnits, new Float64Array(capacity));
    this.price = wider(this.price, new Float64Array(capacity));
    this.priceKind = wider(this.priceKind, new Uint16Array(capacity));
    this.leadDays = wider(this.leadDays, new Float64Array(capacity));
    this.certificates = wider(this.certificates, new Uint32Array(capacity));
    this.honours = wider(this.honours, new Uint32Array(capacity));
    this.services = wider(this.services, new Uint32Array(capacity));
    this.regions = wider(this.regions, new Uint32Array(capacity));
    this.scenarios = wider(this.scenarios, new Uint32Array(capacity));
    this.record = wider(this.record, new Float64Array(capacity));
    this.confirmedOn = wider(this.confirmedOn, new Uint32Array(capacity));
    for (const column of this.columns.values()) column.reserve(capacity);
  }
}

const kindOf = ({ currency, per }: Money) => ({ currency, ...(per === undefined ? {} : { per }) });

/** Facts on one thing together, in the order in which they were stated. */
function byThing(facts: readonly Fact[]): readonly (readonly [ThingName, readonly Fact[]])[] {
  const found = new Map<string, [ThingName, Fact[]]>();
  for (const fact of facts) {
    const { metric, parameter } = fact;
    const key = thingKey(metric, parameter);
    const known = found.get(key);
    if (known) known[1].push(fact);
    else found.set(key, [parameter === undefined ? { metric } : { metric, parameter }, [fact]]);
  }
  return [...found.values()];
}
