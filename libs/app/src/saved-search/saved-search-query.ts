import {
  accepted,
  CLOSENESSES,
  refused,
  SAVED_SEARCH_LIMITS,
  WATCHED_KINDS,
  type Closeness,
  type LotNeed,
  type Outcome,
  type Refusal,
  type SavedQuery,
  type Viewer,
  type WatchDelivery,
  type WatchRhythm,
  type WordSearch,
} from '@huanpei/domain';
import { DOMAINS, type Domain } from '@huanpei/matching';
import { unknownCode } from '../codes';
import { FACETS, SEARCH_KINDS, type Facet, type SearchKind, type SearchRequest } from '../ports/search-index';
import { searchRequest, type AskedSearch } from '../search/search-request';
import { needFaults } from '../tender/tender-faults';
import { tooMany } from '../text-faults';

/** What a member asks to have saved: words with filters, a need, or both; or the open tenders that could be served. */
export interface AskedQuery {
  readonly search?: Omit<AskedSearch, 'count'>;
  readonly need?: LotNeed;
  readonly tendersForMe?: {
    readonly domains?: readonly Domain[];
    readonly scenarios?: readonly string[];
    readonly regions?: readonly string[];
  };
  /** How close counts, to the need or to the tenders; all when not given. */
  readonly closeness?: readonly Closeness[];
}

/** When the member asks to be told; hour and weekday are those of Asia/Shanghai, Monday is 1. */
export interface AskedDelivery {
  readonly every: WatchRhythm;
  readonly hour: number;
  readonly weekday: number;
}

/** The query as it is kept, or what is wrong with it, each fault with its path from `query` on. */
export function savedQuery(asked: AskedQuery, viewer: Pick<Viewer, 'kind'>): Outcome<SavedQuery> {
  const { search, need, tendersForMe } = asked;
  const closeness = CLOSENESSES.filter((one) => asked.closeness?.includes(one));
  if (tendersForMe !== undefined) {
    const faults = [
      ...(viewer.kind === 'SUPPLIER' ? [] : [{ ...ONLY_SUPPLIERS, field: 'query.tendersForMe' }]),
      ...(search === undefined && need === undefined ? [] : [{ ...ONE_OR_THE_OTHER, field: 'query.tendersForMe' }]),
      ...tendersFaults(tendersForMe),
    ];
    if (faults.length > 0) return refused(...faults);
    const { domains = [], scenarios = [], regions = [] } = tendersForMe;
    return sized({ kind: 'TENDERS_FOR_ME', domains, scenarios, regions, closeness });
  }
  if (search === undefined && need === undefined) return refused({ code: 'REQUIRED', field: 'query' });
  const request = search && searchRequest(search);
  const faults: readonly Refusal[] = [
    ...(request && !request.ok ? request.refusals.map(under('query.search')) : []),
    ...(search !== undefined && [...search.text].length > SAVED_SEARCH_LIMITS.text
      ? [{ code: 'TOO_LONG' as const, field: 'query.search.text', facts: { most: SAVED_SEARCH_LIMITS.text } }]
      : []),
    ...(need === undefined ? [] : needFaults({ ...need, id: 'saved', name: { zh: '检索' } }, 'query.need')),
    ...(need !== undefined && search?.kinds?.length && !search.kinds.includes('LISTING')
      ? [{ ...NEEDS_LISTINGS, field: 'query.search.kinds' }]
      : []),
  ];
  if (faults.length > 0) return refused(...faults);
  const words = request?.ok ? request.value : null;
  return sized({ kind: 'THINGS', words, need: need ?? null, closeness });
}

const under =
  (path: string) =>
  (refusal: Refusal): Refusal =>
    refusal.field === undefined ? refusal : { ...refusal, field: `${path}.${refusal.field}` };

function sized(query: SavedQuery): Outcome<SavedQuery> {
  return JSON.stringify(query).length <= SAVED_SEARCH_LIMITS.query
    ? accepted(query)
    : refused({ code: 'TOO_LONG', field: 'query', facts: { most: SAVED_SEARCH_LIMITS.query } });
}

