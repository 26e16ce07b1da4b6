/** What the tasks on spreadsheets need; loaded by their first task, and by no other thread. */
export {
  failedTables,
  openFile,
  sheetByCode,
  SheetWriter,
  templateTables,
  writeCsv,
  writeXlsx,
} from '@huanpei/exchange';
export { contentFaults } from '../import/plan-item';
export { sheetVocabulary } from '../import/vocabulary';
