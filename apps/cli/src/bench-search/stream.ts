import type { Work } from '@huanpei/app';
import type { Listing } from '@huanpei/domain';
import { Chance } from '../bench/chance';
import type { SearchMarket } from './market';
import type { Written } from './written';

const STREAM = 21;

/** A change that was committed and cannot be found yet. */
interface Pending {
  /** What a document that shows it has at least: the versions of the listing and of its firm, which stays at 1. */
  readonly revision: number;
  readonly gone: boolean;
  readonly committedAt: number;
}

/**
 * Changes of listings through transactions and their outbox, and how long each took from its commit until it was heard here
 * that the index had written it. The indexer says so, and no search is made for the measurement.
 */
export class ChangeStream {
  /** Milliseconds, in the order in which they could be found. */
  readonly lags: number[] = [];
  changes = 0;
  /** Of the next change. */
  private next = 0;
  private readonly pending = new Map<string, Pending[]>();
  private readonly committing = new Set<Promise<void>>();

  constructor(
    private readonly work: Pick<Work, 'run'>,
    private readonly market: SearchMarket,
    private readonly seed: number,
  ) {}

  /** Is told what the index has written. */
  hear(written: Written): void {
    if ('removed' in written) {
      if (written.kind === 'LISTING') for (const id of written.removed) this.settle(id, (one) => one.gone);
      return;
    }
    for (const { kind, id, revision } of written.put)
      if (kind === 'LISTING') this.settle(id, (one) => !one.gone && one.revision <= revision);
  }

  get unfinished(): number {
    return [...this.pending.values()].reduce((sum, { length }) => sum + length, this.committing.size);
  }

  /** So many changes a second for so long, others each time; each begins at its time, however long others take. */
  async run(perSecond: number, seconds: number): Promise<void> {
    const from = performance.now();
    for (let begun = 0; begun < perSecond * seconds; begun += 1) {
      const wait = from + (begun * 1_000) / perSecond - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const committing = this.change((this.next += 1)).finally(() => this.committing.delete(committing));
      this.committing.add(committing);
    }
    await Promise.all(this.committing);
  }

  /** An edit, mostly; one in ten leaves the market, and comes back when it is met again. */
  private async change(number: number): Promise<void> {
    const chance = new Chance(this.seed, STREAM, number);
    const id = this.market.listing(chance.below(this.market.listings)).id;
    const changed = await this.work.run(async (tx) => {
      const before = await tx.listings.take(id);
      if (!before?.content) throw new Error(`listing ${id} is not there`);
      const state: Listing['state'] =
        before.state === 'SUSPENDED' ? 'PUBLISHED' : chance.happens(0.1) ? 'SUSPENDED' : 'PUBLISHED';
      const name = { ...before.content.name, en: `${before.content.name.en ?? ''} rev${number}` };
      const after: Listing = {
        ...before,
        state,
        content: { ...before.content, name },
        revision: before.revision + 1,
        version: before.version + 1,
      };
      await tx.listings.save(after);
      await tx.enqueue('index-listing', { listingId: id, revision: after.revision });
      await tx.enqueue('index-supplier', { organisationId: after.supplierId, revision: 1 });
      return after;
    });
    this.changes += 1;
    const one: Pending = {
      revision: changed.version + 1,
      gone: changed.state !== 'PUBLISHED',
      committedAt: performance.now(),
    };
    this.pending.set(id, [...(this.pending.get(id) ?? []), one]);
  }

  /** What is written, and what it overtook. */
  private settle(id: string, written: (one: Pending) => boolean): void {
    const waiting = this.pending.get(id) ?? [];
    const last = waiting.findLastIndex(written);
    if (last < 0) return;
    const now = performance.now();
    for (const { committedAt } of waiting.slice(0, last + 1)) this.lags.push(now - committedAt);
    const rest = waiting.slice(last + 1);
    if (rest.length > 0) this.pending.set(id, rest);
    else this.pending.delete(id);
  }
}
