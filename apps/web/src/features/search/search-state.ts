import { BASES, DOMAINS } from '@huanpei/matching';
import type { AskedFigureKind, SearchFacet, SearchFilter, SearchKind } from '../../generated/schema';
import { ignoredParts, partOf } from '../../ui/ignored-parts';
import { fits, readSort, writeSort, type Sort } from './sorts';

/** A search as the address bar holds it. Texts are as typed; only {@link variablesOf} reads numbers. */
export interface SearchState {
  readonly text: string;
  readonly kind: SearchKind | null;
  readonly facets: Readonly<Partial<Record<SearchFacet, readonly string[]>>>;
  readonly flow: Amount;
  readonly outlets: readonly Limit[];
  readonly removals: readonly Limit[];
  readonly energy: Amount;
  /** In yuan, for one unit or for a unit of flow. */
  readonly price: Amount;
  readonly days: string;
  /** Keep what does not state a figure that is asked. */
  readonly orNotStated: boolean;
  /** Null for the order of the words. */
  readonly sort: Sort | null;
}

export interface Amount {
  readonly value: string;
  readonly unit: string;
}

export interface Limit extends Amount {
  readonly parameter: string;
}

export const KINDS: readonly SearchKind[] = ['LISTING', 'TENDER', 'SUPPLIER', 'STANDARD', 'PARAMETER'];
export const FACETS: readonly SearchFacet[] = [
  'DOMAIN',
  'SCENARIO',
  'TECHNOLOGY',
  'PARAMETER',
  'BASIS',
  'CERTIFICATE',
  'HONOUR',
  'REGION',
  'CATALOGUE',
];

/** Facets whose values are the same everywhere; of others only the server knows which there are. */
const CLOSED: Partial<Record<SearchFacet, readonly string[]>> = { DOMAIN: DOMAINS, BASIS: BASES };

export const FLOW_UNITS: readonly string[] = [
  'm3/d',
  'm3/h',
  '万m3/d',
  'L/s',
  'Nm3/h',
  't/d',
  't/h',
  'kg/h',
  'MW',
  'kW',
];
export const OUTLET_UNITS: readonly string[] = ['mg/L', 'ug/L', 'mg/m3', 'ug/m3', 'mg/Nm3', 'ng TEQ/m3', 'CFU/L', '%'];
export const ENERGY_UNITS: readonly string[] = ['kWh/m3'];
export const PRICE_UNITS: readonly string[] = ['unit', 'm3/d', 'm3/h', 't/d'];

export const NOTHING: SearchState = {
  text: '',
  kind: null,
  facets: {},
  flow: { value: '', unit: 'm3/d' },
  outlets: [],
  removals: [],
  energy: { value: '', unit: 'kWh/m3' },
  price: { value: '', unit: 'unit' },
  days: '',
  orNotStated: false,
  sort: null,
};

/** No address needs more; what is longer was not made by these pages. */
const MOST = 10;
const oneOf = <T extends string>(list: readonly T[], text: string | null, otherwise: T): T =>
  list.find((one) => one === text) ?? otherwise;

