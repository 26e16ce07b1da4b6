import type { Language, Role } from '@huanpei/domain';
import type {
  CellNote,
  FileColumns,
  FileFault,
  ImportKind,
  ReadItem,
  SheetFormat,
  SheetReport,
} from '@huanpei/exchange';

/**
 * `UPLOADED` waits to be checked; `CHECKED` has a report and waits for somebody to start it; `RUNNING`; `DONE`.
 * `UNREADABLE` was no file that can be read. `STOPPED` because whoever started it may not go on. `CANCELLED` by hand.
 */
export const IMPORT_STATES = ['UPLOADED', 'CHECKED', 'RUNNING', 'DONE', 'UNREADABLE', 'STOPPED', 'CANCELLED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What an import would do with a thing, as of the check. */
export const ITEM_PLANS = ['CREATE', 'CHANGE', 'UNCHANGED', 'REFUSED'] as const;
export type ItemPlan = (typeof ITEM_PLANS)[number];

/** What became of it. */
export const ITEM_OUTCOMES = ['CREATED', 'CHANGED', 'UNCHANGED', 'FAILED'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** Things of the file: by plan, and by what became of them. */
export interface ImportCounts {
  readonly items: number;
  readonly rows: number;
  readonly create: number;
  readonly change: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warnings: number;
  readonly created: number;
  readonly changed: number;
  readonly kept: number;
  readonly failed: number;
  /** Listings handed to the operators. */
  readonly submitted: number;
}

export const NO_COUNTS: ImportCounts = {
  items: 0,
  rows: 0,
  create: 0,
  change: 0,
  unchanged: 0,
  refused: 0,
  warnings: 0,
  created: 0,
  changed: 0,
  kept: 0,
  failed: 0,
  submitted: 0,
};

/** One file that an organisation hands in. */
export interface SheetImport {
  readonly id: string;
  readonly organisationId: string;
  /** Who uploaded it, or started it last, as the audit chain names them: a member, or a key. In their name it runs. */
  readonly memberId: string;
  readonly role: Role;
  readonly kind: ImportKind;
  readonly format: SheetFormat;
  readonly fileName: string;
  /** Size of the file in bytes. */
  readonly size: number;
  readonly language: Language;
  /** Things without an external key may be created. */
  readonly withoutKey: boolean;
  /** Listings are handed to the operators at once. */
  readonly submit: boolean;
  readonly state: ImportState;
  readonly fault: FileFault | null;
  readonly sheets: readonly SheetReport[];
  readonly columns: FileColumns;
  /** Of a CSV: how it is encoded. */
  readonly encoding: string | null;
  readonly counts: ImportCounts;
  /** Number of the last thing that was done; kept in the transaction that did it. */
  readonly position: number;
  /** Rises with each start and retry; a job of an earlier run finds itself stale. */
  readonly run: number;
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
}

/** One thing of the file, as it was read and planned, and what became of it. */
export interface ImportItem {
  readonly importId: string;
  readonly number: number;
  readonly key: string | null;
  readonly read: Pick<ReadItem, 'main' | 'lists' | 'rows'>;
  readonly faults: readonly CellNote[];
  readonly warnings: readonly CellNote[];
  readonly plan: ItemPlan;
  /** Which fields of what is there it would change. */
  readonly fields: readonly string[];
  readonly outcome: ItemOutcome | null;
  /** The listing or tender. */
  readonly subjectId: string | null;
}

/** Unfinished imports an organisation may have at once. */
export const MOST_UNFINISHED = 5;
/** Imports kept of an organisation; the oldest that have ended make room. */
export const MOST_KEPT = 50;

export const hasEnded = ({ state }: Pick<SheetImport, 'state'>): boolean =>
  ['DONE', 'UNREADABLE', 'STOPPED', 'CANCELLED'].includes(state);
