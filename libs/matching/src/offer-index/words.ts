import { comparisonOf } from '../conditions';
import { tonneIsCubicMetre } from '../duty';
import type { Domain } from '../model';
import { isRating } from '../stated';
import { factorBetween, KNOWN_UNITS } from '../units';
import { CodeLists } from './code-lists';
import type { Reading } from './fact-ends';
import { Forms } from './forms';
import { Interned } from './intern';

export interface ThingName {
  readonly metric: string;
  readonly parameter?: string;
}

/** How many units an offer may be split into, as it was said. */
interface Modularity {
  readonly modular?: boolean;
  readonly maxUnits?: number;
}

/** Before a name that no metric has: columns of what is not a fact (price, delivery time). */
const RESERVED = '\u0001';

/** A delivery time is kept like a fact: so many days. */
export const LEAD_DAYS: ThingName = { metric: `${RESERVED}leadDays` };
/** So is a price: an amount in a "unit" made of the currency and what it is for. */
export const PRICE: ThingName = { metric: `${RESERVED}price` };

export const isReserved = (thing: ThingName): boolean => thing.metric.startsWith(RESERVED);

const QUANTITIES: ReadonlyMap<string, { readonly family: number; readonly scale: number }> = (() => {
  const numbers = new Map<string, number>();
  return new Map(
    KNOWN_UNITS.map(({ unit, quantity, factor }) => {
      const family = numbers.get(quantity) ?? numbers.size + 1;
      numbers.set(quantity, family);
      return [unit, { family, scale: factor }];
    }),
  );
})();
const familyOfQuantity = (unit: string): number => QUANTITIES.get(unit)?.family ?? 0;
const VOLUME_FLOW = familyOfQuantity('m3/d');
const MASS_FLOW = familyOfQuantity('t/d');
/** Opaque units are families of their own, from here. */
const FIRST_OPAQUE = 1000;

/** A family of units that convert, and how many of its first unit this one is. */
export interface Measure {
  readonly family: number;
  readonly scale: number;
}

export interface WordsData {
  readonly things: readonly ThingName[];
  readonly units: readonly string[];
  readonly conditions: readonly string[];
  readonly schemes: readonly string[];
  readonly dates: readonly string[];
  readonly modularities: readonly Modularity[];
}

/** What facts are about, by number. */
export class Things {
  private readonly byMetric = new Map<string, { own: number; readonly byParameter: Map<string, number> }>();
  private readonly values: ThingName[] = [{ metric: '' }];

  number(metric: string, parameter?: string): number {
    let of = this.byMetric.get(metric);
    if (!of) this.byMetric.set(metric, (of = { own: 0, byParameter: new Map() }));
    const known = parameter === undefined ? of.own : of.byParameter.get(parameter);
    if (known) return known;
    const next = this.values.length;
    this.values.push(parameter === undefined ? { metric } : { metric, parameter });
    if (parameter === undefined) of.own = next;
    else of.byParameter.set(parameter, next);
    return next;
  }

  /** The number of what was met before; 0 of what was not. */
  known(metric: string, parameter?: string): number {
    const of = this.byMetric.get(metric);
    return (parameter === undefined ? of?.own : of?.byParameter.get(parameter)) ?? 0;
  }

  value(number: number): ThingName {
    const value = number === 0 ? undefined : this.values[number];
    if (!value) throw new Error(`nothing was given the number ${number}`);
    return value;
  }

  /** All in the order of their numbers, from 1. */
  get all(): readonly ThingName[] {
    return this.values.slice(1);
  }
}

/** Factors from every unit into one, worked out when first asked for; NaN where units do not convert. */
export class Factors {
  private readonly factors: number[] = [];

  constructor(
    private readonly words: Pick<Words, 'units'>,
    private readonly to: string,
    private readonly tonne: boolean,
  ) {}

  of(unit: number): number {
    const known = this.factors[unit];
    if (known !== undefined) return known;
    const factor = factorBetween(this.words.units.value(unit), this.to, this.tonne) ?? NaN;
    this.factors[unit] = factor;
    return factor;
  }
}

/** The texts and lists that an index holds once and names by number. Number 0 is "none". */
export class Words {
  readonly things = new Things();
  readonly units = new Interned<string>((unit) => unit);
  readonly conditions = new Interned<string>((text) => text);
  readonly schemes = new Interned<string>((scheme) => scheme);
  readonly dates = new Interned<string>((date) => date);
  lists = new CodeLists();
  forms = new Forms();
  readonly modularities = new Interned<Modularity>(
    ({ modular, maxUnits }) => `${modular === undefined ? '' : String(modular)} ${maxUnits ?? ''}`,
  );

  /** The number of what was said of how an offer may be split. */
  modularity(modular: boolean | undefined, maxUnits: number | undefined): number {
    const of = this.modularityNumbers.get(modular) ?? new Map<number | undefined, number>();
    this.modularityNumbers.set(modular, of);
    const known = of.get(maxUnits);
    if (known !== undefined) return known;
    const number = this.modularities.number({
      ...(modular === undefined ? {} : { modular }),
      ...(maxUnits === undefined ? {} : { maxUnits }),
    });
    of.set(maxUnits, number);
    return number;
  }

