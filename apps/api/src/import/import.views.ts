import { sheetVocabulary, type ImportItem, type SheetImport } from '@huanpei/app';
import { REFUSAL_CODES, type Language, type RefusalCode } from '@huanpei/domain';
import { fieldName, headerOf, noteMessage, SHEETS, type CellNote, type SheetReport } from '@huanpei/exchange';
import { messageOf } from '../graphql/refusal-messages';
import type { ImportItemObject, ImportNoteObject, ImportSheetObject } from './import.objects';

/** What is said of a cell. What the rules of the marketplace refuse is said in their words. */
export function noteSentence({ code, facts }: Pick<CellNote, 'code' | 'facts'>, language: Language): string {
  if (code !== 'REFUSED') return noteMessage({ code, facts }, language, sheetVocabulary);
  const refusal = REFUSAL_CODES.find((one: RefusalCode) => one === facts['refusal']) ?? 'INVALID';
  const field = fieldName(String(facts['field'] ?? ''), language);
  const said = messageOf({ code: refusal, facts }, language);
  return field === undefined ? said : language === 'zh' ? `${field}：${said}` : `${field}: ${said}`;
}

const noteView = ({ facts, ...note }: CellNote, language: Language): ImportNoteObject => ({
  ...note,
  message: noteSentence({ code: note.code, facts }, language),
});

export function itemView(item: ImportItem, language: Language): ImportItemObject {
  const { number, key, plan, fields, outcome, subjectId, faults, warnings } = item;
  return {
    number,
    key,
    plan,
    fields,
    outcome,
    subjectId,
    faults: faults.map((note) => noteView(note, language)),
    warnings: warnings.map((note) => noteView(note, language)),
  };
}

export function sheetView(
  { sheet, layout, headerRow, columns, examples = 0 }: SheetReport,
  language: Language,
): ImportSheetObject {
  return {
    sheet,
    readAs: SHEETS.find(({ code }) => code === layout)?.title ?? null,
    headerRow,
    examples,
    columns: columns.map(({ header, code, nearest }) => ({
      header,
      readAs: code === null ? null : headerOf(code, language),
      nearest: nearest === null ? null : headerOf(nearest, language),
    })),
  };
}

/** Things done each second, as of now or of the end. */
export function rateOf({ counts, startedAt, endedAt }: SheetImport, now: Date): number | null {
  if (startedAt === null) return null;
  const done = counts.created + counts.changed + counts.kept + counts.failed;
  const seconds = Math.max(((endedAt ?? now).getTime() - startedAt.getTime()) / 1_000, 0.001);
  return Math.round((done / seconds) * 10) / 10;
}

/** What is wrong with each row of a thing, in one text; what is said of the thing as a whole goes to its first row. */
export function errorsByRow(item: ImportItem, language: Language): ReadonlyMap<string, string> {
  const said = new Map<string, string[]>();
  for (const note of item.faults) {
    const key = `${note.sheet} ${note.row}`;
    const place = note.address === null ? '' : `${note.address} `;
    said.set(key, [...(said.get(key) ?? []), `${place}${noteSentence(note, language)}`]);
  }
  return new Map([...said].map(([key, texts]) => [key, texts.join('\n')]));
}