/** The search an address asks for; what it does not understand it leaves out. */
export function readSearch(address: URLSearchParams): SearchState {
  const facets = Object.fromEntries(
    FACETS.flatMap((facet) => {
      const known = CLOSED[facet];
      const chosen = [...new Set(address.getAll(facet.toLowerCase()))]
        .filter((code) => code !== '' && (known?.includes(code) ?? true))
        .slice(0, MOST);
      return chosen.length > 0 ? [[facet, chosen]] : [];
    }),
  ) as SearchState['facets'];
  const amount = (name: string, units: readonly string[]): Amount => ({
    value: (address.get(name) ?? '').slice(0, 40),
    unit: oneOf(units, address.get(`${name}-unit`), units[0] ?? ''),
  });
  const limits = (name: string, units: readonly string[]): readonly Limit[] =>
    address
      .getAll(name)
      .slice(0, MOST)
      .flatMap((text) => {
        // The parameter may itself hold the sign, so the figure and the unit are taken from the end.
        const [, parameter, value, unit] = /^(.{0,100}):([^:]{0,40}):([^:]{0,40})$/u.exec(text) ?? [];
        if (parameter === undefined || value === undefined) return [];
        return parameter === '' && value === ''
          ? []
          : [{ parameter, value, unit: oneOf(units, unit ?? null, units[0] ?? '') }];
      });
  const kind = KINDS.find((one) => one === address.get('kind')) ?? null;
  const sort = readSort(address.get('sort'));
  return {
    text: (address.get('q') ?? '').slice(0, 500),
    kind,
    facets,
    flow: amount('flow', FLOW_UNITS),
    outlets: limits('outlet', OUTLET_UNITS),
    removals: limits('removal', ['%']),
    energy: amount('energy', ENERGY_UNITS),
    price: amount('price', PRICE_UNITS),
    days: (address.get('days') ?? '').slice(0, 40),
    orNotStated: address.get('unstated') === '1',
    sort: sort !== null && fits(sort, kind) ? sort : null,
  };
}

/** What of an address {@link readSearch} leaves out, as `name=value`. */
export function ignoredIn(address: URLSearchParams): readonly string[] {
  const sort = address.get('sort');
  return [
    ...ignoredParts(address, {
      kind: KINDS,
      domain: DOMAINS,
      basis: BASES,
      'flow-unit': FLOW_UNITS,
      'energy-unit': ENERGY_UNITS,
      'price-unit': PRICE_UNITS,
    }),
    ...(sort !== null && sort !== '' && readSearch(address).sort === null ? [partOf('sort', sort)] : []),
  ];
}

const FIELDS: Readonly<Record<SearchFacet, string>> = {
  DOMAIN: 'domains',
  SCENARIO: 'scenarios',
  TECHNOLOGY: 'technologies',
  PARAMETER: 'parameters',
  BASIS: 'bases',
  CERTIFICATE: 'certificates',
  HONOUR: 'honours',
  REGION: 'regions',
  CATALOGUE: 'catalogues',
};

/**
 * The search without the values that the server does not know (`filter.scenarios[0]`, `sort.parameter`), and what they
 * were; undefined where none of the fields at fault is one of a list. A figure stays for its reader to mend.
 */
export function withoutUnknown(
  state: SearchState,
  fields: readonly string[],
): { readonly state: SearchState; readonly ignored: readonly string[] } | undefined {
  const codes = FACETS.flatMap((facet) =>
    (state.facets[facet] ?? [])
      .filter((_, at) => fields.includes(`filter.${FIELDS[facet]}[${String(at)}]`))
      .map((code) => ({ facet, code })),
  );
  const sort = fields.includes('sort.parameter') ? state.sort : null;
  if (codes.length === 0 && sort === null) return undefined;
  const without = codes.reduce((left, { facet, code }) => toggled(left, facet, code), state);
  return {
    state: sort === null ? without : { ...without, sort: null },
    ignored: [
      ...codes.map(({ facet, code }) => partOf(facet.toLowerCase(), code)),
      ...(sort === null ? [] : [partOf('sort', writeSort(sort))]),
    ],
  };
}

/** The address of a search; nothing that is as it would be anyway, so that equal searches have equal addresses. */
export function writeSearch(state: SearchState): URLSearchParams {
  const address = new URLSearchParams();
  const put = (name: string, value: string) => {
    if (value !== '') address.append(name, value);
  };
  put('q', state.text);
  put('kind', state.kind ?? '');
  for (const facet of FACETS) for (const code of state.facets[facet] ?? []) put(facet.toLowerCase(), code);
  const amount = (name: string, { value, unit }: Amount, usual: Amount) => {
    put(name, value);
    if (value !== '' && unit !== usual.unit) put(`${name}-unit`, unit);
  };
  amount('flow', state.flow, NOTHING.flow);
  const limits = (name: string, all: readonly Limit[]) => {
    for (const { parameter, value, unit } of all)
      if (parameter !== '' || value !== '') put(name, `${parameter}:${value}:${unit}`);
  };
  limits('outlet', state.outlets);
  limits('removal', state.removals);
  amount('energy', state.energy, NOTHING.energy);
  amount('price', state.price, NOTHING.price);
  put('days', state.days);
  if (state.orNotStated) put('unstated', '1');
  if (state.sort) put('sort', writeSort(state.sort));
  return address;
}

