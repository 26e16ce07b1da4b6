import type { Credential } from '@huanpei/app';
import type { Member } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { flag, instant, key, text, whole, type Columns } from '../columns';

export const MemberSchema = new EntitySchema<Member>({
  name: 'member',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    email: text('email'),
    name: text('name'),
    role: text('role'),
    language: text('language'),
    active: flag('active'),
    createdAt: instant('created_at'),
    version: whole('version'),
  } satisfies Columns<Member>,
});

/** Beside the member and not in it, so that no read of a member carries a password hash. */
export const CredentialSchema = new EntitySchema<Credential>({
  name: 'credential',
  columns: {
    memberId: key('member_id'),
    passwordHash: text('password_hash'),
  } satisfies Columns<Credential>,
});
