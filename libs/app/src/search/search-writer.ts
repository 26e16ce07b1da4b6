import { isPublic, onMarket } from '@huanpei/domain';
import { Reads } from '../ports/reads';
import { SearchIndex, type RowKind, type SearchDocument } from '../ports/search-index';
import { SearchSource } from '../ports/search-source';
import { documentOfListing, documentOfSupplier, documentOfTender } from './search-document';

/** So often a thing is written again because it has changed meanwhile; then something else is wrong. */
const ROUNDS = 20;

/** What was written: how many documents were put, and how many things were removed. */
export interface Written {
  readonly put: number;
  readonly removed: number;
}

/**
 * Brings the search index in line with the rows, for any number of processes at once and without a lock between them.
 *
 * After it has written, it looks again, and writes again what has changed since it read: so of two who write one thing,
 * the one that writes last has seen the last change, and what was removed does not come back by a write that was late.
 */
export class SearchWriter {
  constructor(
    private readonly reads: Reads,
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
  ) {}

  /**
   * Puts those of the ids that anyone may find and removes the others. Once it resolves, the index agrees with everything
   * that was committed before it was called.
   */
  async bring(kind: RowKind, ids: readonly string[]): Promise<Written> {
    let [put, removed] = [0, 0];
    let open: readonly string[] = [...new Set(ids)];
    for (let round = 0; open.length > 0; round += 1) {
      if (round === ROUNDS) throw new Error(`${open.length} of kind ${kind} change faster than they can be indexed`);
      const documents = await this.documents(kind, open);
      const written = new Map(documents.map(({ id, revision }) => [id, revision]));
      const gone = open.filter((id) => !written.has(id));
      if (documents.length > 0) await this.index.put(documents);
      if (gone.length > 0) await this.index.remove(kind, gone);
      put += documents.length;
      removed += gone.length;
      const now = await this.source.revisions(kind, open);
      open = open.filter((id) => now.get(id) !== written.get(id));
    }
    return { put, removed };
  }

  private documents(kind: RowKind, ids: readonly string[]): Promise<readonly SearchDocument[]> {
    switch (kind) {
      case 'LISTING':
        return this.listings(ids);
      case 'TENDER':
        return this.tenders(ids);
      case 'SUPPLIER':
        return this.suppliers(ids);
    }
  }

  private async listings(ids: readonly string[]): Promise<readonly SearchDocument[]> {
    const listings = [...(await this.reads.listingsByIds(ids)).values()];
    const suppliers = await this.reads.organisationsByIds([...new Set(listings.map(({ supplierId }) => supplierId))]);
    return listings.flatMap((listing) => {
      const supplier = suppliers.get(listing.supplierId);
      if (!listing.content || !supplier || !onMarket(listing, supplier)) return [];
      // Both are seen in the document, and either may change without the other.
      const revision = listing.version + supplier.version;
      return [{ ...documentOfListing(listing, listing.content, supplier), revision }];
    });
  }

  private async tenders(ids: readonly string[]): Promise<readonly SearchDocument[]> {
    const tenders = [...(await this.reads.tendersByIds(ids)).values()];
    return tenders.filter(isPublic).map((tender) => ({ ...documentOfTender(tender), revision: tender.version }));
  }

  private async suppliers(ids: readonly string[]): Promise<readonly SearchDocument[]> {
    const [firms, offered] = await Promise.all([this.reads.organisationsByIds(ids), this.source.offered(ids)]);
    return [...firms.values()]
      .filter(({ kind, state }) => kind === 'SUPPLIER' && state === 'VERIFIED')
      .map((firm) => {
        const offers = offered.get(firm.id) ?? { technologies: [], domains: [], version: 0 };
        return { ...documentOfSupplier(firm, offers), revision: firm.version + offers.version };
      });
  }
}
