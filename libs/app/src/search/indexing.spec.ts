import type { SearchStates } from '../ports/search-states';
import { Indexing } from './indexing';
import type { BringOptions, SearchWriter } from './search-writer';

/** A writer that says whether each of its writes is urgent, and the clock they are made by. */
function underTest() {
  const clock = { now: 10_000 };
  const urgent: boolean[][] = [];
  const writer = {
    bring: async (_kind: string, _ids: readonly string[], options: BringOptions = {}) => {
      const writes = [options.urgent?.() ?? false];
      // The next write of the same batch, much later.
      clock.now += 600;
      writes.push(options.urgent?.() ?? false);
      urgent.push(writes);
      return { put: 1, removed: 0 };
    },
  } as unknown as SearchWriter;
  const states = { save: async () => undefined } as unknown as SearchStates;
  const indexing = new Indexing(writer, states, 'postgres', {
    collect: { collectMs: 5, most: 100 },
    now: () => clock.now,
    onFault: (fault) => {
      throw fault;
    },
  });
  const changedAgo = (ms: number, attempt = 1) => ({ sentAt: new Date(clock.now - ms), attempt });
  return { indexing, urgent, changedAgo };
}

describe('what waits long to be indexed', () => {
  it('gives way to searches while it is fresh, and no longer when half of the second is over', async () => {
    const { indexing, urgent, changedAgo } = underTest();
    await indexing.index('LISTING', 'fresh', changedAgo(100));
    expect(urgent).toEqual([[false, true]]);
  });

  it('is as urgent as the oldest of those it is written with', async () => {
    const { indexing, urgent, changedAgo } = underTest();
    await Promise.all([
      indexing.index('LISTING', 'fresh', changedAgo(10)),
      indexing.index('LISTING', 'old', changedAgo(500)),
      indexing.index('LISTING', 'fresh too', changedAgo(20)),
    ]);
    expect(urgent).toEqual([[true, true]]);
  });

  it('gives way for longer where it is a supplier, which is collected for longer', async () => {
    const { indexing, urgent, changedAgo } = underTest();
    await indexing.index('SUPPLIER', 'fresh', changedAgo(600));
    await indexing.index('SUPPLIER', 'old', changedAgo(900));
    expect(urgent).toEqual([
      [false, true],
      [true, true],
    ]);
  });

  it('is urgent too when it is tried again', async () => {
    const { indexing, urgent, changedAgo } = underTest();
    await indexing.index('LISTING', 'again', changedAgo(700, 2));
    expect(urgent).toEqual([[true, true]]);
  });
});
