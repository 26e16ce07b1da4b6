import { accepted, refused, toMajor, type MinorMoney, type Outcome, type Refusal } from '@huanpei/domain';
import { factorBetween, KNOWN_UNITS, quantityOf, type Basis, type Domain } from '@huanpei/matching';
import { catalogues, heldThings, parameters, regions, taxonomy, units } from '@huanpei/reference';
import type { Facet, FacetFilter, FigureFilter, SearchKind, SearchOrder, SearchRequest } from '../ports/search-index';
import { tooMany } from '../text-faults';
import { regionToChoose } from './facets';
import { ENERGY_METRICS, figureKey, keptFigure, type FigureSubject } from './figures';

interface Kept {
  /** Keeps what does not state it beside what does. */
  readonly orNotStated?: boolean;
}

/** What a buyer asks of the figures, in the units of the field. */
export interface AskedFigures {
  /** Equipment whose stated capacity covers the flow; modules count together. */
  readonly capacityForFlow?: Kept & { readonly value: number; readonly unit: string };
  /** `parameter` is a code or what people write (`CODCr`). */
  readonly outletAtMost?: readonly (Kept & {
    readonly parameter: string;
    readonly value: number;
    readonly unit: string;
  })[];
  readonly removalAtLeast?: readonly (Kept & { readonly parameter: string; readonly percent: number })[];
  /** `metric` is one of {@link ENERGY_METRICS}. */
  readonly energyAtMost?: Kept & { readonly metric: string; readonly value: number; readonly unit: string };
  /** `per` is `unit` or a flow unit, as prices are stated; one never answers for the other. */
  readonly priceAtMost?: Kept & MinorMoney & { readonly per: string };
  readonly leadDaysAtMost?: Kept & { readonly days: number };
}

/** What a search keeps: of each list one value is enough, and all that is given must hold. */
export interface SearchFilter extends AskedFigures {
  readonly domains?: readonly Domain[];
  readonly scenarios?: readonly string[];
  readonly technologies?: readonly string[];
  readonly parameters?: readonly string[];
  readonly bases?: readonly Basis[];
  readonly certificates?: readonly string[];
  readonly honours?: readonly string[];
  readonly regions?: readonly string[];
  readonly catalogues?: readonly string[];
}

/** What hits can be sorted by; all but the first put what does not state it last. */
export const SEARCH_SORTS = [
  'RELEVANCE',
  'NEWEST',
  'DEADLINE',
  'PRICE',
  'CAPACITY',
  'ENERGY',
  'OUTLET',
  'REMOVAL',
  'LEAD_DAYS',
] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** The order that is asked for. What is not given is as people mostly ask: see {@link orderOf}. */
export interface AskedSort {
  readonly by: SearchSort;
  /** The largest first. When not given: the newest, the most capacity and the most removal first, else the least. */
  readonly descending?: boolean;
  /** Of an outlet or a removal: its code, or what people write. */
  readonly parameter?: string;
  /** Of a capacity, an outlet or an energy use: what does not convert to it counts as not stated. */
  readonly unit?: string;
  /** Of an energy use, one of {@link ENERGY_METRICS}. */
  readonly metric?: string;
  /** Of a price. */
  readonly currency?: string;
  /** Of a price: `unit` or a flow unit. */
  readonly per?: string;
}

export interface AskedSearch {
  readonly text: string;
  readonly kinds?: readonly SearchKind[];
  readonly filter?: SearchFilter;
  readonly sort?: AskedSort;
  readonly count?: readonly Facet[];
}

/** Longer text says nothing more about what to find. */
const LONGEST_TEXT = 500;
const MOST_VALUES = 50;
const MOST_FIGURES = 10;

/**
 * A search as the index reads it, with every code known and every figure in the unit it is kept in; otherwise one refusal
 * for each fault, with its path from `filter` or `sort` on. Text beyond 500 characters is left out.
 */
