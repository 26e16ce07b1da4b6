import { saveFile } from './save-file';

/** Signs with which a spreadsheet would begin to calculate, the wide ones of Chinese keyboards too, also behind blanks. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** One cell: quoted where it must be; what a spreadsheet would run is made a text. */
function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/u.test(safe) ? `"${safe.replace(/"/gu, '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets read UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** Hands rows to the reader as a file. */
export const saveCsv = (name: string, rows: readonly (readonly string[])[]): void =>
  saveFile(name, new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
