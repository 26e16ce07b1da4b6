import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { FACETS } from '@huanpei/app';
import { once } from '../once';
import { FORM, facetAttribute } from './document';
import { synonymSettings } from './synonyms';

export const PRIMARY_KEY = 'key';

/** Counted and listed without end: a market has fewer documents, and a facet fewer values. */
const MAX_HITS = 1_000_000;
const MAX_FACET_VALUES = 10_000;

/** Where words are looked for, the weightiest first. */
export const TEXT_ATTRIBUTES = [
  'title',
  'title_exact',
  'codes',
  'technologies',
  'words',
  'words_exact',
  'stems',
] as const;
export const SOUND_ATTRIBUTES = ['title_sounds', 'sounds'] as const;
/** No typing error is forgiven in figures, codes, Chinese and sounds, which stand nowhere else. */
const EXACT_ATTRIBUTES = ['title_exact', 'codes', 'words_exact', 'stems', ...SOUND_ATTRIBUTES];

/** Everything that makes one index different from another, but for its documents. Made at first use: it reads the synonyms. */
export const settings: () => Settings = once(() => ({
  searchableAttributes: [...TEXT_ATTRIBUTES, ...SOUND_ATTRIBUTES],
  filterableAttributes: ['subject', 'kind', 'technology_codes', 'figures', ...FACETS.map(facetAttribute)].sort(),
  sortableAttributes: ['figures', 'since'],
  displayedAttributes: [
    'key',
    'subject',
    'kind',
    'id',
    'revision',
    'since',
    'name_zh',
    'name_en',
    'named',
    'title',
    'technologies',
    'words',
    'figures',
  ],
  // While a lower revision is being cleared away, the subject still shows and counts only once.
  distinctAttribute: 'subject',
  // Whoever asks for an order of figures means it whatever the words.
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness', 'since:desc'],
  // What everybody writes is in no question here: words are handed over as they are, and few are typed.
  stopWords: [],
  synonyms: synonymSettings() as Record<string, string[]>,
  typoTolerance: { enabled: true, disableOnAttributes: EXACT_ATTRIBUTES },
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: MAX_HITS },
}));

/** Changes whenever the settings or the form of the stored documents do: an index of another version must be rebuilt. */
export const version: () => string = once(() =>
  createHash('sha256')
    .update(JSON.stringify([FORM, settings()]))
    .digest('hex')
    .slice(0, 10),
);
