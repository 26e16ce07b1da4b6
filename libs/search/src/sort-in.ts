import type { WriteOptions } from '@huanpei/app';
import type { Pool } from 'pg';

/**
 * Of fewer documents the words are left waiting: those of twenty documents cost nearly as much to sort in as those of a
 * hundred, since most of them are the same, and a search reads what waits, once for each word it looks for.
 */
const FEW = 64;
/** Also what is urgent waits until these are sorted in, so that they do not become more and more. */
const MANY = 256;
/** Nobody waits longer for a few: a process that gives way may take seconds where others leave it no time. */
const PATIENCE_MS = 250;

/**
 * Sorts words that were written into their index, on a connection of its own: the next documents are written meanwhile.
 * One at a time; whoever asks while one is under way gets into the next.
 */
export class SortIn {
  private waiting = 0;
  private failed = false;
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  /** @param urgentPool connections that do not give way to searches */
  constructor(
    private readonly pool: Pool,
    private readonly urgentPool: Pool,
  ) {}

  /**
   * After so many documents were written, which can be found already: resolves when few wait, so that a stream is written
   * in larger pieces, which takes less; at once where what was written is urgent. One that failed is done again by whoever
   * writes next, who waits for it and is told.
   */
  async after(documents: number, { urgent = false }: WriteOptions = {}): Promise<void> {
    this.waiting += documents;
    if (this.waiting < FEW) return;
    const waits = this.failed || this.waiting >= MANY;
    const sorted = (this.next ??= this.inTurn(urgent ? this.urgentPool : this.pool));
    if (waits) await sorted;
    else if (!urgent) await withinPatience(sorted);
  }

  private inTurn(pool: Pool): Promise<void> {
    const sorted = this.last.then(async () => {
      this.next = undefined;
      const { waiting } = this;
      this.waiting = 0;
      try {
        await pool.query(`select gin_clean_pending_list('search_text_lexemes')`);
        this.failed = false;
      } catch (fault) {
        this.waiting += waiting;
        this.failed = true;
        throw fault;
      }
    });
    // Whoever waits for it is told of its failure; the next one goes ahead all the same.
    this.last = sorted.catch(() => undefined);
    return sorted;
  }
}

/** Resolves when it is done or the patience is over; rejects when it fails before. */
async function withinPatience(sorted: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  try {
    await Promise.race([sorted, over]);
  } finally {
    clearTimeout(timer);
  }
}
