import type { Domain } from '@huanpei/matching';
import type { Page, PageRequest } from './reads';

/** What the search index holds of a listing or tender. Search suggests and ranks by words; it never decides a match. */
export interface SearchDocument {
  readonly kind: 'LISTING' | 'TENDER';
  readonly id: string;
  readonly revision: number;
  readonly domain: Domain;
  readonly title: { readonly zh: string; readonly en: string };
  /** Names of technologies, parameters, standards and the firm, in both languages. */
  readonly words: { readonly zh: string; readonly en: string };
  /** Taxonomy codes with their ancestors. */
  readonly technologies: readonly string[];
}

export interface SearchRequest {
  readonly text: string;
  readonly kind?: SearchDocument['kind'];
  readonly domain?: Domain;
}

export interface SearchHit {
  readonly kind: SearchDocument['kind'];
  readonly id: string;
  readonly score: number;
}

/** Words in, ids out. A lower revision never overwrites a higher one. */
export abstract class SearchIndex {
  abstract readonly name: 'postgres' | 'meilisearch';
  abstract put(documents: readonly SearchDocument[]): Promise<void>;
  abstract remove(kind: SearchDocument['kind'], ids: readonly string[]): Promise<void>;
  abstract search(request: SearchRequest, page: PageRequest): Promise<Page<SearchHit>>;
  /** Throws when the index cannot answer. */
  abstract ping(): Promise<void>;
}
