import { isPublic, onMarket, shanghaiDay } from '@huanpei/domain';
import type { Clock } from '../ports/platform';
import type { Reads } from '../ports/reads';
import type { RowKind, SearchDocument, SearchIndex } from '../ports/search-index';
import type { SearchSource } from '../ports/search-source';
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
 * A document carries a revision that was read before its rows, so what it says is of that revision or later. After it has
 * been written the revision is read again, and what has changed is written again: of two who write one thing, the one
 * that writes last has seen the last change, and what was removed does not come back by a write that was late.
 */
export class SearchWriter {
  /** Ends with the last write that was begun; never rejects. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly reads: Reads,
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts those of the ids that anyone may find and removes the others. Once it resolves, the index agrees with everything
   * that was committed before it was called.
   */
  async bring(kind: RowKind, ids: readonly string[]): Promise<Written> {
    let [put, removed] = [0, 0];
    let open: readonly string[] = [...new Set(ids)];
    let revisions = await this.source.revisions(kind, open);
    for (let round = 0; open.length > 0; round += 1) {
      if (round === ROUNDS) throw new Error(`${open.length} of kind ${kind} change faster than they can be indexed`);
      const documents = await this.documents(kind, open, revisions);
      const written = new Map(documents.map(({ id, revision }) => [id, revision]));
      const gone = open.filter((id) => !written.has(id));
      await this.inTurn(async () => {
        if (documents.length > 0) await this.index.put(documents);
        if (gone.length > 0) await this.index.remove(kind, gone);
      });
      put += documents.length;
      removed += gone.length;
      revisions = await this.source.revisions(kind, open);
      open = open.filter((id) => revisions.get(id) !== written.get(id));
    }
    return { put, removed };
  }

  /**
   * One write of this process at a time. In the index they would wait for one another all the same, and while they wait
   * they would hold the connections that searches need.
   */
  private inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.lastWrite.then(write);
    this.lastWrite = turn.catch(() => undefined);
    return turn;
  }

  /** Of those that have a revision, and are still such that anyone may find them. */
  private async documents(
    kind: RowKind,
    ids: readonly string[],
    revisions: ReadonlyMap<string, number>,
  ): Promise<readonly SearchDocument[]> {
    const found = ids.filter((id) => revisions.has(id));
    if (found.length === 0) return [];
    const documents = await this.documentsOf(kind, found, shanghaiDay(this.clock.now()));
    return documents.map((document) => ({ ...document, revision: revisions.get(document.id) ?? document.revision }));
  }

  private documentsOf(kind: RowKind, ids: readonly string[], today: string): Promise<readonly SearchDocument[]> {
    switch (kind) {
      case 'LISTING':
        return this.listings(ids, today);
      case 'TENDER':
        return this.tenders(ids);
      case 'SUPPLIER':
        return this.suppliers(ids, today);
    }
  }

  private async listings(ids: readonly string[], today: string): Promise<readonly SearchDocument[]> {
    const listings = [...(await this.reads.listingsByIds(ids)).values()];
    const suppliers = await this.reads.organisationsByIds([...new Set(listings.map(({ supplierId }) => supplierId))]);
    return listings.flatMap((listing) => {
      const supplier = suppliers.get(listing.supplierId);
      if (!listing.content || !supplier || !onMarket(listing, supplier)) return [];
      return [documentOfListing(listing, listing.content, supplier, today)];
    });
  }

  private async tenders(ids: readonly string[]): Promise<readonly SearchDocument[]> {
    return [...(await this.reads.tendersByIds(ids)).values()].filter(isPublic).map(documentOfTender);
  }

  private async suppliers(ids: readonly string[], today: string): Promise<readonly SearchDocument[]> {
    const [firms, listings] = await Promise.all([this.reads.organisationsByIds(ids), this.source.publishedOf(ids)]);
    return [...firms.values()]
      .filter(({ kind, state }) => kind === 'SUPPLIER' && state === 'VERIFIED')
      .map((firm) => documentOfSupplier(firm, listings.get(firm.id) ?? [], today));
  }
}
