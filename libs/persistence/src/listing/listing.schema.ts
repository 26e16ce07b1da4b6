import type { Listing } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, jsonOrNull, key, text, textOrNull, whole, type Columns } from '../columns';

export const ListingSchema = new EntitySchema<Listing>({
  name: 'listing',
  columns: {
    id: key('id'),
    supplierId: text('supplier_id'),
    state: text('state'),
    revision: whole('revision'),
    content: jsonOrNull('content'),
    staged: jsonOrNull('staged'),
    origin: text('origin'),
    reason: textOrNull('reason'),
    createdAt: instant('created_at'),
    publishedAt: instantOrNull('published_at'),
    confirmedOn: textOrNull('confirmed_on'),
    version: whole('version'),
  } satisfies Columns<Listing>,
});
