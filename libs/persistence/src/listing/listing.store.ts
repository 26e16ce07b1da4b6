import type { ExpiryDue, ExpiryWatch, ListingStore } from '@huanpei/app';
import type { Listing, ListingContent } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { keepRevision } from '../kept-revision';
import { RowStore } from '../row-store';
import { affected, rows } from '../rows';
import { storable } from '../storable';
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

  expiryDue(today: string, rule: string, after: string, limit: number): Promise<readonly ExpiryDue[]> {
    // Each part reads one index; what never comes due, null, is met by none but the changed rule.
    const part = (condition: string) =>
      `(select id, expiry_looked_on as "lookedOn" from listing
        where state = 'PUBLISHED' and id > $3 and ${condition} order by id limit $4)`;
    return rows<ExpiryDue>(
      this.manager,
      `${part('expiry_next_on <= $1')} union ${part('expiry_rule < $2')} union ${part('expiry_rule > $2')}
       order by id limit $4`,
      [today, rule, after, limit],
    );
  }

  async expiryLookedOn(id: string): Promise<string | null> {
    const [row] = await rows<{ day: string | null }>(
      this.manager,
      'select expiry_looked_on as day from listing where id = $1',
      [id],
    );
    return row?.day ?? null;
  }

  async saveExpiry(watches: readonly ExpiryWatch[]): Promise<void> {
    await affected(
      this.manager,
      `update listing set expiry_looked_on = looked."lookedOn", expiry_next_on = looked."nextOn", expiry_rule = looked.rule
       from jsonb_to_recordset($1::jsonb)
         as looked(id text, version int, "lookedOn" text, "nextOn" text, rule text)
       where listing.id = looked.id and listing.version = looked.version`,
      [JSON.stringify(storable(watches))],
    );
  }

  async lookForExpiry(id: string): Promise<void> {
    await affected(this.manager, `update listing set expiry_next_on = '' where id = $1`, [id]);
  }
}
