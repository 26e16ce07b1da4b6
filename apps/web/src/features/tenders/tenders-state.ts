import type { Domain, TenderOrder, TenderState } from '../../generated/schema';

export const TABS = {
  open: ['PUBLISHED'],
  evaluating: ['CLOSED', 'OPENED', 'EVALUATED'],
  awarded: ['AWARDED', 'CONTRACTED', 'ACCEPTED'],
  ended: ['FAILED', 'CANCELLED'],
} as const satisfies Record<string, readonly TenderState[]>;
export type Tab = keyof typeof TABS;
export const TAB_NAMES = Object.keys(TABS) as Tab[];

export const DOMAINS = ['water', 'air', 'soil', 'waste', 'monitoring', 'x'] as const satisfies readonly Domain[];

/** What the page of tenders shows; the address holds all of it. */
export interface TendersState {
  readonly tab: Tab;
  readonly domain: Domain | null;
  readonly region: string | null;
  readonly order: TenderOrder;
  /** The cursor after which the page begins, and those of the pages before it, the first one without. */
  readonly after: readonly string[];
}

const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,10}){0,3}$/;
/** More pages than anybody turns; what comes after belongs to a filter. */
const MOST_PAGES = 60;

/** What each part of the address may say. */
export const KNOWN_PARTS = {
  state: TAB_NAMES,
  domain: DOMAINS,
  region: REGION,
  sort: ['deadline', 'publication'],
} as const;

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null;

/** Reads `?state=…&domain=…&region=…&sort=…&after=…`; what it does not know is as if it were not there. */
export function readTenders(search: URLSearchParams): TendersState {
  const region = search.get('region');
  return {
    tab: oneOf(TAB_NAMES, search.get('state')) ?? 'open',
    domain: oneOf(DOMAINS, search.get('domain')),
    region: region !== null && REGION.test(region) ? region : null,
    order: search.get('sort') === 'publication' ? 'PUBLICATION' : 'DEADLINE',
    after: search.getAll('after').slice(0, MOST_PAGES),
  };
}

/** The address of the list; what is usual is left out. */
export function tendersAddress({ tab, domain, region, order, after }: TendersState): string {
  const search = new URLSearchParams();
  if (tab !== 'open') search.set('state', tab);
  if (domain !== null) search.set('domain', domain);
  if (region !== null) search.set('region', region);
  if (order !== 'DEADLINE') search.set('sort', 'publication');
  for (const cursor of after) search.append('after', cursor);
  const text = search.toString();
  return text === '' ? '/tenders' : `/tenders?${text}`;
}

/** A change of what is listed begins at its first page; another order has other cursors, too. */
export const changed = (state: TendersState, change: Partial<Omit<TendersState, 'after'>>): TendersState => ({
  ...state,
  ...change,
  after: [],
});
