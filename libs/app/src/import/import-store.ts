import type { ImportKind } from '@huanpei/exchange';
import type { Page, PageRequest } from '../ports/reads';
import type { Store } from '../ports/work';
import type { ImportItem, ItemOutcome, ItemPlan, SheetImport } from './sheet-import';

/** What became of one thing, as a batch keeps it. */
export interface ItemResult extends Pick<ImportItem, 'number' | 'faults' | 'subjectId'> {
  readonly outcome: ItemOutcome;
}

/** Imports and external keys, inside a transaction. */
export interface ImportStore extends Store<SheetImport> {
  putFile(importId: string, bytes: Uint8Array): Promise<void>;
  dropFile(importId: string): Promise<void>;
  /** How many of the organisation's imports have not ended; the organisation's row is locked. */
  unfinished(organisationId: string): Promise<number>;
  /** Drops the organisation's oldest imports that have ended, beyond so many in all. */
  prune(organisationId: string, keep: number): Promise<void>;
  clearItems(importId: string): Promise<void>;
  countItems(importId: string): Promise<number>;
  addItems(items: readonly ImportItem[]): Promise<void>;
  /** Things after a position that are to be done and are not done yet, in order. */
  nextItems(importId: string, after: number, limit: number): Promise<readonly ImportItem[]>;
  saveResults(importId: string, results: readonly ItemResult[]): Promise<void>;
  /** Things that failed are to be done again; how many. */
  retryFailed(importId: string): Promise<number>;
  /** Ids of the organisation's own things by external key; its own ids count as keys too. */
  idsOfKeys(organisationId: string, kind: ImportKind, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  addKey(organisationId: string, kind: ImportKind, key: string, id: string): Promise<void>;
}

export interface ItemFilter {
  readonly plan?: ItemPlan;
  readonly outcome?: ItemOutcome;
  /** Only those with a fault, found by the check or while running. */
  readonly faulty?: boolean;
  /** Only those with a warning. */
  readonly warned?: boolean;
}

/** Imports as they are read; every question names the organisation whose they are. */
export abstract class ImportReads {
  abstract record(id: string): Promise<SheetImport | undefined>;
  abstract records(organisationId: string, page: PageRequest): Promise<Page<SheetImport>>;
  abstract file(id: string): Promise<Uint8Array | undefined>;
  abstract items(
    importId: string,
    filter: ItemFilter,
    page: PageRequest,
  ): Promise<Page<ImportItem & { readonly id: string }>>;
  abstract idsOfKeys(
    organisationId: string,
    kind: ImportKind,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** External keys of things by their ids. */
  abstract keysOfIds(kind: ImportKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
