import { offerOf, onMarket, type Listing, type Organisation } from '@huanpei/domain';
import type { Tx } from '../ports/work';

/** Writes what the listing now is on the market to the change log, and sends the jobs that follow from it. */
export async function changeMarket(tx: Tx, listing: Listing, supplier: Organisation): Promise<void> {
  const offered = onMarket(listing) && listing.content !== null && supplier.state === 'VERIFIED';
  const offer = offered && listing.content !== null ? offerOf(listing.id, listing.content, supplier) : null;
  await tx.change({ kind: 'LISTING', id: listing.id, revision: listing.revision, offer });
  await tx.enqueue('match-listing', { listingId: listing.id, revision: listing.revision });
  await tx.enqueue('index-listing', { listingId: listing.id, revision: listing.revision });
}

/** The same for all of a supplier's listings, when the firm itself has changed. */
export async function changeMarketOf(tx: Tx, supplier: Organisation): Promise<void> {
  for (const id of await tx.listings.publishedOf(supplier.id)) {
    const listing = await tx.listings.take(id);
    if (listing) await changeMarket(tx, listing, supplier);
  }
}
