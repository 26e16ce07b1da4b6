import type { SessionStore } from '@huanpei/app';
import type { Session } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { affected } from '../rows';
import { SessionSchema } from './session.schema';

export class SqlSessionStore extends RowStore<Session> implements SessionStore {
  constructor(manager: EntityManager) {
    super(manager, SessionSchema);
  }

  takeByTokenHash(tokenHash: string): Promise<Session | undefined> {
    return this.takeWhere({ tokenHash });
  }

  revokeFamily(family: string, at: Date): Promise<void> {
    return this.revoke('family', family, at);
  }

  revokeAllOf(memberId: string, at: Date): Promise<void> {
    return this.revoke('member_id', memberId, at);
  }

  /**
   * Again until nothing stands: a refresh that holds a link while this waits for it adds the next one, which a statement
   * that began before does not see.
   */
  private async revoke(column: 'family' | 'member_id', value: string, at: Date): Promise<void> {
    const statement = `update session set revoked_at = $2 where ${column} = $1 and revoked_at is null`;
    while ((await affected(this.manager, statement, [value, at])) > 0);
  }
}