function tendersFaults({
  domains = [],
  scenarios = [],
  regions = [],
}: NonNullable<AskedQuery['tendersForMe']>): readonly Refusal[] {
  const at = 'query.tendersForMe';
  const most = SAVED_SEARCH_LIMITS.valuesPerFacet;
  const large = [
    ...tooMany(domains, DOMAINS.length, `${at}.domains`),
    ...tooMany(scenarios, most, `${at}.scenarios`),
    ...tooMany(regions, most, `${at}.regions`),
  ];
  if (large.length > 0) return large;
  return [
    ...scenarios.flatMap((code, index) => unknownCode('technology', code, `${at}.scenarios[${index}]`)),
    ...regions.flatMap((code, index) => unknownCode('region', code, `${at}.regions[${index}]`)),
  ];
}

const ONLY_SUPPLIERS: Refusal = {
  code: 'INVALID',
  facts: { zh: '只有供应商有可以满足招标的设备', en: 'only suppliers have listings that could serve a tender' },
};
const ONE_OR_THE_OTHER: Refusal = {
  code: 'INVALID',
  facts: {
    zh: '请只保存一种：词与需求，或本单位设备可满足的招标',
    en: 'save one or the other: words and a need, or the tenders that your listings could serve',
  },
};
const NEEDS_LISTINGS: Refusal = {
  code: 'INVALID',
  facts: { zh: '需求只能用设备来满足，请包括 LISTING', en: 'only listings meet a need; include LISTING' },
};
const NOTHING_TO_TELL: Refusal = {
  code: 'INVALID',
  field: 'delivery',
  facts: {
    zh: '只通知新的设备与招标，请把 LISTING 或 TENDER 列入 kinds，或选择 NONE',
    en: 'only new listings and tenders are told of; include LISTING or TENDER in the kinds, or choose NONE',
  },
};

/** When the member is told, or what is wrong with it. Only members of verified organisations are told anything. */
export function watchDelivery(
  { every, hour, weekday }: AskedDelivery,
  query: SavedQuery,
  viewer: Pick<Viewer, 'organisationState'>,
): Outcome<WatchDelivery> {
  if (every === 'NONE') return accepted({ every });
  const faults: readonly Refusal[] = [
    ...(viewer.organisationState === 'VERIFIED' ? [] : [{ code: 'NOT_VERIFIED' as const, field: 'delivery' }]),
    ...(tellsNothing(query) ? [NOTHING_TO_TELL] : []),
    ...outside(hour, 0, 23, 'hour'),
    ...outside(weekday, 1, 7, 'weekday'),
  ];
  if (faults.length > 0) return refused(...faults);
  switch (every) {
    case 'INSTANT':
      return accepted({ every });
    case 'DAILY':
      return accepted({ every, hour });
    case 'WEEKLY':
      return accepted({ every, hour, weekday });
  }
}

function tellsNothing(query: SavedQuery): boolean {
  const kinds = (query.kind === 'THINGS' ? query.words?.kinds : undefined) ?? [];
  return kinds.length > 0 && !WATCHED_KINDS.some((kind) => kinds.includes(kind));
}

function outside(given: number, least: number, most: number, field: string): readonly Refusal[] {
  const fits = Number.isInteger(given) && given >= least && given <= most;
  return fits ? [] : [{ code: 'INVALID', field, facts: { given, expected: `${least}–${most}` } }];
}

const isKind = (kind: string): kind is SearchKind => SEARCH_KINDS.some((known) => known === kind);
const isFacet = (facet: string): facet is Facet => FACETS.some((known) => known === facet);

/** The words and filters as the index takes them; undefined when they name what this release does not know, and so find nothing. */
export function requestOf({ text, kinds = [], facets = [], figures = [] }: WordSearch): SearchRequest | undefined {
  const known = kinds.filter(isKind);
  const filters = facets.flatMap(({ facet, anyOf }) => (isFacet(facet) ? [{ facet, anyOf }] : []));
  if (filters.length < facets.length || (kinds.length > 0 && known.length === 0)) return undefined;
  return { text, kinds: known, facets: filters, figures };
}
