import type { Credential, MemberStore } from '@huanpei/app';
import type { Member } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { insertAll, rows } from '../rows';
import { CredentialSchema, MemberSchema } from './member.schema';

export class SqlMemberStore extends RowStore<Member> implements MemberStore {
  constructor(manager: EntityManager) {
    super(manager, MemberSchema);
  }

  byEmail(email: string): Promise<Member | undefined> {
    return this.findWhere({ email });
  }

  async otherHeads(organisationId: string, memberId: string): Promise<number> {
    // The firm's row stands for "who heads this firm", so that two owners cannot step down at once.
    await rows(this.manager, 'select 1 from organisation where id = $1 for no key update', [organisationId]);
    const [row] = await rows<{ heads: number }>(
      this.manager,
      `select count(*)::int as heads from member
       where organisation_id = $1 and id <> $2 and active and role in ('OWNER', 'ADMINISTRATOR')`,
      [organisationId, memberId],
    );
    return row?.heads ?? 0;
  }

  async credential(memberId: string): Promise<Credential | undefined> {
    const row = await this.manager.findOne(CredentialSchema, {
      where: { memberId },
      lock: { mode: 'for_no_key_update' },
    });
    return row ?? undefined;
  }

  async saveCredential(credential: Credential): Promise<void> {
    await insertAll(
      this.manager,
      CredentialSchema,
      [credential],
      'on conflict (member_id) do update set password_hash = excluded.password_hash',
    );
  }
}
