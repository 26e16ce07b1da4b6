import type { Notification } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, json, jsonOrNull, key, text, textOrNull, whole, type Columns } from '../columns';

export const NotificationSchema = new EntitySchema<Notification>({
  name: 'notification',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    memberId: textOrNull('member_id'),
    kind: text('kind'),
    tenderId: textOrNull('tender_id'),
    listingId: textOrNull('listing_id'),
    revision: whole('revision'),
    matches: json('matches'),
    reason: textOrNull('reason'),
    expiry: jsonOrNull('expiry'),
    savedSearch: jsonOrNull('saved_search'),
    createdAt: instant('created_at'),
    readAt: instantOrNull('read_at'),
  } satisfies Columns<Notification>,
});
