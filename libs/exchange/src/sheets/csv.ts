import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type RawCell, type RawTable } from './cells';
import type { SheetLimits } from './limits';
import { unreadable } from './notes';

export interface ReadCsv {
  readonly table: RawTable;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'GB18030';
  readonly delimiter: string;
}

/**
 * A CSV as Excel and others write it: UTF-8 with or without a mark, UTF-16 with one, or GB18030 (of which GBK and GB2312
 * are part), divided by commas, semicolons or tabs. Throws an `UnreadableFile`.
 */
export function readCsv(bytes: Uint8Array, sheet: string, limits: SheetLimits): ReadCsv {
  if (bytes.length === 0) unreadable('FILE_EMPTY');
  const { text, encoding } = decode(bytes);
  const told = /^sep=(.)\r?\n/.exec(text)?.[1];
  const body = told === undefined ? text : text.replace(/^sep=.\r?\n/, '\n');
  const delimiter = told ?? delimiterOf(body);
  let cells = 0;
  let rows = 0;
  const records = parsed(body, delimiter, limits);
  const table = records.map((record) => {
    const row = record.map((value): RawCell | undefined => (value === '' ? undefined : { value }));
    const filled = row.filter((cell) => cell !== undefined).length;
    cells += filled;
    if (filled > 0) rows += 1;
    if (rows > limits.rows) unreadable('TOO_MANY_ROWS', { most: limits.rows });
    if (cells > limits.cells || row.length > limits.columns) unreadable('TOO_MANY_CELLS', { most: limits.cells });
    return row;
  });
  return { table: { sheet, rows: table }, encoding, delimiter };
}

function parsed(text: string, delimiter: string, limits: SheetLimits): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      // One row more than allowed is enough to say so.
      to: limits.rows * 2 + 100,
      max_record_size: 2_000_000,
    }) as string[][];
  } catch (fault) {
    const { lines, code } = fault as { lines?: number; code?: string };
    if (code === undefined) throw fault;
    return unreadable('CSV_BROKEN', { line: lines ?? '?' });
  }
}

function decode(bytes: Uint8Array): Pick<ReadCsv, 'encoding'> & { readonly text: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  for (const [label, encoding] of [
    ['utf-8', 'UTF-8'],
    ['gb18030', 'GB18030'],
  ] as const) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      // No spreadsheet writes this; a picture or a program does.
      if (text.includes('\0')) return unreadable('ENCODING');
      return { text, encoding };
    } catch (fault) {
      if ((fault as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw fault;
    }
  }
  return unreadable('ENCODING');
}

/** The sign that divides the first line with anything in it, outside of quotes, most often. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text.slice(0, 20_000)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '\n' && counts.size > 0) break;
    else if (!quoted && (sign === ',' || sign === ';' || sign === '\t')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

/**
 * The table as UTF-8 with a mark, by which Excel knows it. A text that a program might take for a formula gets an
 * apostrophe, which reading takes off again; figures are written plain, a minus sign included.
 */
export function writeCsv({ rows }: RawTable): Uint8Array<ArrayBuffer> {
  const records = rows.map((row) =>
    Array.from(row, (cell) => {
      if (cell === undefined) return '';
      return typeof cell.value === 'string' ? harmless(cell.value) : String(cell.value);
    }),
  );
  return new TextEncoder().encode(
    `\ufeff${stringify(records, { record_delimiter: 'windows', quoted_match: MUST_BE_QUOTED })}`,
  );
}

/** Besides what the library quotes: single line breaks, and what other readers may take for what divides. */
const MUST_BE_QUOTED = /[\r\n;\t]/;

/**
 * What a program that opens a CSV might take for a formula (OWASP, CSV injection): also the wide signs of a Chinese
 * keyboard, which programs of the region read as the narrow ones.
 */
const LIKE_A_FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const A_FIGURE = /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;

const harmless = (text: string): string => (LIKE_A_FORMULA.test(text) && !A_FIGURE.test(text) ? `'${text}` : text);