  private readonly modularityNumbers = new Map<boolean | undefined, Map<number | undefined, number>>();

  /** The number of the "unit" of a price. */
  priceUnit(currency: string, per: string | undefined): number {
    const of = this.priceUnits.get(currency) ?? new Map<string | undefined, number>();
    this.priceUnits.set(currency, of);
    const known = of.get(per);
    if (known !== undefined) return known;
    const number = this.units.number(priceUnit(currency, per));
    of.set(per, number);
    return number;
  }

  private readonly priceUnits = new Map<string, Map<string | undefined, number>>();

  data(): WordsData {
    return {
      things: this.things.all,
      units: this.units.all,
      conditions: this.conditions.all,
      schemes: this.schemes.all,
      dates: this.dates.all,
      modularities: this.modularities.all,
    };
  }

  static from(data: WordsData): Words {
    const words = new Words();
    for (const { metric, parameter } of data.things) words.things.number(metric, parameter);
    words.units.restore(data.units);
    words.conditions.restore(data.conditions);
    words.schemes.restore(data.schemes);
    words.dates.restore(data.dates);
    words.modularities.restore(data.modularities);
    return words;
  }

  /** How what is said of a thing is read in a domain: one for all columns. */
  readingOf(thing: number, domain: Domain): Reading {
    let of = this.readings.get(domain);
    if (!of) this.readings.set(domain, (of = []));
    return (of[thing] ??= readingOf(this.things.value(thing), domain));
  }

  private readonly readings = new Map<Domain, Reading[]>();

  /** Whether a condition compares nothing, whatever counts as a parameter: then no duty decides it. */
  isNote(condition: number): boolean {
    return (this.notes[condition] ??= comparisonOf(this.conditions.value(condition), () => true) === undefined);
  }

  private readonly notes: boolean[] = [];

  /** Units of one family convert into each other by their scales; a tonne of water counts as a cubic metre where said. */
  familyOf(unit: number, tonneIsCubicMetre: boolean): number {
    const family = this.families[unit] ?? this.met(unit);
    return tonneIsCubicMetre && family === MASS_FLOW ? VOLUME_FLOW : family;
  }

  /** How many of its family's first unit one of this unit is. */
  scaleOf(unit: number): number {
    if (this.families[unit] === undefined) this.met(unit);
    return this.scales[unit] as number;
  }

  private readonly families: number[] = [];
  private readonly scales: number[] = [];

  private met(unit: number): number {
    const known = QUANTITIES.get(this.units.value(unit));
    this.scales[unit] = known?.scale ?? 1;
    return (this.families[unit] = known?.family ?? FIRST_OPAQUE + unit);
  }

  /** Factors into a unit; those into units that everybody knows are kept for all needs. */
  factorsInto(unit: string, tonneIsCubicMetre = false): Factors {
    if (!QUANTITIES.has(unit)) return new Factors(this, unit, tonneIsCubicMetre);
    const kept = tonneIsCubicMetre ? this.factorsByTonne : this.factors;
    let known = kept.get(unit);
    if (!known) kept.set(unit, (known = new Factors(this, unit, tonneIsCubicMetre)));
    return known;
  }

  private readonly factors = new Map<string, Factors>();
  private readonly factorsByTonne = new Map<string, Factors>();

  /** The same for a unit that a need names; no family at all when the index never met it. */
  measureOf(unit: string, tonneIsCubicMetre = false): Measure {
    const known = QUANTITIES.get(unit);
    if (!known) return { family: FIRST_OPAQUE + (this.units.known(unit) || -FIRST_OPAQUE - 1), scale: 1 };
    const family = tonneIsCubicMetre && known.family === MASS_FLOW ? VOLUME_FLOW : known.family;
    return { family, scale: known.scale };
  }
}

/** The number of the unit of a family that holds one unit alone, as the kinds of prices do. */
export const familyUnit = (family: number): number => family - FIRST_OPAQUE;

/** The "unit" of a price; currencies and flow units hold no line break. */
const priceUnit = (currency: string, per: string | undefined): string =>
  `${RESERVED}${currency}${per === undefined ? '' : `\n${per}`}`;

export function priceKind(unit: string): { readonly currency: string; readonly per?: string } {
  const [currency = '', ...per] = unit.slice(RESERVED.length).split('\n');
  return per.length === 0 ? { currency } : { currency, per: per.join('\n') };
}

function readingOf({ metric, parameter }: ThingName, domain: Domain): Reading {
  return {
    envelope: metric === 'capacity' || metric === 'inlet' || metric === 'operating_temp',
    rating: isRating(metric, parameter),
    tonneIsCubicMetre: tonneIsCubicMetre(domain, metric),
    ...(metric === 'capacity' && parameter === undefined ? { split: 'CAPACITY' } : {}),
    ...(metric === PRICE.metric ? { split: 'PRICE' } : {}),
  };
}
