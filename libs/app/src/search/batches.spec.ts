import { Batches } from './batches';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Batches whose work ends when it is told to. */
function underTest(most = 100, collectMs = 5) {
  const begun: { ids: readonly string[]; end: (fault?: Error) => void }[] = [];
  const batches = new Batches(
    (ids) =>
      new Promise((resolve, reject) =>
        begun.push({ ids, end: (fault) => (fault === undefined ? resolve() : reject(fault)) }),
      ),
    { collectMs, most },
  );
  return { batches, begun };
}

describe('what is collected', () => {
  it('is done together and once, and those who asked are answered only then', async () => {
    const { batches, begun } = underTest();
    let done = 0;
    const asked = ['a', 'b', 'a', 'a'].map((id) => batches.add(id, 0).then(() => (done += 1)));
    await sleep(20);
    expect(begun.map(({ ids }) => ids)).toEqual([['a', 'b']]);
    expect(done).toBe(0);
    begun[0]!.end();
    await Promise.all(asked);
    expect(done).toBe(4);
  });

  it('waits no longer when it is as many as may be', async () => {
    const { batches, begun } = underTest(3, 2_000);
    for (const id of ['a', 'b', 'b', 'c', 'd']) void batches.add(id, 0);
    await sleep(0);
    expect(begun.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
  });

  it('goes into the next batch while one is under way, also what that one holds', async () => {
    const { batches, begun } = underTest();
    const first = batches.add('a', 0);
    await sleep(20);
    const second = batches.add('a', 0);
    await sleep(20);
    expect(begun).toHaveLength(1);
    begun[0]!.end();
    await first;
    await sleep(0);
    expect(begun.map(({ ids }) => ids)).toEqual([['a'], ['a']]);
    begun[1]!.end();
    await second;
  });

  it('fails for everyone in it, and for nobody after', async () => {
    const { batches, begun } = underTest();
    const failed = [batches.add('a', 0), batches.add('b', 0)].map((asked) =>
      asked.catch((fault: Error) => fault.message),
    );
    await sleep(20);
    const later = batches.add('c', 0);
    begun[0]!.end(new Error('the index is away'));
    expect(await Promise.all(failed)).toEqual(['the index is away', 'the index is away']);
    await sleep(20);
    begun[1]!.end();
    await later;
  });
});
