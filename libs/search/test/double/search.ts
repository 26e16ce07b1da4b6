import { Fault, only, type Row } from './fault';
import { type Filter, type Flat, flattened, folded, isFilterable, testOf } from './filter';
import type { Settings } from './settings';
import { distance, fieldOf, normalised, type Field, queryOf, type Query, type Token, wordsIn } from './text';

/** A document with what searching it needs. */
export interface Held {
  readonly row: Row;
  readonly flat: Flat;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Table {
  readonly uid: string;
  primaryKey: string | null;
  settings: Settings;
  readonly rows: Map<string, Held>;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Question {
  readonly indexUid?: string;
  readonly q?: string;
  readonly filter?: Filter;
  readonly facets?: readonly string[];
  readonly attributesToRetrieve?: readonly string[];
  readonly attributesToSearchOn?: readonly string[];
  readonly matchingStrategy?: 'last' | 'all';
  readonly distinct?: string;
  readonly sort?: readonly string[];
  readonly offset?: number;
  readonly limit?: number;
  readonly page?: number;
  readonly hitsPerPage?: number;
  readonly showRankingScore?: boolean;
  readonly showMatchesPosition?: boolean;
  readonly rankingScoreThreshold?: number;
  readonly locales?: readonly string[];
}

const QUESTION = [
  'indexUid',
  'q',
  'filter',
  'facets',
  'attributesToRetrieve',
  'attributesToSearchOn',
  'matchingStrategy',
  'distinct',
  'sort',
  'offset',
  'limit',
  'page',
  'hitsPerPage',
  'showRankingScore',
  'showMatchesPosition',
  'rankingScoreThreshold',
  'locales',
];

export function held(row: Row, settings: Settings): Held {
  const searchable = settings.searchableAttributes.includes('*') ? Object.keys(row) : settings.searchableAttributes;
  return {
    row,
    flat: flattened(row),
    fields: new Map(searchable.filter((name) => row[name] !== undefined).map((name) => [name, fieldOf(row[name])])),
  };
}

/** One search, as `POST /indexes/{uid}/search` and each query of `POST /multi-search` answer it. */
export function search(table: Table, question: Question): Record<string, unknown> {
  only(question, QUESTION);
  const { settings } = table;
  const asked = attributesOf(settings, question);
  const test = testOf(question.filter, settings.filterableAttributes, 'invalid_search_filter');
  const query = queryOf(question.q ?? '', new Set(settings.stopWords.map(normalised)));
  const matcher = new Matcher(query, settings, asked, question.matchingStrategy ?? 'last');
  const empty = (question.q ?? '').trim() === '';
  const ranked = [...table.rows.values()]
    .filter(({ flat }) => test(flat))
    .flatMap((one) => {
      const found = empty ? NO_WORDS : matcher.match(one);
      return found === undefined ? [] : [{ one, found, order: orderOf(one, found, settings, question) }];
    })
    .sort((a, b) => compare(a.order, b.order));
  const distinct = question.distinct ?? settings.distinctAttribute ?? undefined;
  if (question.distinct !== undefined && !isFilterable(question.distinct, settings.filterableAttributes)) {
    throw new Fault(400, 'invalid_search_distinct', `Attribute \`${question.distinct}\` is not filterable.`);
  }
  const seen = new Set<string>();
  const candidates = ranked.filter(({ one }) => {
    const value = distinct === undefined ? undefined : one.flat.get(distinct)?.[0];
    if (value === undefined || value === null) return true;
    if (seen.has(String(value))) return false;
    return seen.add(String(value));
  });
  const shown = candidates
    .filter(({ found }) => found.score >= (question.rankingScoreThreshold ?? 0))
    .slice(0, settings.pagination.maxTotalHits);
  const present = ({ one, found }: (typeof shown)[number]) => ({
    ...displayed(one.row, settings, question.attributesToRetrieve),
    ...(question.showRankingScore ? { _rankingScore: found.score } : {}),
    ...(question.showMatchesPosition ? { _matchesPosition: positions(found.tokens) } : {}),
  });
  const facets =
    question.facets === undefined
      ? {}
      : {
          facetDistribution: distribution(
            candidates.map(({ one }) => one),
            settings,
            question.facets,
          ),
          facetStats: {},
        };
  const common = { query: question.q ?? '', processingTimeMs: 0, indexUid: table.uid, ...facets };
  const { page, hitsPerPage, offset = 0, limit = 20 } = question;
  if (page !== undefined || hitsPerPage !== undefined) {
    const [at, size] = [page ?? 1, hitsPerPage ?? 20];
    const hits = at === 0 ? [] : shown.slice((at - 1) * size, at * size).map(present);
    return {
      hits,
      page: at,
      hitsPerPage: size,
      totalHits: shown.length,
      totalPages: size === 0 ? 0 : Math.ceil(shown.length / size),
      ...common,
    };
  }
  return {
    hits: shown.slice(offset, offset + limit).map(present),
    offset,
    limit,
    estimatedTotalHits: shown.length,
    ...common,
  };
}

export function displayed(row: Row, settings: Settings, wanted: readonly string[] = ['*']): Row {
  const allowed = settings.displayedAttributes.includes('*') ? Object.keys(row) : settings.displayedAttributes;
  const names = wanted.includes('*') ? allowed : wanted.filter((name) => allowed.includes(name));
  return Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]));
}

