import type { Listing } from '@huanpei/domain';
import type { RowKind } from './search-index';

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
   * For those of the ids that anyone may find now, the revision of their document: a number that has risen with every
   * change of a row that can be seen in it. The others are not in the answer.
   */
  abstract revisions(kind: RowKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Listings of these suppliers that are published, in the order of their ids; a supplier of none is not in the answer. */
  abstract publishedOf(supplierIds: readonly string[]): Promise<ReadonlyMap<string, readonly Listing[]>>;
}
