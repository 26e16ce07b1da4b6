/** Lines of a draft without a figure are no content yet; they lie beside it, so that another browser shows them too. */
export const workingCopy = {
  name: '0012-working-copy',
  sql: `alter table tender add column working_copy text;`,
};
