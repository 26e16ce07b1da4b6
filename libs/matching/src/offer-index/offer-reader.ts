import type { Certificate, Domain, Fact, Money, Offer, Op } from '../model';
import { figureForm, formOf, type Stated } from './statements';
import { LEAD_DAYS, PRICE, type Words } from './words';

const FIRST = 64;
/** A price and a number of days. */
const BESIDE_FACTS = 2;

/**
 * What one offer says, as the columns keep it: its facts as numbers of their things and forms with their figures, and the
 * rest in fields of its own. One is used for all, each written over by the next.
 *
 * Every combination of what offers leave out is a shape of its own, of which there are thousands. To look for a field by its
 * name in an object of any of them is a search; to go through the fields that are there is not, and takes a tenth of it.
 */
export class OfferReader {
  id = '';
  domain: Domain = 'x';
  technologies: readonly string[] | undefined;
  honours: readonly string[] | undefined;
  services: readonly string[] | undefined;
  regions: readonly string[] | undefined;
  scenarios: readonly string[] | undefined;
  certificates: readonly Certificate[] | undefined;
  /** Number of the day on which it was confirmed; 0 when it was not said. */
  confirmed = 0;
  record: number | undefined;
  /** Number of how the offer may be split; 0 when nothing was said of it. */
  modularity = 0;

  /** Where its statements lie: facts, price and days, one after the other. */
  said = new Said(FIRST);
  from = 0;
  end = 0;

  /** By thing, the unit in which it was last spoken of, and its number. */
  private readonly unitOf: string[] = [''];
  private readonly unitNumberOf: number[] = [0];

  /** @param piece room for so many statements is made at once; one offer may have more */
  constructor(
    private readonly words: Words,
    private readonly piece = FIRST,
  ) {}

  /** The statements read last are kept where they are: the next are written behind them, or to a piece of their own. */
  keep(): void {
    this.from = this.end;
  }

  /** Whether the thing at a place is spoken of at another too. */
  isRepeated(place: number): boolean {
    const { said, from, end } = this;
    const thing = said.thing(place);
    for (let at = from; at < end; at += 1) if (said.thing(at) === thing && at !== place) return true;
    return false;
  }

  /** Whether nothing was said before of the thing at a place. */
  isFirst(place: number): boolean {
    const { said, from } = this;
    const thing = said.thing(place);
    for (let at = from; at < place; at += 1) if (said.thing(at) === thing) return false;
    return true;
  }

  /** Everything that is said of the thing at a place, in the order in which it was said. */
  allOn(place: number): readonly Stated[] {
    const { said, from, end } = this;
    const all: Stated[] = [];
    for (let at = from; at < end; at += 1)
      if (said.thing(at) === said.thing(place))
        all.push({ form: said.form(at), value: said.value(at), upper: said.upper(at) });
    return all;
  }

