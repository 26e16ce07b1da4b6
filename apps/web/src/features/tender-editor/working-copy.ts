import type { EditedTenderFragment } from '../../generated/tender-editor';
import { draftOf, unfinishedIn, type Draft } from './draft';

/**
 * What of a draft is no content yet lies beside it on the server: lines without a figure, and what was typed and could not
 * be read. The server keeps the text as it is given, so that whatever another version of the editor left is read with care.
 */
const FORM = 1;
/** As many characters as the server takes; a draft beyond them waits in the browser. */
const LONGEST = 200_000;

/** Nothing where the content says all there is. */
export function workingCopyOf(draft: Draft): string | null {
  if (unfinishedIn(draft) === 0 && draft.budgetUnread === undefined) return null;
  const text = JSON.stringify({ form: FORM, draft });
  return text.length > LONGEST ? null : text;
}

/** Whether everything of the draft is on the server once it is saved. */
export const isAllSent = (draft: Draft): boolean =>
  (unfinishedIn(draft) === 0 && draft.budgetUnread === undefined) || workingCopyOf(draft) !== null;

/** The draft that was left; nothing where the text is of another form or no draft. */
export function readWorkingCopy(text: string | null | undefined): Draft | undefined {
  if (!text?.startsWith(`{"form":${FORM},`)) return undefined;
  const copy = parsed(text);
  return isRecord(copy) && isDraft(copy['draft']) ? copy['draft'] : undefined;
}

/** A tender as it was left: with what is no content yet, where there is some. */
export const draftLeft = (tender: EditedTenderFragment): Draft =>
  readWorkingCopy(tender.workingCopy) ?? draftOf(tender);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A client of one's own may leave any text there: it is no draft of this editor.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string';
const isFigure = (value: unknown): boolean => isRecord(value) && isText(value['op']) && isText(value['unit']);
const isListOf = (value: unknown, isOne: (one: Readonly<Record<string, unknown>>) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => isRecord(one) && isOne(one));
const KINDS: readonly unknown[] = ['CERTIFICATE', 'HONOUR', 'SERVICE', 'REGION', 'LEAD_DAYS', 'PRICE'];

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  isRecord(value['title']) &&
  isRecord(value['summary']) &&
  isText(value['track']) &&
  isText(value['method']) &&
  Array.isArray(value['lots']) &&
  value['lots'].length > 0 &&
  isListOf(value['lots'], isLot);

const isLot = (lot: Readonly<Record<string, unknown>>): boolean =>
  isText(lot['id']) &&
  isText(lot['domain']) &&
  isRecord(lot['title']) &&
  isListOf(lot['weights'], ({ term, weight }) => isText(term) && typeof weight === 'number') &&
  Array.isArray(lot['technologies']) &&
  lot['technologies'].every(isText) &&
  isListOf(lot['duty'], ({ key, metric, figure }) => isText(key) && isText(metric) && isFigure(figure)) &&
  isListOf(lot['requirements'], ({ id, demand }) => isText(id) && isRecord(demand) && isDemand(demand)) &&
  isListOf(
    lot['standards'],
    ({ code, level, where, whereNot }) =>
      isText(code) && isText(level) && Array.isArray(where) && Array.isArray(whereNot),
  );

const isDemand = ({ kind, figure }: Readonly<Record<string, unknown>>): boolean =>
  kind === 'FIGURE' ? isFigure(figure) : KINDS.includes(kind);