function attributesOf(settings: Settings, { attributesToSearchOn }: Question): readonly string[] | undefined {
  const unknown = attributesToSearchOn?.find(
    (name) =>
      name !== '*' && !settings.searchableAttributes.includes('*') && !settings.searchableAttributes.includes(name),
  );
  if (unknown !== undefined) {
    throw new Fault(400, 'invalid_search_attributes_to_search_on', `Attribute \`${unknown}\` is not searchable.`);
  }
  return attributesToSearchOn?.includes('*') ? undefined : attributesToSearchOn;
}

/** The values of the facets that the candidates have, with exact counts, at most `maxValuesPerFacet` of each. */
function distribution(rows: readonly Held[], settings: Settings, facets: readonly string[]): unknown {
  return Object.fromEntries(
    facets.map((facet) => {
      if (!isFilterable(facet, settings.filterableAttributes)) {
        throw new Fault(
          400,
          'invalid_search_facets',
          `Invalid facet distribution: Attribute \`${facet}\` is not filterable.`,
        );
      }
      const counts = new Map<string, { readonly name: string; count: number }>();
      for (const { flat } of rows) {
        const values = new Map(
          (flat.get(facet) ?? [])
            .filter((value) => value !== null)
            .map((value) => [folded(String(value)), String(value)]),
        );
        for (const [value, name] of values) {
          const known = counts.get(value);
          if (known) known.count += 1;
          else counts.set(value, { name, count: 1 });
        }
      }
      const by = settings.faceting.sortFacetValuesBy[facet] ?? settings.faceting.sortFacetValuesBy['*'] ?? 'alpha';
      const sorted = [...counts].sort(([a, x], [b, y]) => (by === 'count' ? y.count - x.count : 0) || (a < b ? -1 : 1));
      return [
        facet,
        Object.fromEntries(
          sorted.slice(0, settings.faceting.maxValuesPerFacet).map(([, { name, count }]) => [name, count]),
        ),
      ];
    }),
  );
}

interface Found {
  /** Query words that are there, counted from the first on. */
  readonly words: number;
  readonly typos: number;
  /** Steps between the places of neighbouring words, each at most 8. */
  readonly proximity: number;
  /** Sum of the ranks of the attributes they stand in. */
  readonly attribute: number;
  /** How many are there as they were typed, not as a prefix. */
  readonly exact: number;
  readonly score: number;
  readonly tokens: readonly { readonly attribute: string; readonly token: Token }[];
}

const NO_WORDS: Found = { words: 0, typos: 0, proximity: 0, attribute: 0, exact: 0, score: 1, tokens: [] };

/** One way in which some words of the query, from one on, stand in a document. */
interface Reading {
  readonly words: number;
  readonly typos: number;
  readonly exact: number;
  readonly attribute: number;
  readonly tokens: readonly { readonly attribute: string; readonly token: Token }[];
}

class Matcher {
  private readonly synonyms: ReadonlyMap<string, readonly (readonly string[])[]>;

  constructor(
    private readonly query: Query,
    private readonly settings: Settings,
    private readonly attributes: readonly string[] | undefined,
    private readonly strategy: 'last' | 'all',
  ) {
    this.synonyms = parsedSynonyms(settings.synonyms);
  }