export function searchRequest({
  text,
  kinds = [],
  filter = {},
  sort,
  count = [],
}: AskedSearch): Outcome<SearchRequest> {
  // Counted first, so that a hostile size costs nothing.
  const large = [
    ...LISTS.flatMap(({ name }) => tooMany(filter[name], MOST_VALUES, `filter.${name}`)),
    ...tooMany(filter.outletAtMost, MOST_FIGURES, 'filter.outletAtMost'),
    ...tooMany(filter.removalAtLeast, MOST_FIGURES, 'filter.removalAtLeast'),
  ];
  if (large.length > 0) return refused(...large);
  const faults: Refusal[] = [];
  const facets = LISTS.flatMap(({ name, facet, read }): readonly FacetFilter[] => {
    const given = filter[name] ?? [];
    const anyOf = given.flatMap((value, index) => read(value, `filter.${name}[${index}]`, faults) ?? []);
    return given.length === 0 ? [] : [{ facet, anyOf: [...new Set(anyOf)] }];
  });
  const figures = figureFilters(filter, faults);
  const order = sort && orderOf(sort, faults);
  if (faults.length > 0) return refused(...faults);
  return accepted({
    text: text.slice(0, LONGEST_TEXT),
    ...(kinds.length > 0 ? { kinds: [...new Set(kinds)] } : {}),
    ...(facets.length > 0 ? { facets } : {}),
    ...(figures.length > 0 ? { figures } : {}),
    ...(order ? { order } : {}),
    ...(count.length > 0 ? { count: [...new Set(count)] } : {}),
  });
}

type Read = (given: string, field: string, faults: Refusal[]) => string | undefined;

const known =
  (kind: string, isKnown: (code: string) => boolean, list?: () => readonly string[]): Read =>
  (given, field, faults) => {
    if (isKnown(given)) return given;
    faults.push(unknown(kind, given, field, list?.()));
    return undefined;
  };

const unknown = (kind: string, given: string, field: string, list?: readonly string[]): Refusal => ({
  code: 'UNKNOWN_CODE',
  field,
  facts: { kind, given: given.slice(0, 100), ...(list ? { known: list.join(', ') } : {}) },
});

const ofLevels =
  (...levels: readonly string[]) =>
  (code: string): boolean =>
    levels.includes(taxonomy().byCode(code)?.level ?? '');

/** The parameter meant, by its code or by what people write. */
const parameterCode: Read = (given, field, faults) => {
  const found = given.length > 200 ? [] : parameters().candidates(given, { as: 'PARAMETER' });
  if (found.length === 1) return found[0];
  faults.push(unknown('parameter', given, field, found.length > 1 ? found : undefined));
  return undefined;
};

const region: Read = (given, field, faults) => {
  const wide = regions().byCode(given) && regionToChoose(given);
  if (wide === undefined) faults.push(unknown('region', given, field));
  return wide;
};

const schemes = (kind: 'certificates' | 'honours') => () => heldThings()[kind].map(({ code }) => code);
const isScheme = (kind: 'CERTIFICATE' | 'HONOUR') => (code: string) => heldThings().byCode(code)?.kind === kind;
const always: Read = (given) => given;

const LISTS: readonly {
  readonly name: Exclude<keyof SearchFilter, keyof AskedFigures>;
  readonly facet: Facet;
  readonly read: Read;
}[] = [
  { name: 'domains', facet: 'domain', read: always },
  { name: 'scenarios', facet: 'scenario', read: known('scenario', ofLevels('scenario')) },
  {
    name: 'technologies',
    facet: 'technology',
    read: known('technology', (code) => taxonomy().byCode(code) !== undefined),
  },
  { name: 'parameters', facet: 'parameter', read: parameterCode },
  { name: 'bases', facet: 'basis', read: always },
  {
    name: 'certificates',
    facet: 'certificate',
    read: known('certificate', isScheme('CERTIFICATE'), schemes('certificates')),
  },
  { name: 'honours', facet: 'honour', read: known('honour', isScheme('HONOUR'), schemes('honours')) },
  { name: 'regions', facet: 'region', read: region },
  {
    name: 'catalogues',
    facet: 'catalogue',
    read: known(
      'catalogue',
      (code) => catalogues().byCode(code) !== undefined,
      () => catalogues().list.map(({ code }) => code),
    ),
  },
];

const FLOWS = ['volume flow', 'gas flow at standard state', 'mass flow', 'power'];
const OUTLETS = ['concentration', 'share', 'mixing ratio'];
const ENERGIES = ['energy per volume', 'energy per mass'];