  read(offer: Offer): void {
    let facts: readonly Fact[] = [];
    let price: Money | undefined;
    let leadDays: number | undefined;
    let confirmedOn: string | undefined;
    let modular: boolean | undefined;
    let maxUnits: number | undefined;
    this.technologies = undefined;
    this.honours = undefined;
    this.services = undefined;
    this.regions = undefined;
    this.scenarios = undefined;
    this.certificates = undefined;
    this.record = undefined;
    for (const field in offer) {
      const said: unknown = offer[field as keyof Offer];
      switch (field) {
        case 'id':
          this.id = said as string;
          break;
        case 'domain':
          this.domain = said as Domain;
          break;
        case 'facts':
          facts = said as readonly Fact[];
          break;
        case 'technologies':
          this.technologies = said as readonly string[] | undefined;
          break;
        case 'honours':
          this.honours = said as readonly string[] | undefined;
          break;
        case 'services':
          this.services = said as readonly string[] | undefined;
          break;
        case 'regions':
          this.regions = said as readonly string[] | undefined;
          break;
        case 'scenarios':
          this.scenarios = said as readonly string[] | undefined;
          break;
        case 'certificates':
          this.certificates = said as readonly Certificate[] | undefined;
          break;
        case 'price':
          price = said as Money | undefined;
          break;
        case 'leadDays':
          leadDays = said as number | undefined;
          break;
        case 'record':
          this.record = said as number | undefined;
          break;
        case 'confirmedOn':
          confirmedOn = said as string | undefined;
          break;
        case 'modular':
          modular = said as boolean | undefined;
          break;
        case 'maxUnits':
          maxUnits = said as number | undefined;
      }
    }
    const { words } = this;
    this.confirmed = confirmedOn === undefined ? 0 : words.dates.number(confirmedOn);
    const modularity = modular === undefined && maxUnits === undefined ? 0 : words.modularity(modular, maxUnits);
    this.modularity = modularity;
    this.makeRoom(facts.length + BESIDE_FACTS);
    for (let at = 0; at < facts.length; at += 1) this.readFact(facts[at] as Fact, modularity);
    if (price) {
      const form = figureForm(words.forms, words.priceUnit(price.currency, price.per), modularity);
      this.push(words.things.number(PRICE.metric), form, price.amount, 0);
    }
    if (leadDays !== undefined) {
      const form = figureForm(words.forms, words.units.number('d'), 0);
      this.push(words.things.number(LEAD_DAYS.metric), form, leadDays, 0);
    }
  }

  private readFact(fact: Fact, modularity: number): void {
    const { words } = this;
    let metric = '';
    let parameter: string | undefined;
    let op: Op = '=';
    let value: number | undefined;
    let valueMax: number | undefined;
    let unit = '';
    let condition: string | null | undefined;
    let basis: Fact['basis'];
    for (const field in fact) {
      const said: unknown = fact[field as keyof Fact];
      switch (field) {
        case 'metric':
          metric = said as string;
          break;
        case 'parameter':
          parameter = said as string | undefined;
          break;
        case 'op':
          op = said as Op;
          break;
        case 'value':
          value = said as number | undefined;
          break;
        case 'valueMax':
          valueMax = said as number | undefined;
          break;
        case 'unit':
          unit = said as string;
          break;
        case 'condition':
          condition = said as string | null | undefined;
          break;
        case 'basis':
          basis = said as Fact['basis'];
      }
    }
    const thing = words.things.number(metric, parameter);
    // Offers that speak of the same thing mostly do so in the same unit.
    if (this.unitOf[thing] !== unit) {
      this.unitOf[thing] = unit;
      this.unitNumberOf[thing] = words.units.number(unit);
    }
    const split = metric === 'capacity' && parameter === undefined ? modularity : 0;
    const form = formOf(op, value !== undefined, basis, this.unitNumberOf[thing] as number, condition, words, split);
    this.push(thing, form, value ?? 0, op === 'range' ? (valueMax ?? value ?? 0) : 0);
  }

  /** Makes room for so many statements; those that are kept stay where they are. */
  private makeRoom(count: number): void {
    if (this.from + count > this.said.size) {
      this.said = new Said(Math.max(count, this.piece));
      this.from = 0;
    }
    this.end = this.from;
  }

  private push(thing: number, form: number, value: number, upper: number): void {
    const at = this.end * 2;
    const { codes, figures } = this.said;
    codes[at] = thing;
    codes[at + 1] = form;
    figures[at] = value;
    figures[at + 1] = upper;
    this.end += 1;
  }
}

/** Statements one after the other. What belongs to one lies together, since it is written and read together. */
export class Said {
  /** Of each its thing and its form. */
  readonly codes: Uint32Array;
  /** Of each its figure and the upper end of a range. */
  readonly figures: Float64Array;

  constructor(readonly size: number) {
    this.codes = new Uint32Array(size * 2);
    this.figures = new Float64Array(size * 2);
  }

  thing(at: number): number {
    return this.codes[at * 2] as number;
  }

  form(at: number): number {
    return this.codes[at * 2 + 1] as number;
  }

  value(at: number): number {
    return this.figures[at * 2] as number;
  }

  upper(at: number): number {
    return this.figures[at * 2 + 1] as number;
  }
}
