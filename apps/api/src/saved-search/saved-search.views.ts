import { filtersSay } from '@huanpei/app';
import type { FoundMatch, Language, SavedSearch, SavedSearchNotice, Viewer, WordSearch } from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { findingView } from '../match/match.views';
import { coded } from '../reference/reference.views';
import { lotView } from '../tender/tender.views';
import type {
  SavedSearchMatchObject,
  SavedSearchNoticeObject,
  SavedSearchObject,
  SavedTendersForMeObject,
  SavedWordsObject,
} from './saved-search.objects';

export function savedSearchView(
  search: SavedSearch,
  viewer: Pick<Viewer, 'memberId'>,
  language: Language,
): SavedSearchObject {
  const { id, name, query, delivery, paused, shared, createdAt, version, memberId } = search;
  const things = query.kind === 'THINGS' ? query : null;
  const need = things?.need ?? null;
  return {
    id,
    name,
    own: memberId === viewer.memberId,
    search: things?.words ? wordsView(things.words, language) : null,
    need: need && lotView({ id, title: { zh: name }, need }, null, language),
    tendersForMe: tendersView(query, language),
    closeness: query.closeness,
    delivery: delivery.every,
    hour: 'hour' in delivery ? delivery.hour : null,
    weekday: 'weekday' in delivery ? delivery.weekday : null,
    paused,
    shared,
    createdAt,
    version,
  };
}

function wordsView(words: WordSearch, language: Language): SavedWordsObject {
  const { text, kinds = [], facets = [], figures = [] } = words;
  return {
    text,
    kinds,
    facets,
    figures: figures.map(({ key, atMost, atLeast, covers, orNotStated }) => ({
      key,
      atMost: atMost ?? null,
      atLeast: atLeast ?? null,
      covers: covers ?? null,
      orNotStated: orNotStated ?? false,
    })),
    says: filtersSay(words, labels(language)),
  };
}

function tendersView(query: SavedSearch['query'], language: Language): SavedTendersForMeObject | null {
  if (query.kind !== 'TENDERS_FOR_ME') return null;
  const label = labels(language);
  return {
    domains: query.domains,
    scenarios: query.scenarios.map((code) => coded(code, label.technology)),
    regions: query.regions.map((code) => coded(code, label.region)),
  };
}

export function savedMatchView(
  match: FoundMatch | null | undefined,
  language: Language,
): SavedSearchMatchObject | null {
  if (!match) return null;
  const { listingId, lotId, closeness, score, obstacle, tightest } = match;
  return {
    listingId,
    lotId,
    closeness,
    score,
    obstacle: obstacle ? findingView(obstacle, language) : null,
    tightest: tightest ? findingView(tightest, language) : null,
  };
}

export function savedSearchNoticeView(
  { searchId, name, words, found, further }: SavedSearchNotice,
  language: Language,
): SavedSearchNoticeObject {
  return {
    searchId,
    name,
    asked: words === null ? [] : filtersSay(words, labels(language)),
    found: found.map(({ match, ...thing }) => ({ ...thing, match: savedMatchView(match, language) })),
    further,
  };
}
