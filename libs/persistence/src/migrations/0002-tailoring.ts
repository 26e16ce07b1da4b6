/** What operators look through by itself is rare in a chain that is long. */
export const tailoring = {
  name: '0002-tailoring',
  sql: `
create index audit_entry_of_tailoring on audit_entry (action, position desc) where action = 'TAILORING_SUSPECTED';
`,
};
