/**
 * When each listing was last looked at for what lapses by itself, and when it must be looked at next: '' is at once, as
 * for one that is new or has changed; null is never. `expiry_rule` is the setting that was in force, so that a changed
 * setting has every listing looked at again. Listings that suppliers entered were confirmed when they were published;
 * nobody has confirmed a public record.
 */
export const expiry = {
  name: '0003-expiry',
  sql: `
alter table listing
  add column confirmed_on text collate "C",
  add column expiry_looked_on text collate "C",
  add column expiry_next_on text collate "C" default '',
  add column expiry_rule text collate "C" not null default '';
update listing set confirmed_on = to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
where published_at is not null and origin <> 'REAL_RECORD';
create index listing_expiry_due on listing (expiry_next_on, id) where state = 'PUBLISHED';
create index listing_expiry_rule on listing (expiry_rule, id) where state = 'PUBLISHED';
create index listing_confirmed on listing (confirmed_on, id) where state = 'PUBLISHED';

alter table notification add column expiry jsonb;
`,
};
