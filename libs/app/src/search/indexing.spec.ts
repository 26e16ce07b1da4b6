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
  const told: (number | undefined)[] = [];
  const save: SearchStates['save'] = async (_name, { lag }) => void told.push(lag?.changes);
  const states = { save } as unknown as SearchStates;
  const late: boolean[] = [];
  const indexing = new Indexing(writer, states, 'postgres', {
    collect: { collectMs: 5, most: 100 },
    now: () => clock.now,
    onLate: (is) => late.push(is),
    lateForMs: 100,
    onFault: (fault) => {
      throw fault;
    },
  });
  const changedAgo = (ms: number, attempt = 1) => ({ sentAt: new Date(clock.now - ms), attempt });
  return { indexing, urgent, told, late, changedAgo };
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

describe('whether changes are written late', () => {
  it('is told when one comes or is done two tenths after it was urgent, and when for a while none has', async () => {
    const { indexing, late, changedAgo } = underTest();
    const aWhile = () => new Promise((resolve) => setTimeout(resolve, 200));
    // A write takes 600 ms by the clock of the spec.
    await indexing.index('LISTING', 'in time', changedAgo(50));
    await indexing.index('SUPPLIER', 'in time, being collected for longer', changedAgo(450));
    expect(late).toEqual([]);
    await indexing.index('LISTING', 'done late', changedAgo(150));
    await indexing.index('LISTING', 'late again', changedAgo(150));
    expect(late).toEqual([true]);
    await aWhile();
    expect(late).toEqual([true, false]);
    await indexing.index('LISTING', 'in time again', changedAgo(50));
    expect(late).toEqual([true, false]);
    const done = indexing.index('SUPPLIER', 'came late', changedAgo(5_000));
    expect(late).toEqual([true, false, true]);
    await done;
    await aWhile();
    expect(late).toEqual([true, false, true, false]);
  });
});

describe('the lag that other processes read', () => {
  it('is that of the first change at once, and of all others once they are done or the process ends', async () => {
    const { indexing, told, changedAgo } = underTest();
    await indexing.index('LISTING', 'one', changedAgo(10));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([1]);
    await indexing.index('LISTING', 'two', changedAgo(10));
    await indexing.index('LISTING', 'three', changedAgo(10));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([1]);
    // The clock of the spec has moved by 1.2 of the two seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect(told).toEqual([1, 3]);
    await indexing.index('LISTING', 'four', changedAgo(10));
    await indexing.close();
    expect(told).toEqual([1, 3, 4]);
    await indexing.close();
    expect(told).toEqual([1, 3, 4]);
  });
});
