import { isBlank, shown, type RawRow, type RawTable } from './cells';
import { ERRORS_COLUMN, sheetsOf, type Column, type ImportKind, type SheetLayout } from './layout';
import { nearestOf } from './nearest';
import { nameKey } from './vocabulary';

/** A column of a file: which of ours it is, or the nearest of ours when it is none. */
export interface HeaderRead {
  readonly index: number;
  /** As written. */
  readonly header: string;
  readonly column: Column | undefined;
  /** What may have been meant, as the language of the file calls it. */
  readonly nearest: Column | undefined;
}

export interface SheetRead {
  readonly layout: SheetLayout;
  readonly sheet: string;
  /** Place of the row of headers. */
  readonly headerRow: number;
  readonly headers: readonly HeaderRead[];
  readonly table: RawTable;
}

export type SheetRecognition =
  | { readonly kind: 'READ'; readonly read: SheetRead }
  | { readonly kind: 'TWICE'; readonly sheet: string; readonly header: string }
  | { readonly kind: 'NO_HEADER'; readonly sheet: string }
  /** No sheet of ours: left alone and named in the report. */
  | { readonly kind: 'UNKNOWN'; readonly sheet: string }
  /** Explanation and choices of the template. */
  | { readonly kind: 'GUIDE'; readonly sheet: string };

/** Titles of the sheets that the template has for people alone. */
export const GUIDE_TITLE = '说明 Guide';
export const CHOICES_TITLE = '选项 Choices';

/** So many rows may stand above the headers: titles, remarks, a date. */
const MOST_ABOVE = 20;

const headerKey = (text: string): string => nameKey(text).replace(/[*※:：。、]/gu, '');
const withoutBrackets = (text: string): string => text.replace(/[（(【[][^）)】\]]*[）)】\]]/gu, '');

/** Headers of a layout by key; codes go before names, names before synonyms. */
function headersOf(layout: SheetLayout): ReadonlyMap<string, Column> {
  const found = new Map<string, Column>();
  const all = [...layout.columns, ERRORS_COLUMN];
  const texts = [
    (one: Column) => [one.code],
    (one: Column) => [one.zh, one.en],
    (one: Column) => one.also,
    (one: Column) => [withoutBrackets(one.zh), withoutBrackets(one.en)],
  ];
  for (const of of texts) {
    for (const column of all) {
      for (const text of of(column)) if (!found.has(headerKey(text))) found.set(headerKey(text), column);
    }
  }
  return found;
}

const KNOWN = new Map<string, ReadonlyMap<string, Column>>();

function knownHeaders(layout: SheetLayout): ReadonlyMap<string, Column> {
  const known = KNOWN.get(layout.code) ?? headersOf(layout);
  KNOWN.set(layout.code, known);
  return known;
}

function columnOf(layout: SheetLayout, header: string): Column | undefined {
  const known = knownHeaders(layout);
  return known.get(headerKey(header)) ?? known.get(headerKey(withoutBrackets(header)));
}

/** Which sheet of ours a sheet of the file is: by its title, else by its headers. */
export function recogniseSheet(table: RawTable, kind: ImportKind): SheetRecognition {
  const { sheet } = table;
  const title = nameKey(sheet);
  if ([GUIDE_TITLE, CHOICES_TITLE].some((one) => nameKey(one) === title)) return { kind: 'GUIDE', sheet };
  const layouts = sheetsOf(kind);
  const titled = layouts.find((layout) =>
    [layout.title, layout.zh, layout.en, layout.code, ...layout.also].some((one) => nameKey(one) === title),
  );
  const best = (titled ? [titled] : layouts)
    .map((layout) => ({ layout, ...headerRowOf(table, layout) }))
    .sort((a, b) => b.score - a.score)[0];
  if (!best || best.count < (titled ? 1 : 2)) return { kind: titled ? 'NO_HEADER' : 'UNKNOWN', sheet };
  const headers = readHeaders(best.layout, table.rows[best.row] ?? []);
  const twice = headers.find(
    ({ column, index }) =>
      column !== undefined &&
      column.kind !== 'INFO' &&
      headers.some((other) => other.column === column && other.index < index),
  );
  if (twice) return { kind: 'TWICE', sheet, header: twice.header };
  return { kind: 'READ', read: { layout: best.layout, sheet, headerRow: best.row, headers, table } };
}

function headerRowOf(
  table: RawTable,
  layout: SheetLayout,
): { readonly row: number; readonly count: number; readonly score: number } {
  let best = { row: 0, count: 0, score: -Infinity };
  for (const [row, cells] of table.rows.slice(0, MOST_ABOVE).entries()) {
    const found = new Set(
      cells.flatMap((cell) => {
        const column = cell === undefined || cell.merged ? undefined : columnOf(layout, shown(cell));
        return column === undefined ? [] : [column];
      }),
    );
    // A header that must be there and is not makes another sheet likelier.
    const missing = layout.columns.filter((column) => column.required && !found.has(column)).length;
    const score = found.size - missing * 1.5 - layout.columns.length / 1_000;
    if (found.size > 0 && score > best.score) best = { row, count: found.size, score };
  }
  return best;
}

function readHeaders(layout: SheetLayout, row: RawRow): readonly HeaderRead[] {
  return Array.from(row).flatMap((cell, index): readonly HeaderRead[] => {
    if (cell === undefined || isBlank(cell) || cell.merged) return [];
    const header = shown(cell).trim().slice(0, 200);
    const column = columnOf(layout, header);
    return [{ index, header, column, nearest: column ? undefined : nearestColumn(layout, header) }];
  });
}

function nearestColumn(layout: SheetLayout, header: string): Column | undefined {
  const known = knownHeaders(layout);
  const nearest = nearestOf(headerKey(header), [...known.keys()]);
  return nearest === undefined ? undefined : known.get(nearest);
}
