import { Fault, only } from './fault';

/** The settings of an index that the double knows, with the defaults of the published API. */
export interface Settings {
  displayedAttributes: readonly string[];
  searchableAttributes: readonly string[];
  filterableAttributes: readonly string[];
  sortableAttributes: readonly string[];
  rankingRules: readonly string[];
  stopWords: readonly string[];
  synonyms: Readonly<Record<string, readonly string[]>>;
  distinctAttribute: string | null;
  typoTolerance: {
    readonly enabled: boolean;
    readonly minWordSizeForTypos: { readonly oneTypo: number; readonly twoTypos: number };
    readonly disableOnWords: readonly string[];
    readonly disableOnAttributes: readonly string[];
    readonly disableOnNumbers: boolean;
  };
  faceting: {
    readonly maxValuesPerFacet: number;
    readonly sortFacetValuesBy: Readonly<Record<string, 'alpha' | 'count'>>;
  };
  pagination: { readonly maxTotalHits: number };
  localizedAttributes:
    readonly { readonly attributePatterns: readonly string[]; readonly locales: readonly string[] }[] | null;
}

export const DEFAULTS: Settings = {
  displayedAttributes: ['*'],
  searchableAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [],
  synonyms: {},
  distinctAttribute: null,
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1_000 },
  localizedAttributes: null,
};

const RULE = /^(words|typo|proximity|attribute|sort|exactness|[\w.]+:(asc|desc))$/;

/** Refuses what the server would refuse at once. */
export function checked(given: Partial<Settings>): void {
  only(given, Object.keys(DEFAULTS));
  const rule = given.rankingRules?.find((one) => !RULE.test(one));
  if (rule !== undefined)
    throw new Fault(400, 'invalid_settings_ranking_rules', `\`${rule}\` ranking rule is invalid.`);
  const sizes = given.typoTolerance?.minWordSizeForTypos;
  if (sizes && sizes.oneTypo > sizes.twoTypos) {
    throw new Fault(400, 'invalid_settings_typo_tolerance', '`minWordSizeForTypos` setting is invalid.');
  }
  if (given.typoTolerance) only(given.typoTolerance, Object.keys(DEFAULTS.typoTolerance));
}

/** What is given replaces what was; null goes back to the default. Objects are merged, as PATCH does. */
export function updated(settings: Settings, given: Partial<Settings>): Settings {
  const next: Record<string, unknown> = { ...settings };
  for (const [name, value] of Object.entries(given)) {
    const known = next[name];
    const merges = name === 'typoTolerance' || name === 'faceting' || name === 'pagination';
    next[name] =
      value === null
        ? DEFAULTS[name as keyof Settings]
        : merges
          ? { ...(known as object), ...(value as object) }
          : name === 'filterableAttributes' || name === 'sortableAttributes' || name === 'stopWords'
            ? [...(value as string[])].sort()
            : value;
  }
  return next as unknown as Settings;
}