function figureFilters(asked: AskedFigures, faults: Refusal[]): readonly FigureFilter[] {
  const { capacityForFlow, outletAtMost = [], removalAtLeast = [], energyAtMost, priceAtMost, leadDaysAtMost } = asked;
  const found: FigureFilter[] = [];
  const keep = (
    subject: FigureSubject,
    how: 'atMost' | 'atLeast' | 'covers',
    figure: number,
    { orNotStated }: Kept,
    field: string,
  ) => {
    const value = keptFigure(subject, figure);
    if (!Number.isFinite(value) || value < 0) {
      faults.push({ code: 'INVALID', field, facts: { given: figure, expected: '>= 0' } });
      return;
    }
    found.push({ key: figureKey(subject), [how]: value, ...(orNotStated ? { orNotStated } : {}) });
  };

  if (capacityForFlow) {
    const { value, unit } = capacityForFlow;
    const at = 'filter.capacityForFlow';
    if (unitFits(unit, FLOWS, `${at}.unit`, faults))
      keep({ figure: 'capacity', unit }, 'covers', value, capacityForFlow, `${at}.value`);
  }
  outletAtMost.forEach((one, index) => {
    const at = `filter.outletAtMost[${index}]`;
    const parameter = parameterCode(one.parameter, `${at}.parameter`, faults);
    const fits = unitFits(one.unit, OUTLETS, `${at}.unit`, faults);
    if (parameter !== undefined && fits)
      keep({ figure: 'outlet', parameter, unit: one.unit }, 'atMost', one.value, one, `${at}.value`);
  });
  removalAtLeast.forEach((one, index) => {
    const at = `filter.removalAtLeast[${index}]`;
    const parameter = parameterCode(one.parameter, `${at}.parameter`, faults);
    if (one.percent > 100) faults.push(invalid(`${at}.percent`, one.percent, '0–100'));
    else if (parameter !== undefined)
      keep({ figure: 'removal_pct', parameter }, 'atLeast', one.percent, one, `${at}.percent`);
  });
  if (energyAtMost) {
    const { metric, value, unit } = energyAtMost;
    const at = 'filter.energyAtMost';
    const isKnown = ENERGY_METRICS.includes(metric);
    if (!isKnown) faults.push(unknown('metric', metric, `${at}.metric`, ENERGY_METRICS));
    if (unitFits(unit, ENERGIES, `${at}.unit`, faults) && isKnown)
      keep({ figure: 'energy', metric, unit }, 'atMost', value, energyAtMost, `${at}.value`);
  }
  if (priceAtMost) {
    const { currency, per } = priceAtMost;
    const at = 'filter.priceAtMost';
    const isCurrency = currencyFits(currency, `${at}.currency`, faults);
    const fits = per === 'unit' || unitFits(per, FLOWS, `${at}.per`, faults, ['unit']);
    if (isCurrency && fits)
      keep({ figure: 'price', currency, per }, 'atMost', toMajor(priceAtMost).amount, priceAtMost, `${at}.amountMinor`);
  }
  if (leadDaysAtMost)
    keep({ figure: 'lead_days' }, 'atMost', leadDaysAtMost.days, leadDaysAtMost, 'filter.leadDaysAtMost.days');
  return found;
}

const USUAL_FLOW = 'm3/d';
const [USUAL_ENERGY, USUAL_ENERGY_UNIT] = ['spec_energy_water', 'kWh/m3'];

/**
 * The order as the index reads it, by the end that the supplier answers for; undefined for that of the words. A capacity
 * is one of water by the day and an energy use one of water where nothing else is said, an outlet in the first unit of its
 * parameter, and a price in yuan for one unit.
 */
