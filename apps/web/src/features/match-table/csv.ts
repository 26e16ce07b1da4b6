/** What a spreadsheet would take for a formula is written as a text, with the wide signs of Chinese keyboards too. */
const plain = (text: string): string =>
  /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) && !/^[+-]?[\d.]+%?$/u.test(text) ? `'${text}` : text;
const quoted = (text: string): string => (/[",;\t\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table as CSV in UTF-8 with the mark by which Excel knows it. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((text) => quoted(plain(text))).join(',')).join('\r\n')}\r\n`;
