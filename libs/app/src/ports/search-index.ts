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

/**
 * Hits in the order of one end of a figure instead of by their words. What states no figure of the key comes last; what is
 * equal, and what states none, newest first.
 */
export interface SearchOrder {
  readonly key: string;
  readonly by: 'low' | 'high';
  readonly descending?: boolean;
}

export interface SearchRequest {
  readonly text: string;
  /** Only these kinds; all when absent or empty. */
  readonly kinds?: readonly SearchKind[];
  /** All of them must hold. */
  readonly facets?: readonly FacetFilter[];
  readonly figures?: readonly FigureFilter[];
  /** By the words when absent. */
  readonly order?: SearchOrder;
  /** Facets to count beside the hits. */
  readonly count?: readonly Facet[];
}

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly score: number;
  /** The end that the hits are in the order of, null where it is not stated; only where an order was asked for. */
  readonly figure?: number | null;
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

/** How a write goes beside what others do on the same machine. */
export interface WriteOptions {
  /** What is written has waited long: it no longer gives way to searches. */
  readonly urgent?: boolean;
}

/** Words in, ids out. A lower revision never overwrites a higher one. */
export abstract class SearchIndex {
  abstract readonly name: 'postgres' | 'meilisearch';
  abstract put(documents: readonly SearchDocument[], options?: WriteOptions): Promise<void>;
  abstract remove(kind: SearchKind, ids: readonly string[], options?: WriteOptions): Promise<void>;
  abstract search(request: SearchRequest, page: PageRequest): Promise<SearchAnswer>;
  /** Titles, names and codes that begin as typed, also by pinyin (`wushui`, `ws`), the likeliest first. */
  abstract suggest(request: SuggestRequest): Promise<readonly Suggestion[]>;
  /**
   * By document and text: whether the document holds all words of the text, so that a search for it finds the document once
   * it is put. It is not put by this. Where nothing holds all of them a search also shows what is near; that is not here.
   * Kinds, facets and figures are `satisfiesFilters`.
   */
  abstract finds(
    documents: readonly SearchDocument[],
    texts: readonly string[],
  ): Promise<readonly (readonly boolean[])[]>;
  /**
   * Ids held of a kind, at most `limit` of those after `after` (an id given before; null for the first), in an order of
   * the adapter's own. Whoever reads on from the last id until none is left meets everything held all the while, once;
   * what is put or removed meanwhile may be among them or not.
   */
  abstract idsHeld(kind: SearchKind, after: string | null, limit: number): Promise<readonly string[]>;
  /** Throws when the index cannot answer. */
  abstract ping(): Promise<void>;

  /**
   * Begins to fill a new index beside the one that answers, and gives the name of this rebuild, which any process may go
   * on with. From then on, in every process, what is put or removed goes to both. Whoever rebuilds puts everything anew,
   * each thing read after this has returned, and then ends it with `finishRebuild`; until that, searches see nothing of
   * it. An index that has no versions, as the one in Postgres, is its own rebuild: this does nothing and is named ''.
   */
  beginRebuild(): Promise<string> {
    return Promise.resolve('');
  }

  /**
   * Lets the rebuilt index answer, from one moment to the next; what was not put since it began is gone then. The end of
   * a rebuild that was abandoned, or that a later one has overtaken, throws `RebuildOvertaken`. Ended twice, it is ended.
   */
  finishRebuild(rebuild: string): Promise<void> {
    void rebuild;
    return Promise.resolve();
  }

  /** Throws away what a rebuild has built; one that is over, or never was, is none of its business. */
  abandonRebuild(rebuild: string): Promise<void> {
    void rebuild;
    return Promise.resolve();
  }

  /** What health says of it; throws when that cannot be found out. */
  status(): Promise<SearchStatus> {
    return Promise.resolve({ answering: this.name, because: null, backlog: 0, lagMs: 0, owed: 0, rebuilds: 0 });
  }
}

/** A rebuild cannot be finished: it was abandoned, or one that began later is done. */
export class RebuildOvertaken extends Error {}

/** Which index answers, and how far behind it is. */
export interface SearchStatus {
  readonly answering: 'postgres' | 'meilisearch';
  /** Why it is not the one that was set up; null when it is. */
  readonly because: SearchDetour | null;
  /** Writes that the server has accepted and not yet done; null when it cannot say. */
  readonly backlog: number | null;
  /** Milliseconds since the oldest of them was accepted; null when it cannot say. */
  readonly lagMs: number | null;
  /** Things whose last write the server has not accepted yet, so that they are still to be written. */
  readonly owed: number;
  /** Rebuilds under way. */
  readonly rebuilds: number;
}

/**
 * Why the search server is not asked: it does not answer or answers with a fault, holds no index yet, one with other
 * settings, or one that was never filled; lags too far behind, or has missed writes; or is well again, and watched for a while.
 */
export const SEARCH_DETOURS = [
  'UNREACHABLE',
  'NO_INDEX',
  'OTHER_SETTINGS',
  'NEVER_FILLED',
  'LAGGING',
  'OWED_WRITES',
  'RECOVERING',
] as const;
export type SearchDetour = (typeof SEARCH_DETOURS)[number];
