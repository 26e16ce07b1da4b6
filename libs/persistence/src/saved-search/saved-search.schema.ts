import type { SavedSearch } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { flag, instant, json, key, text, whole, type Columns } from '../columns';

export const SavedSearchSchema = new EntitySchema<SavedSearch>({
  name: 'saved_search',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    memberId: text('member_id'),
    name: text('name'),
    query: json('query'),
    delivery: json('delivery'),
    paused: flag('paused'),
    shared: flag('shared'),
    revision: whole('revision'),
    createdAt: instant('created_at'),
    version: whole('version'),
  } satisfies Columns<SavedSearch>,
});
