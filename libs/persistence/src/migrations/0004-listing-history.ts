/** What a listing was on the market before: its tenders are those that were compared with it then, too. */
export const listingHistory = {
  name: '0004-listing-history',
  sql: `
create index change_of_listing on change (subject_id, position) where kind = 'LISTING' and offer is not null;
`,
};
