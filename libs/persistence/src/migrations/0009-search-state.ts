/** How far a rebuild of a search index is, and of which form the index is: kept with the rows, wherever the index lies. */
export const searchState = {
  name: '0009-search-state',
  sql: `
create table search_state (
  index_name text primary key,
  form text,
  rebuild jsonb,
  lag jsonb
);
`,
};
