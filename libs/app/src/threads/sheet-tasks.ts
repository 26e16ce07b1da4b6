import type { Language, Refusal } from '@huanpei/domain';
import type {
  ExportedListing,
  ExportedTender,
  FailedRow,
  FileColumns,
  FileFault,
  FileToRead,
  ImportKind,
  OpenFile,
  ReadItem,
  SheetFormat,
  SheetReport,
} from '@huanpei/exchange';
import type { Content } from '../import/plan-item';
import { Transferred, type TaskControl } from '../ports/threads';
import type * as Library from './sheet-library';

/** What a file turned out to hold; its things are fetched piece by piece. */
export type FileOpened =
  | { readonly ok: false; readonly fault: FileFault }
  | {
      readonly ok: true;
      readonly size: number;
      readonly sheets: readonly SheetReport[];
      readonly columns: FileColumns;
      readonly encoding: string | null;
    };

export interface SheetsToWrite {
  readonly kind: ImportKind;
  readonly format: SheetFormat;
  readonly language: Language;
  /** The one sheet of a CSV. */
  readonly sheet: string;
}

/** An opened file is kept for the one who fetches it; of several, the one that was left alone longest makes room. */
const MOST_OPEN = 2;
/** A thread that was replaced, or gave the file's place to another, says so. */
export const FILE_LOST = 'FILE_LOST';

/**
 * Reading and writing of spreadsheets. Their library is loaded by the first task and by this thread alone. What is large
 * goes back piece by piece, so that nobody waits while it is copied.
 */
export const sheetTasks = () => {
  const open = new Map<string, OpenFile>();
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const library = () => require('./sheet-library') as typeof Library;

  return {
    open: async ({ token, file }: { readonly token: string; readonly file: FileToRead }): Promise<FileOpened> => {
      const { openFile, sheetVocabulary } = library();
      open.delete(token);
      const opened = openFile(file, sheetVocabulary);
      if (!opened.ok) return opened;
      for (const oldest of [...open.keys()].slice(0, Math.max(0, open.size - MOST_OPEN + 1))) open.delete(oldest);
      open.set(token, opened.file);
      const { size, sheets, columns, encoding } = opened.file;
      return { ok: true, size, sheets, columns, encoding };
    },
    items: ({
      token,
      from,
      count,
    }: {
      readonly token: string;
      readonly from: number;
      readonly count: number;
    }): readonly ReadItem[] | typeof FILE_LOST => open.get(token)?.items(from, count) ?? FILE_LOST,
    close: ({ token }: { readonly token: string }): boolean => open.delete(token),
    /** What is wrong with contents, one list for each. */
    judge: async ({
      kind,
      contents,
    }: {
      readonly kind: ImportKind;
      readonly contents: readonly Content[];
    }): Promise<readonly (readonly Refusal[])[]> => {
      const { contentFaults } = library();
      return contents.map((content) => contentFaults(kind, content));
    },
    write: async (
      { kind, format, language, sheet }: SheetsToWrite,
      { pieces }: TaskControl<readonly (ExportedListing | ExportedTender)[]>,
    ): Promise<Transferred<Uint8Array<ArrayBuffer>>> => {
      const { SheetWriter, sheetVocabulary } = library();
      const writer = new SheetWriter(sheetVocabulary, language);
      return written(writer.tables(kind, writer.rows(kind, pieces.flat())), format, sheet);
    },
    template: async ({
      kind,
      format,
      language,
      sheet,
    }: SheetsToWrite): Promise<Transferred<Uint8Array<ArrayBuffer>>> => {
      const { templateTables, sheetVocabulary } = library();
      return written(templateTables(kind, sheetVocabulary, language), format, sheet);
    },
    failed: async (
      {
        sheets,
        format,
        language,
      }: { readonly sheets: readonly SheetReport[]; readonly format: SheetFormat; readonly language: Language },
      { pieces }: TaskControl<readonly FailedRow[]>,
    ): Promise<Transferred<Uint8Array<ArrayBuffer>>> => {
      const { failedTables } = library();
      return written(failedTables(sheets, pieces.flat(), language), format, null);
    },
  };

  async function written(
    tables: readonly {
      readonly sheet: string;
      readonly rows: readonly (readonly ({ readonly value: string | number | boolean } | undefined)[])[];
    }[],
    format: SheetFormat,
    sheet: string | null,
  ): Promise<Transferred<Uint8Array<ArrayBuffer>>> {
    const { writeCsv, writeXlsx, sheetByCode } = library();
    const title = sheet === null ? undefined : sheetByCode(sheet).title;
    const one = tables.find((table) => table.sheet === title) ?? tables[0];
    if (!one) throw new Error('there is nothing to write');
    const bytes = format === 'XLSX' ? writeXlsx(tables) : writeCsv(one);
    return new Transferred(bytes, [bytes.buffer]);
  }
};
