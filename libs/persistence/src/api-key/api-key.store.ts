import type { ApiKeyStore } from '@huanpei/app';
import type { ApiKey } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { rows } from '../rows';
import { ApiKeySchema } from './api-key.schema';

export class SqlApiKeyStore extends RowStore<ApiKey> implements ApiKeyStore {
  constructor(manager: EntityManager) {
    super(manager, ApiKeySchema);
  }

  async holding(organisationId: string, now: Date): Promise<number> {
    const [row] = await rows<{ count: number }>(
      this.manager,
      `select count(*)::int as count from api_key
       where organisation_id = $1 and revoked_at is null and replaced_by is null and expires_at > $2`,
      [organisationId, now],
    );
    return row?.count ?? 0;
  }

  async noteUse(id: string, from: string | null, at: Date, before: Date): Promise<void> {
    await rows(
      this.manager,
      `update api_key set last_used_at = $3, last_used_from = $2
       where id = $1 and (last_used_at is null or last_used_at <= $4)`,
      [id, from, at, before],
    );
  }

  async ending(now: Date, until: Date, after: string, limit: number): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.manager,
      `select id from api_key
       where revoked_at is null and replaced_by is null and expires_at > $1 and expires_at <= $2 and id > $3
       order by id limit $4`,
      [now, until, after, limit],
    );
    return found.map(({ id }) => id);
  }
}
