import type * as SheetJs from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { MOST_CELL_TEXT, type RawCell, type RawTable } from './cells';
import type { SheetLimits } from './limits';
import { unreadable } from './notes';
import { guardZip } from './zip-guard';

let loaded: typeof SheetJs | undefined;

/** A megabyte of code that most processes never need. */
function sheetJs(): typeof SheetJs {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('@e965/xlsx') as typeof SheetJs;
  return loaded;
}

/**
 * The sheets of a workbook. Nothing in it is evaluated: of a formula the value is taken that the spreadsheet last
 * computed. Throws an `UnreadableFile`. Takes long for large files, so it belongs in a thread.
 */
export function readXlsx(bytes: Uint8Array, limits: SheetLimits): readonly RawTable[] {
  guardZip(bytes, limits.unpacked);
  const book = parse(bytes, limits);
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  let [rows, cells] = [0, 0];
  return book.SheetNames.map((sheet): RawTable => {
    const worksheet = book.Sheets[sheet];
    const data = (worksheet?.['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
    const table: (RawCell | undefined)[][] = [];
    for (let index = 0; index < data.length; index += 1) {
      const row = (data[index] ?? []).map((cell) => cell && rawCellOf(cell, is1904));
      const filled = row.filter((cell) => cell !== undefined).length;
      if (filled > 0) rows += 1;
      cells += filled;
      if (rows > limits.rows) unreadable('TOO_MANY_ROWS', { most: limits.rows });
      if (cells > limits.cells || row.length > limits.columns) unreadable('TOO_MANY_CELLS', { most: limits.cells });
      table.push(row);
    }
    fillMerged(table, worksheet, limits.cells);
    return { sheet, rows: table };
  });
}

function parse(bytes: Uint8Array, limits: SheetLimits) {
  try {
    return sheetJs().read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: true,
      cellHTML: false,
      cellNF: true,
      cellText: true,
      bookVBA: false,
      // Blank rows in between count here; more than twice the rows is no sheet of data.
      sheetRows: limits.rows * 2 + 100,
    });
  } catch (fault) {
    // The library throws whatever the broken file leads to.
    return unreadable('ZIP_BROKEN', { detail: fault instanceof Error ? fault.message.slice(0, 100) : '' });
  }
}

function rawCellOf(cell: CellObject, is1904: boolean): RawCell | undefined {
  const formula = cell.f === undefined ? {} : { formula: true as const };
  if (cell.t === 'e') return { value: cell.w ?? '#ERROR!', error: true, ...formula };
  if (cell.v === undefined || cell.v === null) {
    return cell.f === undefined ? undefined : { value: `=${cell.f.slice(0, 200)}`, error: true, formula: true };
  }
  if (typeof cell.v === 'string') return cell.v === '' ? undefined : { value: cell.v, ...formula };
  if (typeof cell.v !== 'number') return { value: cell.v === true, ...formula };
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  const looks = cell.w === undefined || cell.w === String(cell.v) ? {} : { shown: cell.w };
  if (sheetJs().SSF.is_date(format)) {
    const date = dateOf(cell.v, is1904);
    return { value: cell.v, ...looks, ...(date === undefined ? {} : { date }), ...formula };
  }
  return { value: cell.v, ...looks, ...(/%/.test(format) ? { percent: true as const } : {}), ...formula };
}

function dateOf(serial: number, is1904: boolean): string | undefined {
  const parts = sheetJs().SSF.parse_date_code(serial, { date1904: is1904 }) as
    { y: number; m: number; d: number; H: number; M: number; S: number } | null | undefined;
  if (!parts || parts.y < 1900) return undefined;
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return `${parts.y}-${two(parts.m)}-${two(parts.d)} ${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`;
}

/** Gives every empty cell of a merged range what its first cell says, within the rows and columns that hold data. */
function fillMerged(table: (RawCell | undefined)[][], worksheet: WorkSheet | undefined, most: number): void {
  const width = Math.max(0, ...table.slice(0, 200).map((row) => row.length));
  let filled = 0;
  for (const { s: from, e: to } of worksheet?.['!merges'] ?? []) {
    const first = table[from.r]?.[from.c];
    if (first === undefined) continue;
    for (let row = from.r; row <= Math.min(to.r, table.length - 1); row += 1) {
      for (let column = from.c; column <= Math.min(to.c, width - 1); column += 1) {
        filled += 1;
        if (filled > most) unreadable('TOO_MANY_CELLS', { most });
        const cells = table[row];
        if (cells && cells[column] === undefined) cells[column] = { ...first, merged: true };
      }
    }
  }
}

/** A name that Excel takes for a sheet, and no other sheet has: at most 31 characters, without its signs. */
function sheetName(name: string, taken: readonly string[]): string {
  const plain =
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .slice(0, 27)
      .replace(/'+$/, '') || 'Sheet';
  // Excel keeps this one for itself.
  const base = plain.toLowerCase() === 'history' ? `${plain}_` : plain;
  const isTaken = (one: string) => taken.some((other) => other.toLowerCase() === one.toLowerCase());
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? base : `${base} ${number}`;
    if (!isTaken(one)) return one;
  }
}

/** A workbook of these sheets. Texts stay texts, whatever they begin with; figures and truth values stay what they are. */
export function writeXlsx(tables: readonly RawTable[], widths: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const { utils, write } = sheetJs();
  const book = utils.book_new();
  for (const { sheet, rows } of tables) {
    const worksheet: WorkSheet = { '!data': rows.map((row) => row.map(cellOf)) as CellObject[][] };
    const width = Math.max(1, ...rows.map((row) => row.length));
    worksheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(rows.length, 1) - 1, c: width - 1 } });
    worksheet['!cols'] = Array.from({ length: width }, (_, at) => ({ wch: widths[at] ?? 18 }));
    utils.book_append_sheet(book, worksheet, sheetName(sheet, book.SheetNames));
  }
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true }) as Uint8Array;
  return new Uint8Array(bytes);
}

function cellOf(cell: RawCell | undefined): CellObject | undefined {
  if (cell === undefined) return undefined;
  const { value } = cell;
  if (typeof value === 'number') return { t: 'n', v: value, ...(cell.percent ? { z: '0.##########%' } : {}) };
  if (typeof value === 'boolean') return { t: 'b', v: value };
  // Excel reads `_x0041_` as a sign of its own (ECMA-376 part 1, 22.9.2.19); the library writes it as it is.
  return { t: 's', v: value.slice(0, MOST_CELL_TEXT - 200).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') };
}
