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
  let urgent: Sorting;
  let sortIn: SortIn;

  beforeEach(() => {
    [database, urgent] = [new Sorting(), new Sorting()];
    sortIn = new SortIn(database as unknown as Pool, urgent as unknown as Pool);
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
    let done = 0;
    const others = [1, 2, 3].map(async () => {
      await sortIn.after(100);
      done += 1;
    });
    database.begun[0]?.end();
    await first;
    await moment();
    expect(database.begun).toHaveLength(2);
    expect(done).toBe(0);
    database.begun[1]?.end();
    await Promise.all(others);
    expect(done).toBe(3);
  });

  it('is not waited for as long as it takes where it gets no time', async () => {
    await sortIn.after(100);
    expect(database.begun).toHaveLength(1);
    let done = false;
    void sortIn.after(300).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(done).toBe(false);
  });

  it('neither gives way to searches nor holds up a write that is urgent, unless many wait', async () => {
    const patient = sortIn.after(100);
    await moment();
    await sortIn.after(100, { urgent: true });
    const many = sortIn.after(300, { urgent: true });
    let done = false;
    void many.then(() => (done = true));
    database.begun[0]?.end();
    await patient;
    await moment();
    expect([database.begun.length, urgent.begun.length, done]).toEqual([1, 1, false]);
    urgent.begun[0]?.end();
    await many;
  });

  it('tells of its failure whoever waits, and is done again by the next, who waits', async () => {
    const many = sortIn.after(1_000);
    await moment();
    database.begun[0]?.fail(new Error('no connection'));
    await expect(many).rejects.toThrow('no connection');
    // Few by themselves, but those before were not sorted in.
    const next = sortIn.after(1);
    await moment();
    database.begun[1]?.fail(new Error('still none'));
    await expect(next).rejects.toThrow('still none');
    const last = sortIn.after(1);
    await moment();
    database.begun[2]?.end();
    await last;
    await sortIn.after(20);
    expect(database.begun).toHaveLength(3);
  });

  it('loses no failure that nobody waited for', async () => {
    await sortIn.after(100, { urgent: true });
    await moment();
    urgent.begun[0]?.fail(new Error('no connection'));
    await moment();
    const next = sortIn.after(1);
    await moment();
    database.begun[0]?.fail(new Error('still none'));
    await expect(next).rejects.toThrow('still none');
  });
});
