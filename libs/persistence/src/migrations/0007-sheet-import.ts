/**
 * Files that organisations hand in, thing by thing, and the keys by which organisations call their own things. Keys
 * refer to things without a foreign key, like the audit chain: a lock on a listing is no reason for a key to wait.
 */
export const sheetImport = {
  name: '0007-sheet-import',
  sql: `
create table external_key (
  organisation_id text collate "C" not null references organisation,
  kind text not null,
  key text collate "C" not null,
  subject_id text collate "C" not null,
  primary key (organisation_id, kind, key),
  constraint external_key_subject unique (kind, subject_id)
);

create table sheet_import (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  member_id text not null,
  role text not null,
  kind text not null,
  format text not null,
  file_name text not null,
  size int not null,
  language text not null,
  without_key boolean not null,
  submit boolean not null,
  state text not null,
  fault jsonb,
  sheets jsonb not null,
  columns jsonb not null,
  encoding text,
  counts jsonb not null,
  position int not null check (position >= 0),
  run int not null check (run >= 0),
  created_at timestamptz not null,
  checked_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  version int not null check (version >= 1)
);
create index sheet_import_newest on sheet_import (organisation_id, created_at desc, id desc);

create table sheet_import_file (
  import_id text collate "C" primary key references sheet_import on delete cascade,
  body bytea not null
);

create table sheet_import_item (
  import_id text collate "C" not null references sheet_import on delete cascade,
  number int not null,
  key text,
  read jsonb not null,
  faults jsonb not null,
  warnings jsonb not null,
  plan text not null,
  fields jsonb not null,
  outcome text,
  subject_id text collate "C",
  -- Also the place in a list.
  id text collate "C" generated always as (import_id || '/' || lpad(number::text, 8, '0')) stored,
  primary key (import_id, number)
);
create index sheet_import_item_faulty on sheet_import_item (import_id, number) where faults <> '[]'::jsonb;
`,
};
