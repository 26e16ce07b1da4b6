import { prepareItem, sheetVocabulary, type ImportItem, type SheetImport } from '@huanpei/app';
import {
  REFUSAL_CODES,
  type Language,
  type Listing,
  type ListingContent,
  type RefusalCode,
  type Tender,
  type TenderContent,
} from '@huanpei/domain';
import { fieldName, headerOf, noteMessage, SHEETS, type CellNote, type SheetReport } from '@huanpei/exchange';
import type { DutyFact, Name } from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { messageOf } from '../graphql/refusal-messages';
import { changesView } from '../listing/listing-changes.views';
import { tenderChangesView } from '../tender/amendment.views';
import { dutyView } from '../tender/tender.views';
import type { ImportItemObject, ImportNoteObject, ImportSheetObject } from './import.objects';

/** How many figures tell what a thing is. */
const MOST_FIGURES = 5;
/** How many changes are named. */
const MOST_CHANGES = 50;

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

type Shown = Pick<ImportItemObject, 'name' | 'figures' | 'changes'>;

const nameIn = ({ zh, en }: Name, language: Language): string | null =>
  (language === 'zh' ? (zh ?? en) : (en ?? zh)) ?? null;

/** Figures in words; of what has faults, those that are whole. */
function figuresOf(stated: readonly DutyFact[], language: Language): readonly string[] {
  const label = labels(language);
  const whole = stated.filter(({ metric, op, unit }) => [metric, op, unit].every((part) => typeof part === 'string'));
  return whole.slice(0, MOST_FIGURES).map((fact) => dutyView(fact, language, label).says);
}

/** What a listing is called, what it can do, and what the file would change of it. */
export function listingShown(before: ListingContent | undefined, content: ListingContent, language: Language): Shown {
  return {
    name: nameIn(content.name ?? {}, language),
    // How much it treats tells most; what it leaves behind comes next.
    figures: figuresOf(
      [...content.facts].sort((a, b) => rankOf(a.metric) - rankOf(b.metric)),
      language,
    ),
    changes: before
      ? changesView(before, content, language).map(
          ({ kind, sectionLabel, subject, fieldLabel, before: was, after }) => ({
            kind,
            what: [subject ?? sectionLabel, fieldLabel].filter((part) => part !== null).join(' · '),
            before: was,
            after,
          }),
        )
      : [],
  };
}

const FIRST_METRICS: readonly string[] = ['capacity', 'outlet', 'removal_pct'];
const rankOf = (metric: string): number => {
  const at = FIRST_METRICS.indexOf(metric);
  return at < 0 ? FIRST_METRICS.length : at;
};

/** What a tender is called, what its lots will face, and what the file would change of it. */
export function tenderShown(before: TenderContent | undefined, content: TenderContent, language: Language): Shown {
  return {
    name: nameIn(content.title ?? {}, language),
    figures: figuresOf(
      content.lots.flatMap(({ need }) => need.duty ?? []),
      language,
    ),
    changes: before
      ? tenderChangesView(before, content, language).map(({ kind, partLabel, lotId, before: was, after }) => ({
          kind,
          what: lotId === null ? partLabel : `${partLabel} · ${language === 'zh' ? `标段 ${lotId}` : `lot ${lotId}`}`,
          before: was,
          after,
        }))
      : [],
  };
}

/** What an item is beside its cells. What is done already would change nothing any more. */
export function shownOf(
  { kind, columns }: Pick<SheetImport, 'kind' | 'columns'>,
  item: ImportItem,
  subject: Listing | Tender | undefined,
  language: Language,
): Shown {
  const changed = item.plan === 'CHANGE' && item.outcome === null;
  const { main, lists } = item.read;
  if (kind === 'TENDERS') {
    const before = (subject as Tender | undefined)?.content;
    const { content } = prepareItem(kind, { main, lists, key: item.key }, columns, before);
    return tenderShown(changed ? before : undefined, content as TenderContent, language);
  }
  const listing = subject as Listing | undefined;
  const before = listing?.staged?.content ?? listing?.content ?? undefined;
  const { content } = prepareItem(kind, { main, lists, key: item.key }, columns, before);
  return listingShown(changed ? before : undefined, content as ListingContent, language);
}

export function itemView(item: ImportItem, shown: Shown, language: Language): ImportItemObject {
  const { number, key, plan, fields, outcome, subjectId, faults, warnings } = item;
  return {
    number,
    key,
    plan,
    fields,
    outcome,
    subjectId,
    ...shown,
    changes: shown.changes.slice(0, MOST_CHANGES),
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