  match(row: Held): Found | undefined {
    const fields = [...row.fields].filter(([name]) => this.attributes?.includes(name) ?? true);
    const { words, phrases, without } = this.query;
    if (without.some((phrase) => this.phrase(fields, phrase) !== undefined)) return undefined;
    const held = phrases.map((phrase) => this.phrase(fields, phrase));
    if (held.some((one) => one === undefined)) return undefined;
    const best = this.best(fields, 0);
    const needed = this.strategy === 'all' ? words.length : phrases.length > 0 ? 0 : Math.min(1, words.length);
    if (words.length + phrases.length === 0 || best.words < needed) return undefined;
    const tokens = [...held.flatMap((one) => one ?? []), ...best.tokens];
    let proximity = 0;
    for (let at = 1; at < tokens.length; at += 1) {
      const [a, b] = [tokens[at - 1]!, tokens[at]!];
      const step = b.token.at - a.token.at;
      proximity += a.attribute === b.attribute ? Math.min(8, step > 0 ? step : 1 - step) : 8;
    }
    const found = { ...best, words: phrases.length + best.words, proximity, score: 0, tokens };
    return { ...found, score: this.score(found, words.length + phrases.length) };
  }

  /** Each rule only refines what the ones before it left, so that the score falls along the hits, as in the real one. */
  private score(found: Found, of: number): number {
    const ranks: Partial<Record<string, readonly [good: number, most: number]>> = {
      words: [found.words - 1, of],
      typo: [2 * of - found.typos, 2 * of + 1],
      proximity: [8 * of - found.proximity, 8 * of + 1],
      attribute: [20 * of - found.attribute, 20 * of + 1],
      exactness: [found.exact, of + 1],
    };
    return [...this.settings.rankingRules].reverse().reduce((inner, rule) => {
      const rank = ranks[rule];
      return rank === undefined ? inner : (rank[0] + inner) / rank[1];
    }, 1);
  }

  private best(
    fields: readonly (readonly [string, Field])[],
    from: number,
    known: (Reading | undefined)[] = [],
  ): Reading {
    const nothing: Reading = { words: 0, typos: 0, exact: 0, attribute: 0, tokens: [] };
    if (from >= this.query.words.length) return nothing;
    const before = known[from];
    if (before) return before;
    let best = nothing;
    for (let length = 1; length <= 3 && from + length <= this.query.words.length; length += 1) {
      const here = this.reading(fields, from, length);
      if (!here) continue;
      const rest = this.best(fields, from + length, known);
      const whole = {
        words: length + rest.words,
        typos: here.typos + rest.typos,
        exact: here.exact + rest.exact,
        attribute: here.attribute + rest.attribute,
        tokens: [...here.tokens, ...rest.tokens],
      };
      if (better(whole, best)) best = whole;
    }
    known[from] = best;
    return best;
  }

  /** The best reading of so many words as one: themselves, run together, cut in two, or by a synonym. */
  private reading(fields: readonly (readonly [string, Field])[], from: number, length: number): Reading | undefined {
    const asked = this.query.words.slice(from, from + length);
    const joined = asked.map(({ word }) => word).join('');
    const prefix = asked.at(-1)!.prefix;
    let best: Reading | undefined;
    const offer = (tokens: Reading['tokens'], typos: number, exact: number): void => {
      const attribute = Math.min(...tokens.map((one) => this.rank(one.attribute)));
      const one = { words: length, typos, exact, attribute, tokens };
      if (!best || better(one, best)) best = one;
    };
    for (const [attribute, field] of fields) {
      const exact = field.places.get(joined)?.[0];
      if (exact) offer([{ attribute, token: exact }], length - 1, 1);
      const typos = length === 1 ? this.allowed(joined, attribute) : 0;
      const longer = prefix ? beginning(field, joined) : undefined;
      if (longer) offer([{ attribute, token: longer }], length - 1, 0);
      // What is found as it is typed comes before what is not, so that errors need not be looked for.
      if (typos > 0 && !exact && !longer) {
        for (const [word, [token]] of field.places) {
          if (Math.abs(word.length - joined.length) > typos && !prefix) continue;
          const far = typosBetween(joined, word, prefix, typos);
          if (far <= typos) offer([{ attribute, token: token! }], far, 0);
        }
      }
      if (length === 1 && this.settings.typoTolerance.enabled) {
        for (let cut = 1; cut < joined.length; cut += 1) {
          const pair = together(field, [joined.slice(0, cut), joined.slice(cut)]);
          if (pair)
            offer(
              pair.map((token) => ({ attribute, token })),
              1,
              0,
            );
        }
      }
      for (const synonym of this.synonyms.get(asked.map(({ word }) => word).join(' ')) ?? []) {
        const found = together(field, synonym);
        if (found)
          offer(
            found.map((token) => ({ attribute, token })),
            0,
            0,
          );
      }
    }
    return best;
  }

  private phrase(
    fields: readonly (readonly [string, Field])[],
    words: readonly string[],
  ): Reading['tokens'] | undefined {
    for (const [attribute, field] of fields) {
      const found = together(field, words);
      if (found) return found.map((token) => ({ attribute, token }));
    }
    return undefined;
  }

