/** What is said of a cell, a row or a file: a code and facts. Sentences are made in `note-messages.ts`. */

/** Why a cell, and with it its row, cannot be taken. */
export const CELL_FAULTS = [
  'REQUIRED',
  'TOO_LONG',
  'NOT_A_NUMBER',
  'NOT_WHOLE',
  'AMBIGUOUS_NUMBER',
  'NOT_A_FIGURE',
  'PLUS_MINUS',
  'DATE_IN_FIGURE',
  'OPERATOR_CONFLICT',
  'RANGE_CONFLICT',
  'UNIT_MISSING',
  'UNIT_CONFLICT',
  'UNKNOWN_CHOICE',
  'UNKNOWN_NAME',
  'AMBIGUOUS_NAME',
  'NOT_A_DAY',
  'NOT_AN_INSTANT',
  'NOT_MONEY',
  'EXCEL_ERROR',
  'KEY_MISSING',
  'KEY_TWICE',
  'KEY_UNKNOWN',
  'LOT_UNKNOWN',
  'LOT_TWICE',
  'REFUSED',
] as const;
export type CellFault = (typeof CELL_FAULTS)[number];

/** What was read into a cell. */
export const CELL_WARNINGS = [
  'FULL_WIDTH',
  'THOUSANDS',
  'TEXT_NUMBER',
  'POWER_OF_TEN',
  'OPERATOR_IN_CELL',
  'RANGE_IN_CELL',
  'NOT_DETECTED',
  'APPROXIMATE',
  'UNIT_IN_CELL',
  'UNIT_SYNONYM',
  'UNIT_ASSUMED',
  'UNIT_UNKNOWN',
  'CONDITION_READ',
  'CONDITION_OPEN',
  'PERCENT_FORMAT',
  'EXCEL_DATE',
  'DATE_READ',
  'OPERATOR_ASSUMED',
  'NAME_READ',
  'METRIC_SPLIT',
  'KEY_WAS_NUMBER',
  'EMPTY_WORD',
  'MERGED',
  'FORMULA_CACHED',
  'CURRENCY_READ',
  'FACTS_REMOVED',
  'SAYS_LITTLE',
] as const;
export type CellWarning = (typeof CELL_WARNINGS)[number];

export type NoteFacts = Readonly<Record<string, string | number>>;

/** Something said of one place of the file. */
export interface CellNote {
  readonly code: CellFault | CellWarning;
  readonly sheet: string;
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  /** The header as it was written; null when it is said of the row. */
  readonly column: string | null;
  /** `C12`; null when it is said of the row. */
  readonly address: string | null;
  /** What stood there, as shown; at most 200 characters. */
  readonly value: string | null;
  readonly facts: NoteFacts;
}

/** Why a file cannot be read at all, or what is said of it as a whole. */
export const FILE_FAULTS = [
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'NOT_XLSX',
  'ZIP_BROKEN',
  'ZIP_TOO_LARGE',
  'TOO_MANY_ROWS',
  'TOO_MANY_ROWS_OF_ONE',
  'TOO_MANY_CELLS',
  'TOO_COSTLY',
  'CSV_BROKEN',
  'ENCODING',
  'NO_SHEET',
  'HEADER_TWICE',
  'HEADER_MISSING',
  'NO_ROWS',
] as const;
export type FileFaultCode = (typeof FILE_FAULTS)[number];

export interface FileFault {
  readonly code: FileFaultCode;
  readonly facts: NoteFacts;
}

/** Thrown while a file is read, and caught where the reading began. */
export class UnreadableFile extends Error {
  constructor(readonly fault: FileFault) {
    super(fault.code);
  }
}

export function unreadable(code: FileFaultCode, facts: NoteFacts = {}): never {
  throw new UnreadableFile({ code, facts });
}
