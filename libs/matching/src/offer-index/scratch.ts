import { MOST_BINS } from './certificate-column';
import { MarkClasses } from './mark-class';

/** Bitmaps that are handed out again and again, each at least as long as asked for: what lies beyond is not to be read. */
class Bitmaps {
  private readonly all: Int32Array[] = [];
  private used = 0;

  reset(): void {
    this.used = 0;
  }

  take(words: number): Int32Array {
    const at = this.used;
    this.used += 1;
    const known = this.all[at];
    if (known && known.length >= words) return known;
    return (this.all[at] = new Int32Array(Math.max(words + (words >> 3), LEAST_WORDS)));
  }
}

/** Segments differ in size; most fit into so many words. */
const LEAST_WORDS = 512;

/** Memory of a query that the next one uses again: what is kept to its end, and what only the segment at hand needs. */
export class Scratch {
  private readonly kept = new Bitmaps();
  private readonly atHand = new Bitmaps();
  /** Of the bins of certificates. */
  readonly classes = new Uint8Array(MOST_BINS);
  readonly told = new MarkClasses();

  /** For a new query. */
  start(): void {
    this.kept.reset();
  }

  /** For a new segment: one after the other they use the same memory, which so stays in the cache. */
  turn(): void {
    this.atHand.reset();
  }

  keep(words: number): Int32Array {
    return this.kept.take(words);
  }

  take(words: number): Int32Array {
    return this.atHand.take(words);
  }
}