/** Where a search is shown; what is not said is as it is when one begins. */
export function searchAddress(search: Partial<SearchState>): string {
  const address = writeSearch({ ...NOTHING, ...search }).toString();
  return address === '' ? '/search' : `/search?${address}`;
}

/**
 * What is wrong with a typed figure: it is no number that is not below zero, or no whole one; a parameter lacks its figure,
 * or a figure its parameter.
 */
export type FigureFault = 'NUMBER' | 'WHOLE' | 'NO_VALUE' | 'NO_PARAMETER';

export const amountFault = (text: string): FigureFault | undefined => (bad(text) ? 'NUMBER' : undefined);

export const daysFault = (text: string): FigureFault | undefined =>
  amountFault(text) ?? (Number.isInteger(numberOf(text) ?? 0) ? undefined : 'WHOLE');

export function limitFault({ parameter, value }: Limit): FigureFault | undefined {
  if (bad(value)) return 'NUMBER';
  const [named, given] = [parameter.trim() !== '', value.trim() !== ''];
  if (named === given) return undefined;
  return named ? 'NO_VALUE' : 'NO_PARAMETER';
}

/** Whether anything typed cannot be asked for. */
export const hasFault = ({ flow, outlets, removals, energy, price, days }: SearchState): boolean =>
  [flow.value, energy.value, price.value].some(amountFault) ||
  [...outlets, ...removals].some(limitFault) ||
  daysFault(days) !== undefined;

const bad = (text: string): boolean => text.trim() !== '' && numberOf(text) === undefined;

/** A figure as people type it: `5000`, `5,000`, `5 000`, `0.5`, full-width digits; undefined when it is none. */
export function numberOf(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/(?<=\d)[,\s](?=\d{3}(?:\D|$))/gu, '')
    .trim();
  return /^\d+(\.\d+)?$/u.test(plain) ? Number(plain) : undefined;
}

/** Whether words name a figure with a unit, which only the filters hold against what is stated. */
export const namesFigure = (text: string): boolean =>
  /\d\s*(?:[万千吨天元%]|°c|立方|毫克|微克|(?:n?m3|mg|[uμ]g|kg|t|l|kwh?|mwh?)(?![a-z]))/iu.test(text.normalize('NFKC'));

/** How many conditions a search has beside its words and kind. */
export const conditionsOf = (state: SearchState): number =>
  Object.values(state.facets).reduce((sum, codes) => sum + codes.length, 0) +
  [state.flow.value, state.energy.value, state.price.value, state.days].filter((text) => text !== '').length +
  state.outlets.length +
  state.removals.length;

/** Whether a figure is asked for, which only listings state. */
export const asksFigures = ({ flow, outlets, removals, energy, price, days }: SearchState): boolean =>
  outlets.length + removals.length > 0 || [flow.value, energy.value, price.value, days].some((text) => text !== '');

