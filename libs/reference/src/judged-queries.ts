import { dataFile, once } from './data-file';

/** What kind of words were typed, so that a measure can tell where a search is weak. */
export const QUERY_KINDS = [
  'technology',
  'everyday',
  'synonym',
  'typo',
  'parameter',
  'standard',
  'scenario',
  'supplier',
  'number',
  'title',
  'mixed',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** 3 exactly what is meant, 2 good, 1 related; whatever is not named is 0. */
export const RELEVANCES = ['3', '2', '1'] as const;
export type Relevance = (typeof RELEVANCES)[number];

/** A query as typed into the one search box, and what of the demonstration it should find. */
export interface JudgedQuery {
  readonly id: string;
  /** Weights may be chosen on `tune`; figures are given on `test`, which nobody tunes on. */
  readonly set: 'tune' | 'test';
  readonly kind: QueryKind;
  /** `mixed`: both languages in one query, or Chinese typed in pinyin. */
  readonly language: 'zh' | 'en' | 'mixed';
  readonly text: string;
  /** Documents by grade: `LISTING:<id>`, `TENDER:<id>`, `SUPPLIER:<key>`, `STANDARD:<code>`, `PARAMETER:<code>`. */
  readonly relevant: { readonly [grade in Relevance]?: readonly string[] };
}

export interface JudgedQueriesFile {
  readonly about: string;
  readonly queries: readonly JudgedQuery[];
}

export const judgedQueriesFile = dataFile<JudgedQueriesFile>('judged/queries.json');

/** Queries with graded documents, judged without knowledge of the search and before any search was run. */
export const judgedQueries: () => readonly JudgedQuery[] = once(() => judgedQueriesFile().queries);

/** The grade of every document that has one above 0, by the document's name. */
export function gradesOf({ relevant }: JudgedQuery): ReadonlyMap<string, number> {
  return new Map(
    RELEVANCES.flatMap((grade) =>
      (relevant[grade] ?? []).map((document) => [document, Number(grade)] as [string, number]),
    ),
  );
}
