/**
 * Failed sign-ins are counted by the address that was typed and the network, not in the row of an account: so they are
 * counted alike where there is none. A record goes once it says nothing any more.
 */
export const attempts = {
  name: '0011-attempts',
  sql: `
create table attempt (
  key text collate "C" primary key,
  failures int not null check (failures >= 0),
  last_failure_at timestamptz,
  locked_until timestamptz,
  succeeded_at timestamptz,
  forgettable_at timestamptz not null
);
create index attempt_forgettable on attempt (forgettable_at);
alter table credential drop column failures, drop column last_failure_at, drop column locked_until;
`,
};
