import type { SearchKind, SearchSort, SearchSortInput } from '../../generated/schema';

/** An order to choose. `of` is a unit, or the parameter of an outlet or a removal; '' where there is none. */
export interface Sort {
  readonly by: Exclude<SearchSort, 'RELEVANCE'>;
  readonly of: string;
  /** The other way round than people mostly ask. */
  readonly reversed: boolean;
}

const NAMES: Readonly<Record<Sort['by'], string>> = {
  NEWEST: 'newest',
  DEADLINE: 'deadline',
  PRICE: 'price',
  CAPACITY: 'capacity',
  ENERGY: 'energy',
  OUTLET: 'outlet',
  REMOVAL: 'removal',
  LEAD_DAYS: 'days',
};
const BY = Object.entries(NAMES) as readonly (readonly [Sort['by'], string])[];

export const CAPACITY_UNITS: readonly string[] = ['m3/d', 'Nm3/h', 't/d', 'MW'];
/** What a price may be for: one unit, or a flow of water, of gas or of anything by weight. */
const PRICED_BY: readonly string[] = ['unit', 'm3/d', 'Nm3/h', 't/d'];
const UNITS: Partial<Record<Sort['by'], readonly string[]>> = { CAPACITY: CAPACITY_UNITS, PRICE: PRICED_BY };

/** What the largest of comes first when nobody asks otherwise. */
const LARGEST_FIRST: ReadonlySet<SearchSort> = new Set(['NEWEST', 'CAPACITY', 'REMOVAL']);
/** The next deadline and the newest are what these are for. */
const ONE_WAY: ReadonlySet<SearchSort> = new Set(['NEWEST', 'DEADLINE']);

export const canReverse = ({ by }: Sort): boolean => !ONE_WAY.has(by);
export const isLargestFirst = ({ by, reversed }: Sort): boolean => LARGEST_FIRST.has(by) !== reversed;

/** The order an address names (`capacity:m3/d`, `-price:unit`, `outlet:cod`); null for that of the words. */
export function readSort(text: string | null): Sort | null {
  const [, sign = '', name = '', of = ''] = /^(-?)([a-z]+)(?::(.{1,100}))?$/u.exec(text ?? '') ?? [];
  const by = BY.find(([, one]) => one === name)?.[0];
  if (by === undefined) return null;
  const units = UNITS[by];
  const isOf = units === undefined ? of !== '' : units.includes(of);
  if (isOf !== (units !== undefined || by === 'OUTLET' || by === 'REMOVAL')) return null;
  const sort = { by, of, reversed: sign !== '' };
  return sort.reversed && !canReverse(sort) ? null : sort;
}

export const writeSort = ({ by, of, reversed }: Sort): string =>
  `${reversed ? '-' : ''}${NAMES[by]}${of === '' ? '' : `:${of}`}`;

/** What the API is asked for; undefined for the order of the words. */
export function sortInput(sort: Sort | null): SearchSortInput | undefined {
  if (sort === null) return undefined;
  const { by, of, reversed } = sort;
  return {
    by,
    ...(by === 'CAPACITY' ? { unit: of } : {}),
    ...(by === 'PRICE' ? { per: of } : {}),
    ...(by === 'OUTLET' || by === 'REMOVAL' ? { parameter: of } : {}),
    ...(reversed ? { descending: !LARGEST_FIRST.has(by) } : {}),
  };
}

/** What a sort belongs to: of anything else none states it. */
export const kindOf = ({ by }: Sort): SearchKind | null =>
  by === 'NEWEST' ? null : by === 'DEADLINE' ? 'TENDER' : 'LISTING';

/** Whether things of a kind can be told apart by it; null for all kinds together. */
export const fits = (sort: Sort, kind: SearchKind | null): boolean => {
  const own = kindOf(sort);
  return own === null ? kind === null || kind === 'LISTING' || kind === 'TENDER' : own === kind;
};

const OF_DOMAIN: Readonly<Record<string, readonly string[]>> = {
  water: ['m3/d'],
  air: ['Nm3/h', 'MW'],
  waste: ['t/d'],
  soil: ['t/d'],
};
/** In which unit equipment is put in order when a flow in another is asked. */
const OF_FLOW: Readonly<Record<string, string>> = {
  'm3/h': 'm3/d',
  '万m3/d': 'm3/d',
  'L/s': 'm3/d',
  't/h': 't/d',
  'kg/h': 't/d',
  kW: 'MW',
};

/** The orders to choose from, given what is looked for: by the flow that is asked, the domains, the parameters. */
export function sortsFor(
  kind: SearchKind | null,
  asked: {
    readonly flowUnit: string | null;
    readonly domains: readonly string[];
    readonly parameters: readonly string[];
  },
): readonly Sort[] {
  const sort = (by: Sort['by'], of = ''): Sort => ({ by, of, reversed: false });
  const ofDomains = asked.domains.flatMap((domain) => OF_DOMAIN[domain] ?? CAPACITY_UNITS);
  const units =
    asked.flowUnit !== null
      ? [OF_FLOW[asked.flowUnit] ?? asked.flowUnit]
      : CAPACITY_UNITS.filter((unit) => ofDomains.length === 0 || ofDomains.includes(unit));
  const listing = [
    sort('PRICE', 'unit'),
    ...PRICED_BY.filter((unit) => units.includes(unit)).map((unit) => sort('PRICE', unit)),
    ...units.map((unit) => sort('CAPACITY', unit)),
    sort('ENERGY'),
    ...asked.parameters.flatMap((parameter) => [sort('OUTLET', parameter), sort('REMOVAL', parameter)]),
    sort('LEAD_DAYS'),
  ];
  const all = [sort('NEWEST'), ...listing, sort('DEADLINE')];
  return all.filter((one) => fits(one, kind) || (kind === null && kindOf(one) !== null));
}
