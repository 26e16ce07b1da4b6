/**
 * What the parts of a table are, said outright. A table that is shown as cards on a phone gets another `display`, and
 * with it some browsers forget that it is a table; a role that is written down stays.
 */
export const AS = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHead: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;
