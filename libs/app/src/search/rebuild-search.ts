import { Injectable } from '@nestjs/common';
import { Reads, type Page } from '../ports/reads';
import { Work, type Tx } from '../ports/work';

const BATCH = 200;

/** Sends an index job for every listing and tender: after a change of search engine, or when the index was lost. */
@Injectable()
export class RebuildSearch {
  constructor(
    private readonly reads: Reads,
    private readonly work: Work,
  ) {}

  /** How many things will be indexed. */
  async execute(): Promise<number> {
    const listings = await this.send(
      (after) => this.reads.listings({}, { first: BATCH, after }),
      (tx, { id, revision }) => tx.enqueue('index-listing', { listingId: id, revision }),
    );
    const tenders = await this.send(
      (after) => this.reads.tenders({ published: true }, { first: BATCH, after }),
      (tx, { id, revision }) => tx.enqueue('index-tender', { tenderId: id, revision }),
    );
    return listings + tenders;
  }

  private async send<T>(
    read: (after: string | null) => Promise<Page<T>>,
    enqueue: (tx: Tx, item: T) => Promise<void>,
  ): Promise<number> {
    let sent = 0;
    for (let after: string | null = null; ;) {
      const { items, hasNextPage } = await read(after);
      await this.work.run(async (tx) => {
        for (const { node } of items) await enqueue(tx, node);
      });
      sent += items.length;
      after = items.at(-1)?.cursor ?? null;
      if (!hasNextPage) return sent;
    }
  }
}
