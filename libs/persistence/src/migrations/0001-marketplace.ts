/**
 * Ids are text in the "C" collation: version-7 UUIDs sort by time in it, demonstration rows may have speaking ids, and
 * an id that has no such form finds nothing instead of failing. Nothing refers to `listing` or `tender` from the audit
 * chain or the change log, because a foreign key would lock those rows while the log's own lock is held.
 */
export const marketplace = {
  name: '0001-marketplace',
  sql: `
create table organisation (
  id text collate "C" primary key,
  kind text not null,
  state text not null,
  name jsonb not null,
  credit_code text,
  credit_code_check text not null,
  region text,
  honours jsonb not null,
  demo boolean not null,
  reason text,
  created_at timestamptz not null,
  decided_at timestamptz,
  version int not null check (version >= 1),
  constraint organisation_credit_code_key unique (credit_code)
);
create index organisation_newest on organisation (created_at desc, id desc);

create table member (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  email text not null,
  name text not null,
  role text not null,
  language text not null,
  active boolean not null,
  created_at timestamptz not null,
  version int not null check (version >= 1),
  constraint member_email_key unique (email)
);
create index member_of_organisation on member (organisation_id, created_at, id);

create table credential (
  member_id text collate "C" primary key references member,
  password_hash text not null,
  failures int not null check (failures >= 0),
  last_failure_at timestamptz,
  locked_until timestamptz
);

create table session (
  id text collate "C" primary key,
  family text collate "C" not null,
  member_id text collate "C" not null references member,
  token_hash text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  replaced_at timestamptz,
  revoked_at timestamptz,
  constraint session_token_hash_key unique (token_hash)
);
create index session_family on session (family);
create index session_of_member on session (member_id);

create table listing (
  id text collate "C" primary key,
  supplier_id text collate "C" not null references organisation,
  state text not null,
  revision int not null check (revision >= 0),
  content jsonb,
  staged jsonb,
  origin text not null,
  reason text,
  created_at timestamptz not null,
  published_at timestamptz,
  version int not null check (version >= 1),
  domain text generated always as (coalesce(content ->> 'domain', staged -> 'content' ->> 'domain')) stored,
  technologies jsonb generated always as (coalesce(content -> 'technologies', staged -> 'content' -> 'technologies')) stored,
  shown_at timestamptz generated always as (coalesce(published_at, created_at)) stored,
  submitted_at text collate "C" generated always as (
    case when staged ->> 'state' = 'SUBMITTED' then coalesce(staged ->> 'submittedAt', '') end
  ) stored
);
create index listing_newest on listing (shown_at desc, id desc);
create index listing_of_domain on listing (domain, shown_at desc, id desc);
create index listing_of_supplier on listing (supplier_id, shown_at desc, id desc);
create index listing_technologies on listing using gin (technologies);
create index listing_to_review on listing (submitted_at, id) where submitted_at is not null;

create table listing_revision (
  listing_id text collate "C" not null references listing,
  revision int not null,
  content jsonb not null,
  at timestamptz not null,
  primary key (listing_id, revision)
);

create table tender (
  id text collate "C" primary key,
  buyer_id text collate "C" not null references organisation,
  state text not null,
  revision int not null check (revision >= 0),
  content jsonb not null,
  deadline timestamptz,
  origin text not null,
  from_demand_id text collate "C",
  created_at timestamptz not null,
  published_at timestamptz,
  reason text,
  version int not null check (version >= 1),
  domains jsonb generated always as (jsonb_path_query_array(content, '$.lots[*].need.domain')) stored,
  -- Milliseconds: open tenders by deadline; all others after them, newest first.
  rank bigint generated always as (
    case
      when state = 'PUBLISHED' and deadline is not null
        then (extract(epoch from deadline - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
      else 1000000000000000
        - (extract(epoch from coalesce(published_at, created_at) - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
    end
  ) stored
);
create index tender_ranked on tender (rank, id);
create index tender_of_buyer on tender (buyer_id, rank, id);
create index tender_open on tender (deadline) where state = 'PUBLISHED';

create table tender_revision (
  tender_id text collate "C" not null references tender,
  revision int not null,
  content jsonb not null,
  at timestamptz not null,
  primary key (tender_id, revision)
);

create table match_run (
  id text collate "C" primary key,
  tender_id text collate "C" not null references tender,
  lot_id text collate "C" not null,
  tender_revision int not null,
  engine text not null,
  reference_edition text not null,
  as_of text not null,
  market_position bigint not null,
  compared int not null,
  fits int not null,
  needs_data int not null,
  ruled_out int not null,
  matches jsonb not null,
  near_misses jsonb not null,
  relaxations jsonb not null,
  listing_revisions jsonb not null,
  notified jsonb not null,
  digest text not null,
  computed_at timestamptz not null,
  sequence bigint generated always as identity
);
create index match_run_of_lot on match_run (tender_id, tender_revision, lot_id, sequence desc);

create table notification (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  kind text not null,
  tender_id text collate "C",
  listing_id text collate "C",
  revision int not null,
  matches jsonb not null,
  reason text,
  created_at timestamptz not null,
  read_at timestamptz,
  key text collate "C" not null,
  constraint notification_key_key unique (key)
);
create index notification_newest on notification (organisation_id, created_at desc, id desc);
create index notification_unread on notification (organisation_id, created_at desc, id desc) where read_at is null;
create index notification_of_tender on notification (tender_id, organisation_id);

create table demand (
  id text collate "C" primary key,
  title jsonb not null,
  buyer text not null,
  country text not null,
  region_text text,
  region text,
  domain text not null,
  technologies jsonb not null,
  stage text not null,
  published_on text,
  deadline text,
  budget jsonb,
  need jsonb not null,
  lacks jsonb not null,
  sources jsonb not null,
  shown_on text collate "C" generated always as (coalesce(published_on, '')) stored
);
create index demand_newest on demand (shown_on desc, id desc);

create table audit_entry (
  position bigint primary key check (position >= 1),
  at timestamptz not null,
  actor text not null,
  organisation_id text,
  action text not null,
  subject_kind text not null,
  subject_id text collate "C" not null,
  revision int,
  reason text,
  data jsonb not null,
  previous_hash text not null,
  hash text not null
);
create index audit_entry_of_subject on audit_entry (subject_id, position desc);

create function refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$body$;
create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on listing_revision
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on tender_revision
  for each statement execute function refuse_change();

-- One row says: from position until replaced_by this was so.
create table change (
  position bigint primary key check (position >= 1),
  kind text not null,
  subject_id text collate "C" not null,
  revision int not null,
  domain text,
  offer jsonb,
  replaced_by bigint
);
create unique index change_current on change (subject_id) where kind = 'LISTING' and replaced_by is null;
create index change_market on change (domain, subject_id) where replaced_by is null and offer is not null;
create index change_history on change (domain, position) where offer is not null;
`,
};
