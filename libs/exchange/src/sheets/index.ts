export {
  cellOfText,
  isBlank,
  SHEET_FORMATS,
  textOfCell,
  type RawCell,
  type RawRow,
  type RawTable,
  type SheetFormat,
} from './cells';
export { CHOICES, EMPTY_WORDS, type ChoiceKind } from './choices';
export {
  changedFields,
  comparable,
  listingFrom,
  strayLots,
  tenderFrom,
  type BuiltContent,
  type FileColumns,
} from './contents';
export { readCsv, writeCsv } from './csv';
export { failedTables, type FailedRow } from './failed-file';
export { readDay, readFigure, readInstant, readNumber, writtenInstant } from './figure';
export { recogniseSheet } from './headers';
export { IMPORT_KINDS, SHEETS, sheetByCode, sheetsOf, type ImportKind, type SheetLayout } from './layout';
export { SHEET_LIMITS, type SheetLimits } from './limits';
export { fieldName, fileFaultMessage, headerOf, noteMessage } from './note-messages';
export {
  CELL_FAULTS,
  CELL_WARNINGS,
  FILE_FAULTS,
  type CellFault,
  type CellNote,
  type CellWarning,
  type FileFault,
  type NoteFacts,
} from './notes';
export { openFile, OpenFile, type FileToRead, type KeptRow, type ReadItem, type SheetReport } from './read-file';
export { LONGEST_KEY, type CellRef, type ReadRow } from './read-row';
export { isExampleKey } from './example';
export { templateTables } from './template';
export { CODE_KINDS, nameKey, type CodeKind, type Vocabulary } from './vocabulary';
export { SheetWriter, type ExportedListing, type ExportedTender } from './write-file';
export { readXlsx, writeXlsx } from './xlsx';