function orderOf(sort: AskedSort, faults: Refusal[]): SearchOrder | undefined {
  const order = (subject: FigureSubject, by: SearchOrder['by'], descending = false): SearchOrder => ({
    key: figureKey(subject),
    by,
    descending: sort.descending ?? descending,
  });
  const fits = (unit: string, quantities: readonly string[], field = 'sort.unit', also?: readonly string[]) =>
    unitFits(unit, quantities, field, faults, also);
  const parameter = () => parameterCode(sort.parameter ?? '', 'sort.parameter', faults);
  switch (sort.by) {
    case 'RELEVANCE':
      return undefined;
    case 'NEWEST':
      return order({ figure: 'published' }, 'low', true);
    case 'DEADLINE':
      return order({ figure: 'deadline' }, 'low');
    case 'LEAD_DAYS':
      return order({ figure: 'lead_days' }, 'high');
    case 'CAPACITY': {
      const { unit = USUAL_FLOW } = sort;
      return fits(unit, FLOWS) ? order({ figure: 'capacity', unit }, 'high', true) : undefined;
    }
    case 'OUTLET': {
      const code = parameter();
      if (code === undefined) return undefined;
      const { unit = parameters().byCode(code)?.units[0] ?? 'mg/L' } = sort;
      return fits(unit, OUTLETS) ? order({ figure: 'outlet', parameter: code, unit }, 'high') : undefined;
    }
    case 'REMOVAL': {
      const code = parameter();
      return code === undefined ? undefined : order({ figure: 'removal_pct', parameter: code }, 'low', true);
    }
    case 'ENERGY': {
      const { metric = USUAL_ENERGY, unit = USUAL_ENERGY_UNIT } = sort;
      const isKnown = ENERGY_METRICS.includes(metric);
      if (!isKnown) faults.push(unknown('metric', metric, 'sort.metric', ENERGY_METRICS));
      return fits(unit, ENERGIES) && isKnown ? order({ figure: 'energy', metric, unit }, 'high') : undefined;
    }
    case 'PRICE': {
      const { currency = 'CNY', per = 'unit' } = sort;
      const isCurrency = currencyFits(currency, 'sort.currency', faults);
      const isPer = per === 'unit' || fits(per, FLOWS, 'sort.per', ['unit']);
      return isCurrency && isPer ? order({ figure: 'price', currency, per }, 'high') : undefined;
    }
  }
}

function currencyFits(currency: string, field: string, faults: Refusal[]): boolean {
  const isCurrency = /^[A-Z]{3}$/u.test(currency);
  if (!isCurrency) faults.push(invalid(field, currency, 'ISO 4217: CNY, USD, EUR …'));
  return isCurrency;
}

const invalid = (field: string, given: string | number, expected: string): Refusal => ({
  code: 'INVALID',
  field,
  facts: { given: String(given).slice(0, 100), expected },
});

/** Whether a unit measures one of these quantities, or is one of the data's that equals only itself. */
function unitFits(
  unit: string,
  quantities: readonly string[],
  field: string,
  faults: Refusal[],
  also: readonly string[] = [],
): boolean {
  const quantity = quantityOf(unit);
  if (quantity === undefined ? units().byCode(unit) !== undefined : quantities.includes(quantity)) return true;
  const fitting = KNOWN_UNITS.filter((one) => quantities.includes(one.quantity)).map((one) => one.unit);
  faults.push(unknown('unit', unit, field, [...also, ...fitting]));
  return false;
}

/**
 * Whether a fact speaks of something that is asked: a figure, what the hits are sorted by, or, of a parameter that is
 * chosen, its outlet or removal.
 */
export function isAskedAbout(
  fact: { readonly metric: string; readonly parameter?: string; readonly unit: string },
  { capacityForFlow, outletAtMost = [], removalAtLeast = [], energyAtMost, parameters: chosen = [] }: SearchFilter,
  sort?: AskedSort,
): boolean {
  const { metric, parameter, unit } = fact;
  if (sort !== undefined && isAskedAbout(fact, asFilter(sort))) return true;
  const among = (asked: readonly string[]) =>
    parameter !== undefined &&
    asked.some((text) => parameters().candidates(text, { as: 'PARAMETER' }).includes(parameter));
  const codes = (of: readonly { readonly parameter: string }[]) => of.map((one) => one.parameter);
  switch (metric) {
    case 'capacity':
      return capacityForFlow !== undefined && parameter === undefined;
    case 'outlet':
      return among([...codes(outletAtMost), ...chosen]);
    case 'removal_pct':
      return among([...codes(removalAtLeast), ...chosen]);
    default:
      return energyAtMost?.metric === metric && factorBetween(unit, energyAtMost.unit) !== undefined;
  }
}

/** A filter that asks about what is sorted by; its bounds say nothing. */
function asFilter({ by, parameter = '', unit = USUAL_ENERGY_UNIT, metric = USUAL_ENERGY }: AskedSort): SearchFilter {
  switch (by) {
    case 'CAPACITY':
      return { capacityForFlow: { value: 0, unit: USUAL_FLOW } };
    case 'OUTLET':
      return { outletAtMost: [{ parameter, value: 0, unit }] };
    case 'REMOVAL':
      return { removalAtLeast: [{ parameter, percent: 0 }] };
    case 'ENERGY':
      return { energyAtMost: { metric, value: 0, unit } };
    case 'RELEVANCE':
    case 'NEWEST':
    case 'DEADLINE':
    case 'PRICE':
    case 'LEAD_DAYS':
      return {};
  }
}
