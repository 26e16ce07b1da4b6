import type { Page, PageRequest } from './reads';

/** What can be found from the one box. */
export const SEARCH_KINDS = ['LISTING', 'TENDER', 'SUPPLIER', 'STANDARD', 'PARAMETER'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** The kinds whose documents are made of rows; the others come from the reference data. */
export const ROW_KINDS = ['LISTING', 'TENDER', 'SUPPLIER'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/**
 * What is counted beside the hits and can be narrowed to. All values are codes of the reference data; `basis` holds the
 * bases a listing's facts have, `honour` what the firm holds (not the product), `catalogue` the official catalogues the
 * firm or its product is in.
 */
export const FACETS = [
  'domain',
  'scenario',
  'technology',
  'parameter',
  'basis',
  'certificate',
  'honour',
  'region',
  'catalogue',
] as const;
export type Facet = (typeof FACETS)[number];

/**
 * One number or interval of a document that can be searched by, in the unit its key implies. Keys are made by
 * `figureKey` of search/figures.ts only: what is stated (`outlet`, `removal_pct`, `capacity`, `energy`, `price`,
 * `lead_days`), of which parameter, in which SI unit or currency. A key appears at most once in a document.
 */
export interface SearchFigure {
  readonly key: string;
  /** The end that the supplier answers for on the low side; `low <= high`. Both are finite. */
  readonly low: number;
  readonly high: number;
}

/** What the search index holds of one thing. Search suggests and ranks by words; it never decides a match. */
export interface SearchDocument {
  readonly kind: SearchKind;
  readonly id: string;
  readonly revision: number;
  readonly title: { readonly zh: string; readonly en: string };
  /** Names of technologies, parameters, standards and the firm, in both languages. */
  readonly words: { readonly zh: string; readonly en: string };
  /** Taxonomy codes with their ancestors, as words. */
  readonly technologies: readonly string[];
  /** How it is cited: `HJ 212-2017`, `CODCr`, a credit code. Found as written, and in parts. */
  readonly codes: readonly string[];
  /** Absent or empty where nothing is stated. Values are distinct; hierarchies come with their ancestors. */
  readonly facets: { readonly [F in Facet]?: readonly string[] };
  readonly figures: readonly SearchFigure[];
}

/** Keeps what states one of these values. */
export interface FacetFilter {
  readonly facet: Facet;
  readonly anyOf: readonly string[];
}

/**
 * Keeps what states a figure of this key that holds: its worse end at or below `atMost`, its worse end at or above
 * `atLeast`, or an interval that covers `covers`. What states none is left out, or kept beside the others with
 * `orNotStated`: missing data is neither a pass nor a fail.
 */
export interface FigureFilter {
  readonly key: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly covers?: number;
  readonly orNotStated?: boolean;
}

export interface SearchRequest {
  readonly text: string;
  /** Only these kinds; all when absent or empty. */
  readonly kinds?: readonly SearchKind[];
  /** All of them must hold. */
  readonly facets?: readonly FacetFilter[];
  readonly figures?: readonly FigureFilter[];
  /** Facets to count beside the hits. */
  readonly count?: readonly Facet[];
}

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly score: number;
}

/** A value of a facet and how many hits have it. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface SearchAnswer extends Page<SearchHit> {
  /**
   * For each facet asked for, the values of the hits with exact counts, most first, then by value. A facet's own filter
   * does not narrow its counts, so that another of its values can be chosen; every other filter does.
   */
  readonly facets: readonly { readonly facet: Facet; readonly values: readonly FacetValue[] }[];
  /** How many hits there are of each kind, whatever kinds were asked for. */
  readonly kinds: readonly { readonly kind: SearchKind; readonly count: number }[];
  /** The text with words nobody uses replaced by likely ones, when it was searched that way: "did you mean". */
  readonly correction: string | null;
}

/** One way to go on typing. */
export interface Suggestion {
  /** What to search for. */
  readonly text: string;
  /** The thing itself, when the suggestion is one. */
  readonly thing: { readonly kind: SearchKind; readonly id: string } | null;
}

export interface SuggestRequest {
  readonly text: string;
  readonly language: 'zh' | 'en';
  readonly kinds?: readonly SearchKind[];
  /** At most so many, 1 to 20. */
  readonly first: number;
}

/** Words in, ids out. A lower revision never overwrites a higher one. */
export abstract class SearchIndex {
  abstract readonly name: 'postgres' | 'meilisearch';
  abstract put(documents: readonly SearchDocument[]): Promise<void>;
  abstract remove(kind: SearchKind, ids: readonly string[]): Promise<void>;
  abstract search(request: SearchRequest, page: PageRequest): Promise<SearchAnswer>;
  /** Titles, names and codes that begin as typed, also by pinyin (`wushui`, `ws`), the likeliest first. */
  abstract suggest(request: SuggestRequest): Promise<readonly Suggestion[]>;
  /**
   * Ids held of a kind, at most `limit` of those after `after` (an id given before; null for the first), in an order of
   * the adapter's own. Whoever reads on from the last id until none is left meets everything held all the while, once;
   * what is put or removed meanwhile may be among them or not.
   */
  abstract idsHeld(kind: SearchKind, after: string | null, limit: number): Promise<readonly string[]>;
  /** Throws when the index cannot answer. */
  abstract ping(): Promise<void>;
}
