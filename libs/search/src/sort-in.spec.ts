import type { Pool } from 'pg';
import { SortIn } from './sort-in';

/** A database that sorts in when it is told to. */
class Sorting {
  readonly begun: { readonly end: () => void; readonly fail: (fault: Error) => void }[] = [];

  query(): Promise<void> {
    return new Promise((end, fail) => this.begun.push({ end, fail }));
  }
}

const moment = () => new Promise((resolve) => setImmediate(resolve));

describe('SortIn', () => {
  let database: Sorting;
  let sortIn: SortIn;

  beforeEach(() => {
    database = new Sorting();
    sortIn = new SortIn(database as unknown as Pool);
  });

  it('leaves few documents waiting, until they are not few any more', async () => {
    await sortIn.after(20);
    await sortIn.after(20);
    expect(database.begun).toHaveLength(0);
    const third = sortIn.after(30);
    await moment();
    expect(database.begun).toHaveLength(1);
    database.begun[0]?.end();
    await third;
    await sortIn.after(20);
    expect(database.begun).toHaveLength(1);
  });

  it('sorts in once for all who ask while it is under way, and then anew, since they have written meanwhile', async () => {
    const first = sortIn.after(100);
    await moment();
    const later: number[] = [];
    const others = [1, 2, 3].map(async (number) => {
      await sortIn.after(100);
      later.push(number);
    });
    database.begun[0]?.end();
    await first;
    await moment();
    expect(database.begun).toHaveLength(2);
    expect(later).toEqual([]);
    database.begun[1]?.end();
    await Promise.all(others);
    expect(later).toHaveLength(3);
  });

  it('tells those of its failure for whom it was done, and goes on for the others', async () => {
    const first = sortIn.after(100);
    await moment();
    const second = sortIn.after(100);
    database.begun[0]?.fail(new Error('no connection'));
    await expect(first).rejects.toThrow('no connection');
    await moment();
    database.begun[1]?.end();
    await second;
  });
});
