import type { RowKind } from './search-index';

/** Where a rebuild of the search index stands. */
export interface RebuildPosition {
  /** The form of the documents it writes. */
  readonly form: string;
  /** What the index calls this rebuild; '' where it is its own (`SearchIndex.beginRebuild`). */
  readonly name: string;
  /** What it is at; the kinds before it are done. `LEFTOVERS`: what the index holds and the rows no longer do. */
  readonly step: 'REFERENCE' | RowKind | 'LEFTOVERS';
  /** The id up to which that kind is done; '' at its beginning. */
  readonly after: string;
  readonly processed: number;
  readonly total: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** Milliseconds from the outbox row of a change to the moment when it can be found, over the last changes. */
export interface SearchLag {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Of so many changes. */
  readonly changes: number;
}

/** What is known of one search index beside its documents. */
export interface SearchState {
  /** The form of the documents that the index holds of everything; null before the first rebuild is done. */
  readonly form: string | null;
  /** Null while no rebuild is under way. */
  readonly rebuild: RebuildPosition | null;
  /** As the indexer that last said so measured it. */
  readonly lag: SearchLag | null;
}

/** The states of search indexes, by the name of the index; they are kept with the rows, whatever holds the index. */
export abstract class SearchStates {
  abstract read(index: string): Promise<SearchState>;
  /** Changes what is given and leaves the rest. */
  abstract save(index: string, change: Partial<SearchState>): Promise<void>;
  /** Runs the body unless another process is at this index in the same way; says whether it ran. */
  abstract alone(index: string, body: () => Promise<void>): Promise<boolean>;
}
