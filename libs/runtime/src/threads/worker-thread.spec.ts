import { join } from 'node:path';
import { ThreadFault } from '@huanpei/app';
import { composeTrains } from '@huanpei/matching';
import { matchingReference, trainRules } from '@huanpei/reference';
import { NodeThreads } from './node-threads';
import { WorkerThread, type WorkerThreadOptions } from './worker-thread';

const crashes: string[] = [];
const open: { close(): Promise<void> }[] = [];
const LIMIT = { limitMs: 5_000 };

function thread(options: Partial<WorkerThreadOptions> = {}): WorkerThread {
  const one = new WorkerThread({
    thread: 'test',
    module: join(__dirname, '../../test/thread-tasks.cjs'),
    mayWait: 2,
    // Longer than a busy machine holds up a thread that means to stop.
    graceMs: 5_000,
    onCrash: ({ message }) => crashes.push(message),
    ...options,
  });
  open.push(one);
  return one;
}

/** What it comes to: its value, or which fault. */
const outcomeOf = (running: Promise<unknown>): Promise<unknown> =>
  running.catch((fault: Error) => (fault instanceof ThreadFault ? fault.code : fault.name));

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  crashes.splice(0);
});

describe('a thread', () => {
  it('begins with its first task, and holds state from one to the next', async () => {
    const one = thread();
    expect(one.status()).toMatchObject({ state: 'OFF', done: 0 });
    expect(await one.run('add', 2, LIMIT)).toBe(2);
    expect(await one.run('add', 3, LIMIT)).toBe(5);
    expect(one.status()).toEqual({
      thread: 'test',
      state: 'IDLE',
      task: null,
      runningMs: null,
      waiting: 0,
      done: 2,
      failed: 0,
      crashes: 0,
    });
  });

  it('does one task at a time, in the order they were asked for', async () => {
    const one = thread();
    const order: number[] = [];
    const tasks = [30, 1, 5].map((ms) => one.run('rest', ms, LIMIT).then(() => order.push(ms)));
    expect(one.status()).toMatchObject({ state: 'RUNNING', task: 'rest', waiting: 2 });
    await Promise.all(tasks);
    expect(order).toEqual([30, 1, 5]);
  });

  it('leaves this thread free to answer', async () => {
    const one = thread();
    await one.run('echo', 0, LIMIT);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    await one.run('search', null, { limitMs: 1_000 });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  it('hands bytes over in both directions instead of copying them', async () => {
    const one = thread();
    const bytes = new Uint8Array(1_000).fill(2);
    expect(await one.run('sum', { bytes }, { ...LIMIT, transfer: [bytes.buffer] })).toBe(2_000);
    expect(bytes.byteLength).toBe(0);
    const back = (await one.run('bytes', 3, LIMIT)) as { readonly bytes: Uint8Array };
    expect([...back.bytes]).toEqual([7, 7, 7]);
  });

  it('takes what is large in pieces, before the input, and answers others in between', async () => {
    const one = thread();
    let turns = 0;
    const ticking = setInterval(() => (turns += 1));
    const pieces = Array.from({ length: 500 }, (_, i) => Array.from({ length: 500 }, () => i));
    expect(await one.run('count', 3, { ...LIMIT, pieces })).toEqual([500, 250_003]);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
    // They belong to their task alone.
    expect(await one.run('count', 1, LIMIT)).toEqual([0, 1]);
  });

  it('forgets the pieces of a task that is not sent after all', async () => {
    const one = thread();
    await one.run('echo', 0, LIMIT);
    const asked = new AbortController();
    function* abortedMeanwhile() {
      yield [1];
      asked.abort();
      yield [2];
      throw new Error('nobody wants this any more');
    }
    const given = one.run('count', 1, { ...LIMIT, signal: asked.signal, pieces: abortedMeanwhile() });
    const after = one.run('count', 1, LIMIT);
    expect(await outcomeOf(given)).toBe('AbortError');
    expect(await after).toEqual([0, 1]);
    await expect(one.run('count', 1, { ...LIMIT, pieces: [[1], () => undefined] })).rejects.toThrow('cloned');
    expect(await one.run('count', 1, LIMIT)).toEqual([0, 1]);
    expect(crashes).toEqual([]);
  });

  it('counts the time of a task from where it begins, however long its pieces took', async () => {
    const one = thread({ graceMs: 2_000 });
    function* slowly() {
      for (let i = 0; i < 10; i += 1) {
        const end = performance.now() + 250;
        while (performance.now() < end);
        yield [i];
      }
    }
    expect(await one.run('rest', 20, { limitMs: 10, pieces: slowly() })).toBeUndefined();
    expect(crashes).toEqual([]);
  });

  it('passes on what a task throws, and lives on', async () => {
    const one = thread();
    await one.run('add', 1, LIMIT);
    await expect(one.run('fail', null, LIMIT)).rejects.toMatchObject({ name: 'RangeError', message: 'no such figure' });
    await expect(one.run('unsayable', null, LIMIT)).rejects.toThrow('could not be cloned');
    await expect(one.run('none', null, LIMIT)).rejects.toThrow('no task none');
    await expect(one.run('echo', () => undefined, LIMIT)).rejects.toThrow('could not be cloned');
    expect(await one.run('add', 1, LIMIT)).toBe(2);
    expect(one.status()).toMatchObject({ done: 2, failed: 4, crashes: 0 });
  });
});

describe('a queue', () => {
  it('refuses what is too much, and takes more when there is room again', async () => {
    const one = thread();
    const tasks = [1, 2, 3, 4].map((figure) => outcomeOf(one.run('add', figure, LIMIT)));
    expect(await Promise.all(tasks)).toEqual([1, 3, 6, 'BUSY']);
    expect(await one.run('add', 1, LIMIT)).toBe(7);
  });

  it('refuses what has waited as long as its asker will', async () => {
    const one = thread();
    const long = one.run('rest', 300, LIMIT);
    expect(await outcomeOf(one.run('add', 1, { ...LIMIT, patienceMs: 20 }))).toBe('BUSY');
    await long;
    // It never began, and patience ends with the wait.
    expect(await one.run('add', 1, { ...LIMIT, patienceMs: 60_000 })).toBe(1);
    expect(await outcomeOf(one.run('rest', 60, { ...LIMIT, patienceMs: 20 }))).toBeUndefined();
  });

  it('lets go of what nobody waits for any more', async () => {
    const one = thread();
    const long = one.run('rest', 50, LIMIT);
    const asked = new AbortController();
    const waiting = outcomeOf(one.run('add', 1, { ...LIMIT, signal: asked.signal }));
    asked.abort();
    expect(await waiting).toBe('AbortError');
    expect(one.status().waiting).toBe(0);
    expect(await outcomeOf(one.run('add', 1, { ...LIMIT, signal: asked.signal }))).toBe('AbortError');
    await long;
    expect(await one.run('add', 1, LIMIT)).toBe(1);
  });
});

describe('a task', () => {
  it('is told to stop when its time is over, by the clock', async () => {
    const one = thread();
    const ms = (await one.run('search', null, { limitMs: 100 })) as number;
    expect(ms).toBeGreaterThanOrEqual(99);
    expect(crashes).toEqual([]);
  });

  it('is told to stop when nobody waits for it, and the thread lives on with what it holds', async () => {
    const one = thread({ graceMs: 5_000 });
    await one.run('add', 1, LIMIT);
    const asked = new AbortController();
    const search = outcomeOf(one.run('search', null, { limitMs: 60_000, signal: asked.signal }));
    const after = one.run('add', 1, LIMIT);
    await new Promise((resolve) => setTimeout(resolve, 30));
    asked.abort();
    expect(await search).toBe('AbortError');
    expect(await after).toBe(2);
    expect(crashes).toEqual([]);
  });

  it('that does not stop is ended with its thread; those behind it get a new one, which holds nothing', async () => {
    const one = thread({ graceMs: 50 });
    await one.run('add', 1, LIMIT);
    const hanging = outcomeOf(one.run('hang', null, { limitMs: 20 }));
    const after = one.run('add', 5, LIMIT);
    expect(await hanging).toBe('OVERRAN');
    expect(await after).toBe(5);
    expect(crashes).toEqual([expect.stringContaining('hang did not stop when its 20 ms were over')]);
  });

  it('that does not stop though nobody waits for it is ended too', async () => {
    const one = thread({ graceMs: 50 });
    await one.run('add', 1, LIMIT);
    const asked = new AbortController();
    const hanging = outcomeOf(one.run('hang', null, { limitMs: 60_000, signal: asked.signal }));
    asked.abort();
    expect(await hanging).toBe('AbortError');
    expect(await one.run('add', 5, LIMIT)).toBe(5);
    expect(one.status().crashes).toBe(1);
  });

  it.each(['crash', 'burst'])('under which the thread ends fails, and the next gets a new thread (%s)', async (how) => {
    const one = thread();
    await one.run('add', 1, LIMIT);
    const failing = outcomeOf(one.run(how, null, LIMIT));
    const after = one.run('add', 5, LIMIT);
    expect(await failing).toBe('CRASHED');
    expect(await after).toBe(5);
    expect(crashes).toHaveLength(1);
    expect(one.status()).toMatchObject({ state: 'IDLE', failed: 1, crashes: 1 });
    expect(one.status().fault).toBeUndefined();
  });

  it('of a thread that cannot begin fails, and the status says why', async () => {
    const one = thread({ thread: 'broken' });
    expect(await outcomeOf(one.run('add', 1, LIMIT))).toBe('CRASHED');
    expect(one.status()).toMatchObject({ state: 'OFF', fault: expect.stringContaining('its data cannot be read') });
  });
});

describe('closing', () => {
  it('refuses what waits and what comes, gives up what runs, and leaves nothing behind', async () => {
    const one = thread();
    await one.run('add', 1, LIMIT);
    const running = outcomeOf(one.run('hang', null, { limitMs: 60_000 }));
    const waiting = outcomeOf(one.run('add', 1, LIMIT));
    await one.close();
    expect(await running).toBe('CLOSED');
    expect(await waiting).toBe('CLOSED');
    expect(await outcomeOf(one.run('add', 1, LIMIT))).toBe('CLOSED');
    expect(crashes).toEqual([]);
  });

  it('does so while a thread is being replaced', async () => {
    const one = thread();
    await one.run('add', 1, LIMIT);
    const crash = outcomeOf(one.run('crash', null, LIMIT));
    const waiting = outcomeOf(one.run('add', 1, LIMIT));
    expect(await crash).toBe('CRASHED');
    await one.close();
    expect(await waiting).toBe('CLOSED');
  });
});

describe('the threads of the product', () => {
  it('search for trains as the engine does, on its own reference data', async () => {
    const threads = new NodeThreads((fault) => crashes.push(fault.message));
    open.push(threads);
    const need = {
      id: 'need',
      name: { zh: '需求' },
      domain: 'water' as const,
      duty: [
        { metric: 'capacity', op: '=' as const, value: 3000, unit: 'm3/d' },
        { metric: 'inlet', parameter: 'cod', op: '=' as const, value: 300, unit: 'mg/L' },
      ],
      requirements: [
        { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=' as const, value: 50, unit: 'mg/L' },
      ],
    };
    const offers = ['a', 'b'].map((id, i) => ({
      id,
      supplier: `firm ${id}`,
      domain: 'water' as const,
      name: { zh: id },
      facts: [
        { metric: 'capacity', op: '=' as const, value: 5000, unit: 'm3/d', basis: 'GUARANTEED' as const },
        {
          metric: 'outlet',
          parameter: 'cod',
          op: '<=' as const,
          value: 40 + i,
          unit: 'mg/L',
          basis: 'TESTED' as const,
        },
        { metric: 'inlet', parameter: 'cod', op: '<=' as const, value: 500, unit: 'mg/L', basis: 'TESTED' as const },
      ],
    }));
    const options = { objective: 'STAGES' as const, top: 2, today: '2026-06-30' };
    const found = await threads.run(
      'trains',
      'compose',
      { need, options },
      { ...LIMIT, pieces: offers.map((offer) => [offer]) },
    );
    expect(found).toEqual(composeTrains(need, offers, matchingReference(), { ...options, rules: trainRules() }));
    expect(found.trains[0]).toMatchObject({ outcome: 'FITS' });
    expect(threads.status()).toContainEqual(expect.objectContaining({ thread: 'trains', state: 'IDLE', done: 1 }));
  });
});
