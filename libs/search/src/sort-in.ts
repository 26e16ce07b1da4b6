import type { Pool } from 'pg';

/**
 * Of fewer documents the words are left waiting: those of twenty documents cost nearly as much to sort in as those of a
 * hundred, since most of them are the same, and a search reads what waits, once for each word it looks for.
 */
const FEW = 64;

/**
 * Sorts words that were written into their index, on a connection of its own: the next documents are written meanwhile.
 * One at a time; whoever asks while one is under way gets into the next.
 */
export class SortIn {
  private waiting = 0;
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly pool: Pool) {}

  /** After so many documents were written: resolves when few wait. */
  after(documents: number): Promise<void> {
    this.waiting += documents;
    if (this.waiting < FEW) return Promise.resolve();
    return (this.next ??= this.inTurn());
  }

  private inTurn(): Promise<void> {
    const sorted = this.last.then(async () => {
      this.next = undefined;
      this.waiting = 0;
      await this.pool.query(`select gin_clean_pending_list('search_text_lexemes')`);
    });
    // Whoever asked is told of its failure; the next one goes ahead all the same.
    this.last = sorted.catch(() => undefined);
    return sorted;
  }
}
