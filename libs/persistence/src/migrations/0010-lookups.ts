/** What the front page counts, and by what operators look things up in the audit chain, newest first. */
export const lookups = {
  name: '0010-lookups',
  sql: `
create index tender_published on tender (published_at) where published_at is not null;
create index audit_entry_of_actor on audit_entry (actor, position desc);
create index audit_entry_of_organisation on audit_entry (organisation_id, position desc) where organisation_id is not null;
create index audit_entry_of_action on audit_entry (action, position desc);
create index audit_entry_at on audit_entry (at);
`,
};
