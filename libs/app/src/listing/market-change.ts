import { offerOf, onMarket, shanghaiDay, type Listing, type Organisation } from '@huanpei/domain';
import type { Tx } from '../ports/work';

/** Writes what the listing now is on the market to the change log, and sends the jobs that follow from it. */
export async function changeMarket(tx: Tx, listing: Listing, supplier: Organisation, now: Date): Promise<void> {
  await changeListing(tx, listing, supplier, now);
  await indexSupplier(tx, supplier);
}

async function changeListing(tx: Tx, listing: Listing, supplier: Organisation, now: Date): Promise<void> {
  const { content } = listing;
  const offered = content !== null && onMarket(listing, supplier);
  const offer = offered ? offerOf(listing.id, content, supplier, shanghaiDay(now), listing.confirmedOn) : null;
  await tx.change({ kind: 'LISTING', id: listing.id, revision: listing.revision, offer });
  await tx.listings.lookForExpiry(listing.id);
  await tx.enqueue('match-listing', { listingId: listing.id, revision: listing.revision });
  await tx.enqueue('index-listing', { listingId: listing.id, revision: listing.revision });
}

/** The same for all of a supplier's listings, when the firm itself has changed. */
export async function changeMarketOf(tx: Tx, supplier: Organisation, now: Date): Promise<void> {
  await indexSupplier(tx, supplier);
  for (const id of await tx.listings.publishedOf(supplier.id)) {
    const listing = await tx.listings.take(id);
    if (listing) await changeListing(tx, listing, supplier, now);
  }
}

/** Sent whenever what anyone may see of a firm has changed: its state, its name, its honours, what it offers. */
export async function indexSupplier(tx: Tx, { id, version }: Organisation): Promise<void> {
  await tx.enqueue('index-supplier', { organisationId: id, revision: version });
}