  private rank(attribute: string): number {
    return Math.max(0, this.settings.searchableAttributes.indexOf(attribute));
  }

  private allowed(word: string, attribute: string): number {
    const { enabled, minWordSizeForTypos, disableOnAttributes, disableOnWords, disableOnNumbers } =
      this.settings.typoTolerance;
    if (!enabled || disableOnAttributes.includes(attribute) || disableOnWords.map(normalised).includes(word)) return 0;
    if (disableOnNumbers && /^\p{N}+$/u.test(word)) return 0;
    const size = Array.from(word).length;
    return size >= minWordSizeForTypos.twoTypos ? 2 : size >= minWordSizeForTypos.oneTypo ? 1 : 0;
  }
}

const parsed = new WeakMap<object, ReadonlyMap<string, readonly (readonly string[])[]>>();

/** By the words they are synonyms of; made once for each setting. */
function parsedSynonyms(synonyms: Settings['synonyms']): ReadonlyMap<string, readonly (readonly string[])[]> {
  const known = parsed.get(synonyms);
  if (known) return known;
  const made = new Map(
    Object.entries(synonyms).map(([from, to]) => [
      [...wordsIn(from)].map(({ word }) => word).join(' '),
      to.map((text) => [...wordsIn(text)].map(({ word }) => word)),
    ]),
  );
  parsed.set(synonyms, made);
  return made;
}

/** The first word of the attribute, in the order of the alphabet, that begins so. */
function beginning(field: Field, text: string): Token | undefined {
  const { sorted } = field;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  const word = sorted[low];
  return word?.startsWith(text) ? field.places.get(word)?.[0] : undefined;
}

/** Words one after the other in one value of the attribute. */
function together(field: Field, words: readonly string[]): readonly Token[] | undefined {
  const [first, ...rest] = words;
  for (const token of field.places.get(first ?? '') ?? []) {
    const following = rest.map((word, at) => {
      const next = field.byPlace.get(token.at + at + 1);
      return next?.word === word ? next : undefined;
    });
    if (following.every((one) => one !== undefined)) return [token, ...following];
  }
  return undefined;
}

/** A wrong first letter counts twice; a prefix may hold the errors of a whole word. */
function typosBetween(asked: string, word: string, prefix: boolean, most: number): number {
  const cost = (text: string): number => {
    const far = distance(asked, text, most);
    return far > 0 && asked[0] !== text[0] ? far + 1 : far;
  };
  if (!prefix) return cost(word);
  let best = cost(word);
  for (let length = asked.length - most; length <= asked.length + most && length < word.length; length += 1) {
    if (length > 0) best = Math.min(best, cost(word.slice(0, length)));
  }
  return best;
}

function better(a: Reading, b: Reading): boolean {
  return (a.words - b.words || b.typos - a.typos || b.attribute - a.attribute || a.exact - b.exact) > 0;
}

/** What to compare, the smaller first, in the order of the ranking rules. */
function orderOf(one: Held, found: Found, settings: Settings, question: Question): readonly (number | string)[] {
  const value = (path: string, direction: string): number | string => {
    const held = one.flat.get(path)?.[0];
    if (typeof held === 'number') return direction === 'desc' ? -held : held;
    return typeof held === 'string' && direction === 'asc' ? held : Infinity;
  };
  return settings.rankingRules.flatMap((rule): readonly (number | string)[] => {
    switch (rule) {
      case 'words':
        return [-found.words];
      case 'typo':
        return [found.typos];
      case 'proximity':
        return [found.proximity];
      case 'attribute':
        return [found.attribute];
      case 'exactness':
        return [-found.exact];
      case 'sort':
        return (question.sort ?? []).map((sort) => {
          const [, path = '', direction = ''] = /^(.+):(asc|desc)$/.exec(sort) ?? [];
          if (!isFilterable(path, settings.sortableAttributes)) {
            throw new Fault(400, 'invalid_search_sort', `Attribute \`${path}\` is not sortable.`);
          }
          return value(path, direction);
        });
      default: {
        const [path = '', direction = ''] = rule.split(':');
        return [value(path, direction)];
      }
    }
  });
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, x] of a.entries()) {
    const y = b[at]!;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function positions(tokens: Found['tokens']): Record<string, readonly unknown[]> {
  const found: Record<string, unknown[]> = {};
  for (const { attribute, token } of tokens) {
    (found[attribute] ??= []).push({ start: token.start, length: token.length, indices: [token.value] });
  }
  return found;
}
