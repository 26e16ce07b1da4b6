import type { ApiKey } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, json, key, text, textOrNull, whole, type Columns } from '../columns';

export const ApiKeySchema = new EntitySchema<ApiKey>({
  name: 'api_key',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    makerId: text('maker_id'),
    name: text('name'),
    kind: text('kind'),
    scopes: json('scopes'),
    addresses: json('addresses'),
    secretHash: text('secret_hash'),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instantOrNull('revoked_at'),
    replacedBy: textOrNull('replaced_by'),
    lastUsedAt: instantOrNull('last_used_at'),
    lastUsedFrom: textOrNull('last_used_from'),
    remindedOn: textOrNull('reminded_on'),
    version: whole('version'),
  } satisfies Columns<ApiKey>,
});
