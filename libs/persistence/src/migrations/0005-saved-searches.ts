/**
 * Saved searches, what they wait to tell, and what of the market was already put to them. A thing that was public before
 * this ran has `turn` 0: nobody has looked at it yet, so it is no news to anyone. A notification may be to one member.
 */
export const savedSearches = {
  name: '0005-saved-searches',
  sql: `
alter table notification
  add column member_id text collate "C" references member,
  add column saved_search jsonb;
create index notification_of_member on notification (member_id, created_at desc, id desc) where member_id is not null;

create table saved_search (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  member_id text collate "C" not null references member,
  name text not null,
  query jsonb not null,
  delivery jsonb not null,
  paused boolean not null,
  shared boolean not null,
  revision int not null check (revision >= 1),
  created_at timestamptz not null,
  version int not null check (version >= 1)
);
create index saved_search_of_member on saved_search (member_id, created_at desc, id desc);
create index saved_search_shared on saved_search (organisation_id, created_at desc, id desc);

create table saved_search_hit (
  search_id text collate "C" not null references saved_search on delete cascade,
  kind text not null,
  thing_id text collate "C" not null,
  found_at timestamptz not null,
  found jsonb not null,
  primary key (search_id, kind, thing_id)
);
create index saved_search_hit_of_thing on saved_search_hit (kind, thing_id);

create table watched_thing (
  kind text not null,
  thing_id text collate "C" not null,
  turn int not null check (turn >= 0),
  state jsonb,
  primary key (kind, thing_id)
);
create index watched_thing_unseen on watched_thing (kind, thing_id) where turn = 0;
insert into watched_thing (kind, thing_id, turn)
select 'LISTING', id, 0 from listing where state = 'PUBLISHED' and content is not null
union all
select 'TENDER', id, 0 from tender where state <> 'DRAFT' and published_at is not null;
`,
};
