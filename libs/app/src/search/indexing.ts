import type { Delivery } from '../ports/job-source';
import type { RowKind } from '../ports/search-index';
import type { SearchLag, SearchStates } from '../ports/search-states';
import { Batches, type BatchesOptions } from './batches';
import { Lag } from './lag';
import type { SearchWriter } from './search-writer';

/**
 * How many index jobs of one name a process does at once, or about as many as the queue carries together: so many can be
 * collected into one batch.
 */
export const COLLECTED = 100;

/** Long enough to collect a stream, short beside the second within which a change is to be seen. */
const COLLECT: BatchesOptions = { collectMs: 100, most: COLLECTED };

/**
 * A supplier's document is made of all its listings: while many of them change it is made now and then, not each time. In
 * a stream its jobs have been collected by the queue already.
 */
const SUPPLIERS: Partial<BatchesOptions> = { rest: 1 };

/**
 * What was changed so long ago is written without giving way to searches any more: half of the second within which it is
 * to be seen. However busy the machine is, writes then get their share of it. Suppliers are collected for so long that by
 * half a second nearly every one of them would be urgent, and their documents are most of what is written: their share is
 * given when the second is nearly over.
 */
const URGENT_MS: { readonly [K in RowKind]: number } = { LISTING: 500, TENDER: 500, SUPPLIER: 900 };

/**
 * Whoever gives way to others gives way too much when a change has waited for so much longer than until it is urgent, and
 * for a while after that.
 */
const LATE_AFTER_URGENT_MS = 200;
const LATE_FOR_MS = 3_000;

/** Every process reads the lag of the others from there; more often would be of no use. */
const TELL_LAG_MS = 2_000;

export interface IndexingOptions {
  /** How jobs are collected. */
  readonly collect?: BatchesOptions;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told when changes begin to be written late, and when for a while none was. */
  readonly onLate?: (late: boolean) => void;
  /** How long that while is. */
  readonly lateForMs?: number;
  /** The lag could not be kept; it is measured all the same. */
  readonly onFault: (fault: unknown) => void;
}

/**
 * What index jobs ask for, collected: under a stream of changes many jobs become few reads and writes. A job is done only
 * when what it asked for is written.
 */
export class Indexing {
  private readonly batches: { readonly [K in RowKind]: Batches };
  private readonly lag = new Lag();
  private readonly now: () => number;
  /** While changes count as written late: until it fires. */
  private late: NodeJS.Timeout | undefined;
  private toldAt = -Infinity;
  private telling: Promise<void> = Promise.resolve();
  /** Until the lag is told again, once something has changed since it was. */
  private later: NodeJS.Timeout | undefined;

  constructor(
    private readonly writer: SearchWriter,
    private readonly states: SearchStates,
    /** The name of the index. */
    private readonly name: string,
    private readonly options: IndexingOptions,
  ) {
    const collect = options.collect ?? COLLECT;
    const batches = (kind: RowKind, more: Partial<BatchesOptions> = {}): Batches =>
      new Batches((ids, since) => this.bring(kind, ids, since), { ...collect, ...more });
    this.batches = {
      LISTING: batches('LISTING'),
      TENDER: batches('TENDER'),
      SUPPLIER: batches('SUPPLIER', options.collect ? {} : SUPPLIERS),
    };
    this.now = options.now ?? Date.now;
  }

  /**
   * Resolves when the index agrees with the thing as it was committed when the job was sent, or later. Rejects when its
   * batch could not be written; delivered again it goes alone, so that one bad thing does not keep the others for ever.
   */
  async index(kind: RowKind, id: string, { sentAt, attempt }: Delivery): Promise<void> {
    const since = sentAt.getTime();
    this.look(kind, since);
    await (attempt > 1 ? this.bring(kind, [id], since) : this.batches[kind].add(id, since));
    this.look(kind, since);
    this.lag.add(this.now() - since);
    // Also the last of a stream is told, if later: other processes have no other figures.
    this.later ??= setTimeout(() => this.tell(), Math.max(0, this.toldAt + TELL_LAG_MS - this.now())).unref();
  }

  /** As this process measured it; null before its first change. */
  measured(): SearchLag | null {
    return this.lag.figures();
  }

  /** Ends when nothing is being kept any more, and nothing is left to be. */
  async close(): Promise<void> {
    if (this.later) this.tell();
    await this.telling;
  }

  private async bring(kind: RowKind, ids: readonly string[], since: number): Promise<void> {
    await this.writer.bring(kind, ids, { urgent: () => this.now() - since >= URGENT_MS[kind] });
  }

  /** At what comes and at what is done: while nothing is, nothing is late. */
  private look(kind: RowKind, since: number): void {
    if (this.now() - since < URGENT_MS[kind] + LATE_AFTER_URGENT_MS) return;
    if (this.late) {
      this.late.refresh();
      return;
    }
    this.options.onLate?.(true);
    this.late = setTimeout(() => {
      this.late = undefined;
      this.options.onLate?.(false);
    }, this.options.lateForMs ?? LATE_FOR_MS).unref();
  }

  private tell(): void {
    clearTimeout(this.later);
    this.later = undefined;
    this.toldAt = this.now();
    this.telling = this.telling
      .then(() => this.states.save(this.name, { lag: this.lag.figures() }))
      .catch(this.options.onFault);
  }
}
