import type { RowKind } from './search-index';

/** What a supplier offers on the market, all its published listings together. */
export interface Offered {
  readonly technologies: readonly string[];
  readonly domains: readonly string[];
  /** Sum of the versions of all its listings, also of those not on the market: it rises with each change of one. */
  readonly version: number;
}

/**
 * The rows that search documents are made of, as the indexer asks for them. What counts is what anyone may find:
 * listings on the market, tenders that were published, verified suppliers.
 */
export abstract class SearchSource {
  /** How many there are now. */
  abstract count(kind: RowKind): Promise<number>;
  /** Ids of those that come after an id ('' before all), in order, at most `limit`. */
  abstract idsAfter(kind: RowKind, after: string, limit: number): Promise<readonly string[]>;
  /**
   * For those of the ids that anyone may find now, the revision that their document must have: a number that has risen
   * with every change that can be seen in it. The others are not in the answer.
   */
  abstract revisions(kind: RowKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** What suppliers offer; one that offers nothing is not in the answer. */
  abstract offered(supplierIds: readonly string[]): Promise<ReadonlyMap<string, Offered>>;
}
