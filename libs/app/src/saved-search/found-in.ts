import { setImmediate } from 'node:timers/promises';
import {
  byCloseness,
  lotKeyOf,
  savedNeedOf,
  type FoundMatch,
  type Lot,
  type MatchNotice,
  type SavedQuery,
  type SavedSearch,
} from '@huanpei/domain';
import { evaluate, type Need, type Offer } from '@huanpei/matching';
import { matchingReference, regions, taxonomy } from '@huanpei/reference';
import type { StandingNeeds } from '../market/standing-needs';
import { noticeOf } from '../match/match-lots';
import type { SearchIndex } from '../ports/search-index';
import type { WatchedState } from '../ports/watched-state';
import { satisfiesFilters } from '../search/satisfies';

/** How a search finds a thing: by words and filters alone, or with how close it comes. */
export interface FoundBy {
  readonly match: FoundMatch | null;
}

export type ThingsQuery = Extract<SavedQuery, { readonly kind: 'THINGS' }>;
export type TendersQuery = Extract<SavedQuery, { readonly kind: 'TENDERS_FOR_ME' }>;

/** A need is judged in about a tenth of a millisecond; after so many others are answered. */
const JUDGED_AT_ONCE = 50;

/** A search for things with what is asked of them. */
export interface ForThings {
  readonly search: SavedSearch;
  readonly query: ThingsQuery;
}

export const forThings = (searches: readonly SavedSearch[]): readonly ForThings[] =>
  searches.flatMap((search) => (search.query.kind === 'THINGS' ? [{ search, query: search.query }] : []));

/** How the offer stands towards a saved need; undefined when it does not come as close as is asked. */
export function closeTo(search: SavedSearch, query: ThingsQuery, offer: Offer, day: string): FoundMatch | undefined {
  const need = savedNeedOf(search);
  const match = need && evaluate(need, offer, matchingReference(), { today: day, market: true });
  const notice = match && noticeOf(match, '');
  return notice && isAsked(query, notice) ? { ...notice, lotId: null } : undefined;
}

export const isAsked = (
  { closeness }: Pick<ThingsQuery | TendersQuery, 'closeness'>,
  notice: Pick<MatchNotice, 'closeness'>,
): boolean => closeness.length === 0 || closeness.includes(notice.closeness);

/**
 * Which of these searches find the thing, by their ids: as the search itself would by words and filters, as the engine
 * says by needs, and where both were asked only what both find.
 *
 * @param needs where given, asked first which needs the offer reaches at all; the answer is the same without
 */
export async function foundIn(
  searches: readonly ForThings[],
  state: WatchedState | null,
  index: Pick<SearchIndex, 'finds'>,
  needs?: Pick<StandingNeeds, 'reachedBy'>,
): Promise<ReadonlyMap<string, FoundBy>> {
  if (state === null) return new Map();
  const { document, offer, day } = state;
  const withNeed = searches.some(({ query }) => query.need !== null);
  const reached =
    needs && offer && withNeed
      ? new Set((await needs.reachedBy([offer], day, 'SAVED_SEARCH'))[0]?.map(idOf))
      : undefined;
  const left: (FoundBy & ForThings)[] = [];
  let judged = 0;
  for (const { search, query } of searches) {
    const { words, need } = query;
    if (words === null && need === null) continue;
    if (words !== null && !satisfiesFilters(document, words)) continue;
    if (need === null) {
      left.push({ search, query, match: null });
      continue;
    }
    if (offer === null || reached?.has(search.id) === false) continue;
    judged += 1;
    if (judged % JUDGED_AT_ONCE === 0) await setImmediate();
    const match = closeTo(search, query, offer, day);
    if (match) left.push({ search, query, match });
  }
  const texts = [...new Set(left.flatMap(({ query }) => textOf(query) ?? []))];
  const [spoken = []] = texts.length === 0 ? [] : await index.finds([document], texts);
  const agreeing = new Set(texts.filter((_, at) => spoken[at] === true));
  return new Map(
    left
      .filter(({ query }) => {
        const text = textOf(query);
        return text === undefined || agreeing.has(text);
      })
      .map(({ search, match }) => [search.id, { match }]),
  );
}

const idOf = ({ owner }: { readonly owner: { readonly id: string } }): string => owner.id;

/** The words asked for; undefined where there are none, which every document agrees with. */
export function textOf({ words }: Pick<ThingsQuery, 'words'>): string | undefined {
  const text = words?.text ?? '';
  return text.trim() === '' ? undefined : text;
}

// --- Open tenders that a supplier's listings could serve ---

/** An open tender, as far as it matters who could serve it. */
export interface OpenTender {
  readonly id: string;
  readonly region: string | null;
  readonly lots: readonly Lot[];
}

/** The lot's need as the engine reads it. */
export const lotNeed = (tenderId: string, { id, need }: Lot): Need => ({
  ...need,
  id: lotKeyOf({ tenderId, lotId: id }),
  name: {},
});

/** Whether a lot is of the kind that was asked for. */
export function isWanted({ domains, scenarios, regions: places }: TendersQuery, tender: OpenTender, lot: Lot): boolean {
  const { domain, scenario, technologies = [], region } = lot.need;
  const named = [...(scenario === undefined ? [] : [scenario]), ...technologies];
  const around = named.flatMap((code) => [code, ...taxonomy().ancestors(code)]);
  const where = [tender.region, region ?? null].filter((code) => code !== null);
  return (
    (domains.length === 0 || domains.includes(domain)) &&
    (scenarios.length === 0 || scenarios.some((code) => around.includes(code))) &&
    (places.length === 0 || places.some((outer) => where.some((inner) => regions().covers(outer, inner))))
  );
}

/** How these offers stand towards the lots of a tender, closest first. */
export function noticesFor(tender: OpenTender, offers: readonly Offer[], day: string): readonly MatchNotice[] {
  return tender.lots
    .flatMap((lot) => {
      const need = lotNeed(tender.id, lot);
      return offers.flatMap((offer) => {
        const match = evaluate(need, offer, matchingReference(), { today: day, market: true });
        return (match && noticeOf(match, lot.id)) ?? [];
      });
    })
    .sort(closestFirst);
}

export const closestFirst = (a: MatchNotice, b: MatchNotice): number =>
  byCloseness(a.closeness, b.closeness) || b.score - a.score;

/** The closest of these notices that the search asks for. `notices` are closest first. */
export function served(
  query: TendersQuery,
  tender: OpenTender,
  notices: readonly MatchNotice[],
): MatchNotice | undefined {
  const wanted = new Set(tender.lots.filter((lot) => isWanted(query, tender, lot)).map(({ id }) => id));
  return notices.find((notice) => wanted.has(notice.lotId) && isAsked(query, notice));
}
