import { isPublic, onMarket, shanghaiDay } from '@huanpei/domain';
import type { Clock } from '../ports/platform';
import type { Reads } from '../ports/reads';
import type { RowKind, SearchDocument, SearchIndex } from '../ports/search-index';
import type { SearchSource } from '../ports/search-source';
import { documentOfListing, documentOfSupplier, documentOfTender } from './search-document';

/** So often a thing is written again because it has changed meanwhile; then something else is wrong. */
const ROUNDS = 20;

/** Documents in one write: the same thread answers searches. */
const PIECE = 20;
/** Of what is urgent: a write waits for a core several times, however few documents it has. */
const URGENT_PIECE = 100;
/** So many of a kind are read in one piece there: of a supplier all listings are read. */
const READ: { readonly [K in RowKind]: number } = { LISTING: 20, TENDER: 20, SUPPLIER: 4 };
/** For so long documents are made without letting others be answered; longer where they are urgent. */
const PATIENCE_MS = 1;
const URGENT_PATIENCE_MS = 5;

export interface BringOptions {
  /** Documents in one write; more than a few where nobody waits for this thread, which then also reads as many. */
  readonly piece?: number;
  /** Asked before each write: whether it no longer gives way to searches. */
  readonly urgent?: () => boolean;
}

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
  async bring(
    kind: RowKind,
    ids: readonly string[],
    { piece = PIECE, urgent = () => false }: BringOptions = {},
  ): Promise<Written> {
    let [put, removed] = [0, 0];
    let open: readonly string[] = [...new Set(ids)];
    let revisions = await this.source.revisions(kind, open);
    for (let round = 0; open.length > 0; round += 1) {
      if (round === ROUNDS) throw new Error(`${open.length} of kind ${kind} change faster than they can be indexed`);
      const written = new Map<string, number>();
      const remove = async (gone: readonly string[]): Promise<void> => {
        if (gone.length > 0) await this.index.remove(kind, gone, { urgent: urgent() });
        removed += gone.length;
      };
      // What has left the market goes first: nobody waits as much for the others.
      await remove(open.filter((id) => !revisions.has(id)));
      const found = open.filter((id) => revisions.has(id));
      for (let at = 0, size = piece; at < found.length; at += size) {
        size = urgent() ? Math.max(piece, URGENT_PIECE) : piece;
        const some = found.slice(at, at + size);
        const patience = urgent() ? URGENT_PATIENCE_MS : PATIENCE_MS;
        const documents = await this.documents(kind, some, revisions, piece > PIECE ? piece : READ[kind], patience);
        for (const { id, revision } of documents) written.set(id, revision);
        // Since its revision was read.
        await remove(some.filter((id) => !written.has(id)));
        if (documents.length > 0) await this.index.put(documents, { urgent: urgent() });
        put += documents.length;
      }
      revisions = await this.source.revisions(kind, open);
      open = open.filter((id) => revisions.get(id) !== written.get(id));
    }
    return { put, removed };
  }

  /** Of those that are still such that anyone may find them; so many are read at a time. */
  private async documents(
    kind: RowKind,
    ids: readonly string[],
    revisions: ReadonlyMap<string, number>,
    read: number,
    patienceMs: number,
  ): Promise<readonly SearchDocument[]> {
    const today = shanghaiDay(this.clock.now());
    const documents: SearchDocument[] = [];
    for (let at = 0; at < ids.length; at += read)
      documents.push(...(await this.documentsOf(kind, ids.slice(at, at + read), today, patienceMs)));
    return documents.map((document) => ({ ...document, revision: revisions.get(document.id) ?? document.revision }));
  }

  private documentsOf(
    kind: RowKind,
    ids: readonly string[],
    today: string,
    patienceMs: number,
  ): Promise<readonly SearchDocument[]> {
    switch (kind) {
      case 'LISTING':
        return this.listings(ids, today, patienceMs);
      case 'TENDER':
        return this.tenders(ids, patienceMs);
      case 'SUPPLIER':
        return this.suppliers(ids, today, patienceMs);
    }
  }

  private async listings(
    ids: readonly string[],
    today: string,
    patienceMs: number,
  ): Promise<readonly SearchDocument[]> {
    const listings = [...(await this.reads.listingsByIds(ids)).values()];
    const suppliers = await this.reads.organisationsByIds([...new Set(listings.map(({ supplierId }) => supplierId))]);
    return made(listings, patienceMs, (listing) => {
      const supplier = suppliers.get(listing.supplierId);
      if (!listing.content || !supplier || !onMarket(listing, supplier)) return undefined;
      return documentOfListing(listing, listing.content, supplier, today);
    });
  }

  private async tenders(ids: readonly string[], patienceMs: number): Promise<readonly SearchDocument[]> {
    const tenders = [...(await this.reads.tendersByIds(ids)).values()];
    return made(tenders.filter(isPublic), patienceMs, documentOfTender);
  }

  private async suppliers(
    ids: readonly string[],
    today: string,
    patienceMs: number,
  ): Promise<readonly SearchDocument[]> {
    const [firms, listings] = await Promise.all([this.reads.organisationsByIds(ids), this.source.publishedOf(ids)]);
    const verified = [...firms.values()].filter(({ kind, state }) => kind === 'SUPPLIER' && state === 'VERIFIED');
    return made(verified, patienceMs, (firm) => documentOfSupplier(firm, listings.get(firm.id) ?? [], today));
  }
}

/** The documents of rows, with others answered in between. */
async function made<T>(
  rows: readonly T[],
  patienceMs: number,
  make: (row: T) => SearchDocument | undefined,
): Promise<readonly SearchDocument[]> {
  const documents: SearchDocument[] = [];
  let from = performance.now();
  for (const row of rows) {
    const document = make(row);
    if (document) documents.push(document);
    if (performance.now() - from < patienceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    from = performance.now();
  }
  return documents;
}
