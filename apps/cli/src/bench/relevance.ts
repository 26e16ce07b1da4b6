import type { SearchDocument } from '@huanpei/app';
import { gradesOf, QUERY_KINDS, type JudgedQuery, type QueryKind } from '@huanpei/reference';
import { bm25 } from './bm25';
import { compared, estimate, meanOf, ndcg, type Estimate } from './measures';
import { wordsOf } from './words';

/** How many hits of a query count. */
export const DEPTH = 10;
const WORST = 15;

/** What a search answered to a query: names of documents as the judged queries name them, best first. */
export interface Answered {
  readonly query: JudgedQuery;
  readonly found: readonly string[];
}

/** Mean nDCG@10 of some of the queries. */
export interface Mean {
  readonly queries: number;
  readonly ndcg10: number;
}

export interface AdapterRelevance {
  readonly name: string;
  /** Mean nDCG@10; a query that finds nothing counts as 0. */
  readonly ndcg10: number;
  readonly ci95: Estimate['ci95'];
  readonly by_kind: { readonly [kind in QueryKind]?: Mean };
  readonly by_language: Readonly<Record<string, Mean>>;
  /** Queries that found nothing at all. */
  readonly nothing_found: readonly string[];
  /** The worst answers, worst first, with what stood at the top and what should have. */
  readonly worst: readonly {
    readonly id: string;
    readonly text: string;
    readonly ndcg10: number;
    readonly first: readonly string[];
    readonly meant: readonly string[];
  }[];
  readonly per_query: Readonly<Record<string, number>>;
}

export function relevanceOf(name: string, answers: readonly Answered[], seed: number): AdapterRelevance {
  const trials = answers.map(({ query, found }) => ({ query, found, figure: figureOf(query, found) }));
  const mean = (some: typeof trials): Mean => ({
    queries: some.length,
    ndcg10: meanOf(some.map(({ figure }) => figure)),
  });
  const { mean: ndcg10, ci95 } = estimate(
    trials.map(({ figure }) => figure),
    seed,
  );
  const kinds = QUERY_KINDS.filter((kind) => trials.some(({ query }) => query.kind === kind));
  const languages = [...new Set(trials.map(({ query }) => query.language))];
  return {
    name,
    ndcg10,
    ci95,
    by_kind: Object.fromEntries(kinds.map((kind) => [kind, mean(trials.filter(({ query }) => query.kind === kind))])),
    by_language: Object.fromEntries(
      languages.map((language) => [language, mean(trials.filter(({ query }) => query.language === language))]),
    ),
    nothing_found: trials.filter(({ found }) => found.length === 0).map(({ query }) => query.text),
    worst: [...trials]
      .sort((a, b) => a.figure - b.figure || (a.query.id < b.query.id ? -1 : 1))
      .slice(0, WORST)
      .map(({ query, found, figure }) => ({
        id: query.id,
        text: query.text,
        ndcg10: figure,
        first: found.slice(0, 3),
        meant: (query.relevant['3'] ?? []).slice(0, 3),
      })),
    per_query: Object.fromEntries(trials.map(({ query, figure }) => [query.id, figure])),
  };
}

function figureOf(query: JudgedQuery, found: readonly string[]): number {
  if (new Set(found).size < found.length) throw new Error(`a document was found twice for ${query.id}`);
  const figure = ndcg(found, gradesOf(query), DEPTH);
  if (figure === undefined) throw new Error(`query ${query.id} has no relevant document`);
  return figure;
}

/** One search against another, query by query. */
export function against(mine: AdapterRelevance, other: AdapterRelevance, seed: number) {
  const pairs = Object.entries(mine.per_query).map(([id, figure]): readonly [number, number] => [
    figure,
    other.per_query[id] ?? 0,
  ]);
  return {
    name: other.name,
    difference: estimate(
      pairs.map(([one, two]) => one - two),
      seed,
    ),
    ...compared(pairs),
  };
}

/**
 * BM25 over the very documents an index is given, without fields, synonyms, pinyin or correction: titles, words and codes
 * in both languages, cut as keyword search of the other benches cuts them.
 */
export function keywordSearch(documents: readonly SearchDocument[]): (text: string) => readonly string[] {
  const ask = bm25(
    documents.map(({ kind, id, title, words, codes }) => ({
      id: `${kind}:${id}`,
      words: wordsOf([title.zh, title.en, words.zh, words.en, ...codes].join('\n')),
    })),
  );
  return (text) =>
    ask(wordsOf(text))
      .slice(0, DEPTH)
      .map(({ id }) => id);
}
