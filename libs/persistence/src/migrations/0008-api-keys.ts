/**
 * Keys with which programs act for an organisation. Of the secret only a hash is kept; a row is never deleted, so that
 * the audit chain goes on naming what it names.
 */
export const apiKeys = {
  name: '0008-api-keys',
  sql: `
create table api_key (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  maker_id text collate "C" not null references member,
  name text not null,
  kind text not null,
  scopes jsonb not null,
  addresses jsonb not null,
  secret_hash text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  replaced_by text collate "C",
  last_used_at timestamptz,
  last_used_from text,
  reminded_on text collate "C",
  version int not null check (version >= 1)
);
create index api_key_of_organisation on api_key (organisation_id, created_at desc, id desc);
create index api_key_ending on api_key (expires_at) where revoked_at is null and replaced_by is null;
`,
};
