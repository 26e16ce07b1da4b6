import type { ListingStore } from '@huanpei/app';
import type { Listing, ListingContent } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { keepRevision } from '../kept-revision';
import { RowStore } from '../row-store';
import { rows } from '../rows';
import { ListingSchema } from './listing.schema';

export class SqlListingStore extends RowStore<Listing> implements ListingStore {
  constructor(manager: EntityManager) {
    super(manager, ListingSchema);
  }

  keepRevision(listingId: string, revision: number, content: ListingContent, at: Date): Promise<void> {
    return keepRevision(this.manager, 'listing', listingId, revision, content, at);
  }

  async publishedOf(supplierId: string): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.manager,
      `select id from listing where supplier_id = $1 and state = 'PUBLISHED' and content is not null order by id`,
      [supplierId],
    );
    return found.map(({ id }) => id);
  }
}
