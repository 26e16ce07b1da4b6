import type { ImportKind } from './layout';

/** How large a file may be. */
export interface SheetLimits {
  /** Bytes of the file. */
  readonly bytes: number;
  /** Bytes of a workbook once it is unpacked. */
  readonly unpacked: number;
  /** Rows with something in them, of all sheets together. */
  readonly rows: number;
  readonly cells: number;
  /** Columns of one sheet. */
  readonly columns: number;
  /** Rows of one thing: it is kept, told and copied between threads in one piece. */
  readonly rowsOfOne: Readonly<Record<ImportKind, number>>;
}

export const SHEET_LIMITS: SheetLimits = {
  bytes: 20_000_000,
  // A workbook made to be costly takes 14 seconds and 760 MB at this size; an ordinary one of 50,000 rows 3 and 360.
  unpacked: 100_000_000,
  rows: 50_000,
  cells: 1_000_000,
  columns: 200,
  // The most that a listing and a tender may hold are 451 and 11,051; tens of thousands hold up everybody for seconds.
  rowsOfOne: { LISTINGS: 1_000, TENDERS: 12_000 },
};
