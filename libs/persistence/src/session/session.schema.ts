import type { Session } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, key, text, type Columns } from '../columns';

export const SessionSchema = new EntitySchema<Session>({
  name: 'session',
  columns: {
    id: key('id'),
    family: text('family'),
    memberId: text('member_id'),
    tokenHash: text('token_hash'),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    replacedAt: instantOrNull('replaced_at'),
    revokedAt: instantOrNull('revoked_at'),
  } satisfies Columns<Session>,
});
