import type { ImportItemsQuery, ImportNoteRowFragment, ImportQuery, ImportRowFragment } from '../../generated/imports';
import type { ImportNoteCode } from '../../generated/schema';

export type Item = NonNullable<ImportItemsQuery['import']>['items']['edges'][number]['node'];

/** What notes are about, as people look for them: few, where the codes are many. */
export const NOTE_GROUPS = ['MISSING', 'UNKNOWN', 'FIGURE', 'DATE', 'AMBIGUOUS', 'TWICE', 'RULE', 'READ'] as const;
export type NoteGroup = (typeof NOTE_GROUPS)[number];

/** Every code has its place; a new one does not compile until it has. */
const GROUP_OF: Readonly<Record<ImportNoteCode, NoteGroup>> = {
  REQUIRED: 'MISSING',
  KEY_MISSING: 'MISSING',
  UNIT_MISSING: 'MISSING',
  SAYS_LITTLE: 'MISSING',
  KEY_UNKNOWN: 'UNKNOWN',
  LOT_UNKNOWN: 'UNKNOWN',
  UNIT_UNKNOWN: 'UNKNOWN',
  CONDITION_OPEN: 'UNKNOWN',
  UNKNOWN_CHOICE: 'UNKNOWN',
  UNKNOWN_NAME: 'UNKNOWN',
  EXCEL_ERROR: 'FIGURE',
  NOT_A_FIGURE: 'FIGURE',
  NOT_A_NUMBER: 'FIGURE',
  NOT_MONEY: 'FIGURE',
  NOT_WHOLE: 'FIGURE',
  OPERATOR_CONFLICT: 'FIGURE',
  PLUS_MINUS: 'FIGURE',
  RANGE_CONFLICT: 'FIGURE',
  UNIT_CONFLICT: 'FIGURE',
  DATE_IN_FIGURE: 'DATE',
  EXCEL_DATE: 'DATE',
  NOT_AN_INSTANT: 'DATE',
  NOT_A_DAY: 'DATE',
  AMBIGUOUS_NAME: 'AMBIGUOUS',
  AMBIGUOUS_NUMBER: 'AMBIGUOUS',
  KEY_TWICE: 'TWICE',
  LOT_TWICE: 'TWICE',
  REFUSED: 'RULE',
  TOO_LONG: 'RULE',
  APPROXIMATE: 'READ',
  CONDITION_READ: 'READ',
  CURRENCY_READ: 'READ',
  DATE_READ: 'READ',
  EMPTY_WORD: 'READ',
  FACTS_REMOVED: 'READ',
  FORMULA_CACHED: 'READ',
  FULL_WIDTH: 'READ',
  KEY_WAS_NUMBER: 'READ',
  MERGED: 'READ',
  METRIC_SPLIT: 'READ',
  NAME_READ: 'READ',
  NOT_DETECTED: 'READ',
  OPERATOR_ASSUMED: 'READ',
  OPERATOR_IN_CELL: 'READ',
  PERCENT_FORMAT: 'READ',
  POWER_OF_TEN: 'READ',
  RANGE_IN_CELL: 'READ',
  TEXT_NUMBER: 'READ',
  THOUSANDS: 'READ',
  UNIT_ASSUMED: 'READ',
  UNIT_IN_CELL: 'READ',
  UNIT_SYNONYM: 'READ',
};

/** A note about a cell, with the thing it belongs to. */
export interface CellRow extends ImportNoteRowFragment {
  readonly id: string;
  readonly number: number;
  readonly thing: string | null;
  readonly group: NoteGroup;
}

/** The notes of things, each a row: the faults, or what was read into cells. */
export const cellRows = (items: readonly Item[], which: 'faults' | 'warnings'): readonly CellRow[] =>
  items.flatMap((item) =>
    item[which].map((note, at) => ({
      ...note,
      id: `${item.number} ${at}`,
      number: item.number,
      thing: item.key ?? null,
      group: GROUP_OF[note.code],
    })),
  );

/** How many rows each group has, in the order of the groups, those that have some. */
export const groupCounts = (
  rows: readonly CellRow[],
): readonly { readonly group: NoteGroup; readonly count: number }[] =>
  NOTE_GROUPS.map((group) => ({ group, count: rows.filter((row) => row.group === group).length })).filter(
    ({ count }) => count > 0,
  );

type Sheets = NonNullable<ImportQuery['import']>['sheets'];
export interface Unread {
  readonly sheet: string;
  /** None where the whole sheet was not read. */
  readonly header: string | null;
  readonly nearest: string | null;
}

/** Sheets and columns that are kept and were not read. */
export const unreadOf = (sheets: Sheets): readonly Unread[] =>
  sheets.flatMap(({ sheet, readAs, columns }): readonly Unread[] =>
    readAs === null || readAs === undefined
      ? [{ sheet, header: null, nearest: null }]
      : columns.flatMap(({ header, readAs: column, nearest }) =>
          column === null || column === undefined ? [{ sheet, header, nearest: nearest ?? null }] : [],
        ),
  );

/** States in which something is still going on by itself. */
export const isMoving = ({ state }: Pick<ImportRowFragment, 'state'>): boolean =>
  state === 'UPLOADED' || state === 'RUNNING';

/** The share of an import that is done, in whole percents; only all of it is a hundred. */
export function percentDone({
  position,
  counts,
  state,
}: Pick<ImportRowFragment, 'position' | 'counts' | 'state'>): number {
  if (state === 'DONE') return 100;
  return counts.items === 0 ? 0 : Math.min(99, Math.floor((position / counts.items) * 100));
}

/** How many seconds the rest takes at the rate so far; undefined while that cannot be told. */
export function secondsLeft({
  position,
  counts,
  rate,
}: Pick<ImportRowFragment, 'position' | 'counts' | 'rate'>): number | undefined {
  return rate ? Math.ceil(Math.max(0, counts.items - position) / rate) : undefined;
}

/** What takes longer than this for one step has probably come to a halt. */
const STANDS_STILL_MS = 60_000;

/** Whether it is worth offering to try again; the server decides. `movedAt`: when the page last saw it move. */
export function mayRetry(
  { state, counts }: Pick<ImportRowFragment, 'state' | 'counts'>,
  movedAt: number,
  now: number,
): boolean {
  if (state === 'STOPPED') return true;
  if (state === 'DONE') return counts.failed > 0;
  return isMoving({ state }) && now - movedAt > STANDS_STILL_MS;
}

export const mayCancel = ({ state }: Pick<ImportRowFragment, 'state'>): boolean =>
  state === 'UPLOADED' || state === 'CHECKED' || state === 'RUNNING';