/** What the API is asked for; figures that cannot be read are left out ({@link hasFault}). */
export function filterOf(state: SearchState): SearchFilter {
  const { facets, orNotStated } = state;
  const figure = <T>(text: string, make: (value: number) => T): T | undefined => {
    const value = numberOf(text);
    return value === undefined ? undefined : make(value);
  };
  const limits = <T>(all: readonly Limit[], make: (limit: Limit, value: number) => T): T[] =>
    all.flatMap((limit) => {
      const value = numberOf(limit.value);
      return value === undefined || limit.parameter.trim() === '' ? [] : [make(limit, value)];
    });
  const days = numberOf(state.days);
  const filter = {
    domains: facets.DOMAIN,
    scenarios: facets.SCENARIO,
    technologies: facets.TECHNOLOGY,
    parameters: facets.PARAMETER,
    bases: facets.BASIS,
    certificates: facets.CERTIFICATE,
    honours: facets.HONOUR,
    regions: facets.REGION,
    catalogues: facets.CATALOGUE,
    capacityForFlow: figure(state.flow.value, (value) => ({ value, unit: state.flow.unit, orNotStated })),
    outletAtMost: limits(state.outlets, ({ parameter, unit }, value) => ({
      parameter: parameter.trim(),
      value,
      unit,
      orNotStated,
    })),
    removalAtLeast: limits(state.removals, ({ parameter }, percent) => ({
      parameter: parameter.trim(),
      percent,
      orNotStated,
    })),
    energyAtMost: figure(state.energy.value, (value) => ({ value, unit: state.energy.unit, orNotStated })),
    priceAtMost: figure(state.price.value, (value) => ({
      // Yuan are typed, fen are asked.
      amountMinor: Math.min(Math.round(value * 100), Number.MAX_SAFE_INTEGER),
      currency: 'CNY',
      per: state.price.unit,
      orNotStated,
    })),
    leadDaysAtMost:
      days === undefined || !Number.isInteger(days) ? undefined : { days: Math.min(days, 2 ** 31 - 1), orNotStated },
  };
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as SearchFilter;
}

/** The search among things of one kind, or of all; an order that says nothing of them is let go. */
export const ofKind = (state: SearchState, kind: SearchKind | null): SearchState => ({
  ...state,
  kind,
  sort: state.sort !== null && fits(state.sort, kind) ? state.sort : null,
});

/** Codes and names of the parameters that are chosen, each once, in the order they were. */
export const parametersOf = ({ facets, outlets, removals }: SearchState): readonly string[] => [
  ...new Set(
    [...(facets.PARAMETER ?? []), ...[...outlets, ...removals].map(({ parameter }) => parameter.trim())].filter(
      (one) => one !== '',
    ),
  ),
];

/** The search with a figure of its words as a filter in their place; undefined where the form has none for it. */
export function withAsked(
  state: SearchState,
  { kind, rest, value, unit, parameter }: AskedFigure,
): SearchState | undefined {
  const figure = String(value);
  if (figure.includes('e')) return undefined;
  const next = { ...state, text: rest };
  const limit = (units: readonly string[]): Limit | undefined =>
    parameter !== null && units.includes(unit) ? { parameter, value: figure, unit } : undefined;
  switch (kind) {
    case 'CAPACITY_FOR_FLOW':
      return FLOW_UNITS.includes(unit) ? { ...next, flow: { value: figure, unit } } : undefined;
    case 'OUTLET_AT_MOST': {
      const outlet = limit(OUTLET_UNITS);
      return outlet && { ...next, outlets: [...state.outlets, outlet] };
    }
    case 'REMOVAL_AT_LEAST': {
      const removal = limit(['%']);
      return removal && { ...next, removals: [...state.removals, removal] };
    }
    case 'ENERGY_AT_MOST':
      return ENERGY_UNITS.includes(unit) ? { ...next, energy: { value: figure, unit } } : undefined;
    case 'PRICE_AT_MOST':
      return unit === 'CNY' ? { ...next, price: { value: figure, unit: 'unit' } } : undefined;
  }
}

/** A figure that stands in the words, with the name of its parameter. */
export interface AskedFigure {
  readonly kind: AskedFigureKind;
  readonly rest: string;
  readonly value: number;
  readonly unit: string;
  readonly parameter: string | null;
}

/** The search with a value of a facet chosen, or no longer. */
export function toggled(state: SearchState, facet: SearchFacet, code: string): SearchState {
  const chosen = state.facets[facet] ?? [];
  const next = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
  const { [facet]: _was, ...others } = state.facets;
  return { ...state, facets: next.length === 0 ? others : { ...others, [facet]: next } };
}
