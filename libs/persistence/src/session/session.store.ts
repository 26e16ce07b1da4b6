import type { SessionStore } from '@huanpei/app';
import type { Session } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { rows } from '../rows';
import { SessionSchema } from './session.schema';

export class SqlSessionStore extends RowStore<Session> implements SessionStore {
  constructor(manager: EntityManager) {
    super(manager, SessionSchema);
  }

  takeByTokenHash(tokenHash: string): Promise<Session | undefined> {
    return this.takeWhere({ tokenHash });
  }

  async revokeFamily(family: string, at: Date): Promise<void> {
    await rows(this.manager, 'update session set revoked_at = $2 where family = $1 and revoked_at is null', [
      family,
      at,
    ]);
  }

  async revokeAllOf(memberId: string, at: Date): Promise<void> {
    await rows(this.manager, 'update session set revoked_at = $2 where member_id = $1 and revoked_at is null', [
      memberId,
      at,
    ]);
  }
}
