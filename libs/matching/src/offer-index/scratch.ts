import { MOST_BINS } from './certificate-column';
import { BLOCK, blocksFor } from './fact-column';
import { startedKernel } from './kernel';
import { MarkClasses } from './mark-class';

/** There was too little memory, and now there is more: the query is to be begun anew, since its bitmaps are gone. */
export class MemoryGrew extends Error {}

/** Bitmaps that are handed out again and again. */
class Bitmaps {
  private all: Int32Array[] = [];
  private used = 0;

  constructor(private readonly make: () => Int32Array) {}

  reset(): void {
    this.used = 0;
  }

  forget(): void {
    this.all = [];
    this.used = 0;
  }

  take(): Int32Array {
    const at = this.used;
    this.used += 1;
    return this.all[at] ?? (this.all[at] = this.make());
  }
}

/** Segments differ in size; most fit into so many words. */
const LEAST_WORDS = 512;

/**
 * Memory of a query that the next one uses again: what is kept to its end, and what only the segment at hand needs. It lies
 * in the memory of the kernel, so that bitmaps are put together there. Each bitmap has whole blocks; what lies beyond the
 * words that were asked for is not to be read.
 */
export class Scratch {
  private readonly started = startedKernel();
  private readonly kept = new Bitmaps(() => this.make());
  private readonly atHand = new Bitmaps(() => this.make());
  /** Words of each bitmap. */
  private room = 0;
  /** Where in the memory the next bitmap is made, in bytes. */
  private top = this.started.scratchAt;
  /** Of the bins of certificates. */
  readonly classes = new Uint8Array(MOST_BINS);
  readonly told = new MarkClasses();

  /** For a new query. @param words of the largest segment it is compared with */
  start(words: number): void {
    if (words > this.room) {
      // An odd number of blocks, so that bitmaps read side by side do not all fall into the same part of the cache.
      this.room = (blocksFor(Math.max(words + (words >> 3), LEAST_WORDS)) | 1) * BLOCK;
      this.forget();
    }
    this.kept.reset();
  }

  /** For a new segment: one after the other they use the same memory, which so stays in the cache. */
  turn(): void {
    this.atHand.reset();
  }

  /** @throws MemoryGrew */
  keep(): Int32Array {
    return this.kept.take();
  }

  /** @throws MemoryGrew */
  take(): Int32Array {
    return this.atHand.take();
  }

  private make(): Int32Array {
    const { started, top, room } = this;
    const end = top + room * Int32Array.BYTES_PER_ELEMENT;
    if (end > started.buffer.byteLength) {
      started.grow();
      this.forget();
      throw new MemoryGrew();
    }
    this.top = end;
    return new Int32Array(started.buffer, top, room);
  }

  private forget(): void {
    this.top = this.started.scratchAt;
    this.kept.forget();
    this.atHand.forget();
  }
}

let scratch: Scratch | undefined;

/** The one of this process: it is used by one query at a time, which nothing comes between. */
export function sharedScratch(): Scratch {
  return (scratch ??= new Scratch());
}
