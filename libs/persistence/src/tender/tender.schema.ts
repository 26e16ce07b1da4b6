import type { Tender } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, json, key, text, textOrNull, whole, type Columns } from '../columns';

export const TenderSchema = new EntitySchema<Tender>({
  name: 'tender',
  columns: {
    id: key('id'),
    buyerId: text('buyer_id'),
    state: text('state'),
    revision: whole('revision'),
    content: json('content'),
    deadline: instantOrNull('deadline'),
    origin: text('origin'),
    fromDemandId: textOrNull('from_demand_id'),
    createdAt: instant('created_at'),
    publishedAt: instantOrNull('published_at'),
    reason: textOrNull('reason'),
    workingCopy: textOrNull('working_copy'),
    version: whole('version'),
  } satisfies Columns<Tender>,
});
