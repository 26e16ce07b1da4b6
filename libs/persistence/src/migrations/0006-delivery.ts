/**
 * Ways of notifications out of the product. What was told before is not told again by mail. `mail_item` says that one
 * member is to be mailed about one notification, once; a mail takes all that is due for its member. A delivery is one
 * notification on its way to one endpoint, once; test events have none and may be many.
 */
export const delivery = {
  name: '0006-delivery',
  sql: `
alter table notification add column handed_on_at timestamptz;
update notification set handed_on_at = created_at;
create index notification_to_hand_on on notification (created_at, id) where handed_on_at is null;

create table delivery_preferences (
  member_id text collate "C" primary key references member,
  language text,
  groups jsonb not null,
  digest_hour int not null check (digest_hour between 0 and 23),
  digest_weekday int not null check (digest_weekday between 1 and 7),
  quiet_hours jsonb,
  urgent_in_quiet_hours boolean not null
);

create table mail (
  id text collate "C" primary key,
  member_id text collate "C" not null references member,
  state text not null,
  attempts int not null,
  next_try_at timestamptz not null,
  lease_until timestamptz,
  fault text,
  created_at timestamptz not null,
  done_at timestamptz
);
create index mail_to_send on mail (next_try_at) where state = 'QUEUED';
create index mail_of_member on mail (member_id, created_at);
create index mail_done on mail (done_at) where state <> 'QUEUED';

create table mail_item (
  notification_id text collate "C" not null references notification,
  member_id text collate "C" not null references member,
  due_at timestamptz not null,
  mail_id text collate "C" references mail on delete cascade,
  primary key (notification_id, member_id)
);
create index mail_item_due on mail_item (due_at) where mail_id is null;
create index mail_item_of_mail on mail_item (mail_id);

create table kept_mail (
  id text collate "C" primary key,
  sender text not null,
  to_name text not null,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  language text not null,
  unsubscribe_url text not null,
  at timestamptz not null
);

create table webhook (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation,
  url text not null,
  description text,
  kinds jsonb not null,
  state text not null,
  failures int not null,
  failing_since timestamptz,
  paused_until timestamptz,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  version int not null check (version >= 1)
);
create index webhook_of_organisation on webhook (organisation_id, created_at, id);

create table webhook_delivery (
  id text collate "C" primary key,
  webhook_id text collate "C" not null references webhook on delete cascade,
  event_id text collate "C" not null,
  notification_id text collate "C" references notification,
  state text not null,
  attempts int not null,
  tries int not null,
  next_try_at timestamptz,
  give_up_at timestamptz not null,
  lease_until timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint webhook_delivery_once unique (webhook_id, notification_id)
);
create index webhook_delivery_newest on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_to_try on webhook_delivery (webhook_id, next_try_at) where state = 'PENDING';
create index webhook_delivery_to_give_up on webhook_delivery (give_up_at) where state = 'PENDING';
create index webhook_delivery_done on webhook_delivery (done_at) where state <> 'PENDING';

create table webhook_attempt (
  delivery_id text collate "C" not null references webhook_delivery on delete cascade,
  number int not null,
  at timestamptz not null,
  fault text,
  status_code int,
  duration_ms int not null,
  answer text,
  primary key (delivery_id, number)
);
`,
};
