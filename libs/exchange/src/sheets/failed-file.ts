import type { Language } from '@huanpei/domain';
import type { RawCell, RawRow, RawTable } from './cells';
import { ERRORS_COLUMN } from './layout';
import type { KeptRow, SheetReport } from './read-file';

/** A row to hand back, with what is wrong with it in the reader's language. */
export interface FailedRow {
  readonly row: KeptRow;
  readonly error: string;
}

/** The failed rows of a file under their own headers, unknown columns included, with a column of errors in front. */
export function failedTables(
  sheets: readonly SheetReport[],
  rows: readonly FailedRow[],
  language: Language,
): readonly RawTable[] {
  return sheets
    .filter(({ layout }) => layout !== null)
    .map(({ sheet, columns }): RawTable => {
      const kept = columns
        .map((column, place) => ({ ...column, place }))
        .filter(({ code }) => code !== ERRORS_COLUMN.code);
      const header: RawRow = [{ value: ERRORS_COLUMN[language] }, ...kept.map((column) => ({ value: column.header }))];
      const own = rows.filter(({ row }) => row.sheet === sheet).sort((a, b) => a.row.row - b.row.row);
      return {
        sheet,
        rows: [
          header,
          ...own.map(({ row, error }): RawRow => [
            error === '' ? undefined : { value: error },
            ...kept.map(({ place }): RawCell | undefined => {
              const value = row.cells[place];
              if (value === undefined) return undefined;
              return row.percent?.includes(place) ? { value, percent: true } : { value };
            }),
          ]),
        ],
      };
    });
}
