/** What a spreadsheet holds before anybody has read a meaning into it, and how a text gets into a cell and out again. */

export type RawValue = string | number | boolean;

/** One cell as it was written. */
export interface RawCell {
  /** A figure of a cell in a date format is Excel's serial number. */
  readonly value: RawValue;
  /** As the spreadsheet shows it, where that is not the value itself. */
  readonly shown?: string;
  /** The figure is shown as a percentage: 0.95 as 95 %. */
  readonly percent?: true;
  /** The figure is shown as a date: `YYYY-MM-DD HH:mm:ss` of the clock on the wall. */
  readonly date?: string;
  /** Computed by the spreadsheet; the value is the one it last computed. */
  readonly formula?: true;
  /** Copied from the first cell of a merged range. */
  readonly merged?: true;
  /** An error of the spreadsheet such as #REF!, or a formula without a computed value. */
  readonly error?: true;
}

export type RawRow = readonly (RawCell | undefined)[];

/** One sheet, from its first row on; a row of the table is a row of the spreadsheet. */
export interface RawTable {
  readonly sheet: string;
  readonly rows: readonly RawRow[];
}

/** Most characters of one cell, those of Excel. */
export const MOST_CELL_TEXT = 32_767;

export const shown = (cell: RawCell): string => cell.shown ?? String(cell.value);

/** A cell with nothing in it that anybody could see. */
export const isBlank = (cell: RawCell | undefined): boolean =>
  cell === undefined || (typeof cell.value === 'string' && cell.value.trim() === '');

/** `A`, `B` … `Z`, `AA` … for 0, 1 … */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `C12` for column 2 of row 12. */
export const address = (column: number, row: number): string => `${columnName(column)}${row}`;

const ESCAPED = /^'(?:[=+\-@＝＋－＠'\s]|.*\s$)/su;

/** Whether a text is to be taken as it stands behind its apostrophe, without anything read into it. */
export const isVerbatim = (text: string): boolean => text.startsWith("'");

/**
 * A text as it stands in a cell, read back. Blanks around it are dropped, unless it was escaped: an apostrophe before a
 * sign of a formula (narrow or wide), a blank or another apostrophe, or before a text that ends in a blank, is taken off and the rest is
 * kept as it is. `'tis` keeps its apostrophe.
 */
export function textOfCell(written: string): string {
  const unified = written.replace(/\r\n?/g, '\n');
  return ESCAPED.test(unified) ? unified.slice(1) : unified.trim();
}

/** The text so that `textOfCell` gives it back. */
export function cellOfText(text: string): string {
  const unified = text.replace(/\r\n?/g, '\n');
  return textOfCell(unified) === unified ? unified : `'${unified}`;
}

export const SHEET_FORMATS = ['XLSX', 'CSV'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];
