import { JOB_NAMES, jobsOf } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { makeQueueEnv, type QueueEnv } from '../test/job-env';
import { DeadLetters } from './dead-letters';
import { FaultLog, faultCode } from './log';
import { isOutage, PostgresBackend } from './postgres-backend';

describe('the outbox', () => {
  let env: QueueEnv;
  let seen: string[];

  beforeEach(async () => {
    env = await makeQueueEnv();
    seen = [];
  });

  afterEach(async () => {
    await env.close();
  });

  const put = (tenderId: string) =>
    env.transaction((tx) => env.sink.put(tx, 'match-tender', { tenderId, revision: 1 }));

  const startWorker = async () => {
    const queue = env.open();
    await queue.source.consume('match-tender', async ({ tenderId }) => void seen.push(tenderId));
    await queue.startRelay();
    return queue;
  };

  it('sends a job whose row id was used before', async () => {
    await startWorker();
    await put('before');
    await eventually(() => seen.includes('before'));
    await env.sql.query('truncate outbox restart identity');
    await put('after');
    await eventually(() => seen.includes('after'));
    expect(seen).toEqual(['before', 'after']);
  });

  it('leaves a job it does not know to the relay of a newer program', async () => {
    const { source } = await startWorker();
    await env.sql.query(`insert into outbox (job, payload) values ('of-tomorrow', '{}')`);
    await put('known');
    await eventually(() => seen.includes('known'));
    const { rows } = await env.sql.query('select job from outbox');
    expect(rows).toEqual([{ job: 'of-tomorrow' }]);
    expect((await source.health()).outbox).toBe(1);
  });

  it('moves the jobs that are its own, at once, and leaves the others to their relay, which may come later', async () => {
    const sendAll = () =>
      env.transaction(async (tx) => {
        await env.sink.put(tx, 'index-listing', { listingId: 'l', revision: 1 });
        await env.sink.put(tx, 'match-tender', { tenderId: 't', revision: 1 });
        await env.sink.put(tx, 'run-import', { importId: 'i', run: 1 });
      });
    const left = async () =>
      (await env.sql.query<{ job: string }>('select job from outbox order by id')).rows.map(({ job }) => job);
    const index = jobsOf('indexer');
    const [others, late] = [
      env.open({ relays: JOB_NAMES.filter((job) => !index.includes(job)) }),
      env.open({ relays: index }),
    ];
    await others.source.consume('match-tender', async ({ tenderId }) => void seen.push(tenderId));
    await late.source.consume('index-listing', async ({ listingId }) => void seen.push(listingId));
    await late.source.consume('run-import', async ({ importId }) => void seen.push(importId));
    await others.startRelay();
    await sendAll();
    await eventually(() => seen.length === 1);
    // Longer than it is until a relay looks without being told.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([seen, await left()]).toEqual([['t'], ['index-listing', 'run-import']]);
    // They are no fault: they wait, and are counted.
    expect(await others.source.waiting(index)).toBe(2);
    await late.startRelay();
    await eventually(async () => seen.length === 3 && (await left()).length === 0);
    expect([...seen].sort()).toEqual(['i', 'l', 't']);
    await others.close();
    await sendAll();
    await eventually(() => seen.length === 5);
    expect(await left()).toEqual(['match-tender']);
  });

  it('does not lose what a relay held when it died', async () => {
    await put('held');
    const dying = await env.sql.connect();
    await dying.query('begin');
    await dying.query('delete from outbox');
    await startWorker();
    await put('other');
    await eventually(() => seen.includes('other'));
    expect(seen).toEqual(['other']);
    dying.release(true);
    await eventually(() => seen.includes('held'));
  });

  it('sweeps what it was not told of', async () => {
    await startWorker();
    await env.sql.query('alter table outbox disable trigger outbox_notify');
    await put('unannounced');
    await eventually(() => seen.includes('unannounced'), 3_000);
  });

  it('takes a dead job that the process it died in did not write down', async () => {
    const failing = env.open();
    await env.sql.query('alter table dead_job rename to dead_job_away');
    await failing.source.consume('match-tender', () => Promise.reject(new Error('nothing works')));
    await failing.startRelay();
    await put('doomed');
    await eventually(() => env.said.some(({ message }) => message === 'job failed for the last time'));
    await failing.close();
    await env.sql.query('alter table dead_job_away rename to dead_job');
    const next = env.open();
    await next.startRelay();
    const dead = await eventually(async () => (await next.deadJobs.list(10))[0] ?? false);
    expect(dead).toMatchObject({ payload: { tenderId: 'doomed', revision: 1 }, error: 'nothing works' });
  });
});

describe('jobs that are put together', () => {
  it('are kept in their order, each with its own time', async () => {
    const env = await makeQueueEnv();
    try {
      const runAt = new Date('2099-01-01T00:00:00Z');
      await env.transaction((tx) =>
        env.sink.putAll(tx, [
          { job: 'match-tender', payload: { tenderId: '“t” {1}, \\', revision: 1 } },
          { job: 'index-listing', payload: { listingId: 'l', revision: 2 }, options: { runAt } },
          { job: 'send-digests', payload: {}, options: { delayMs: 60_000 } },
        ]),
      );
      const { rows } = await env.sql.query<{ job: string; payload: unknown; run_at: Date | null; later: boolean }>(
        `select job, payload, run_at, run_at > now() + interval '30 s' and run_at < now() + interval '90 s' as later
         from outbox order by id`,
      );
      expect(rows).toEqual([
        { job: 'match-tender', payload: { tenderId: '“t” {1}, \\', revision: 1 }, run_at: null, later: null },
        { job: 'index-listing', payload: { listingId: 'l', revision: 2 }, run_at: runAt, later: false },
        { job: 'send-digests', payload: {}, run_at: expect.any(Date), later: true },
      ]);
    } finally {
      await env.close();
    }
  });
});

/** The second where `REDIS_URL` names a server. */
const SERVERS = [undefined, process.env['REDIS_URL']].filter((url, at) => at === 0 || url);

describe.each(SERVERS)('jobs that are carried together (Redis: %s)', (redisUrl) => {
  let env: QueueEnv;

  beforeEach(async () => {
    env = await makeQueueEnv(redisUrl);
  });

  afterEach(() => env.close());

  const put = (ids: readonly string[]) =>
    env.transaction(async (tx) => {
      for (const listingId of ids) await env.sink.put(tx, 'index-listing', { listingId, revision: 1 });
    });
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => `l-${at}`);

  it('are few jobs of the queue, and each is handled once, with the time at which it was sent', async () => {
    const queue = env.open();
    const sent = Date.now();
    await put(numbered(40));
    // Its age is asked of the database, so that an answer which comes late makes it seem younger.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const handedOver = Date.now();
    await queue.startRelay();
    await eventually(async () => (await queue.source.health()).outbox === 0);
    expect(await queue.source.waiting(['index-listing'])).toBe(1);
    const seen = new Map<string, number>();
    let times = 0;
    await queue.source.consume('index-listing', async ({ listingId }, { sentAt, attempt }) => {
      expect(attempt).toBe(1);
      times += 1;
      seen.set(listingId, sentAt.getTime());
    });
    await eventually(() => times === 40);
    expect(seen.size).toBe(40);
    for (const at of seen.values()) {
      expect(at).toBeGreaterThanOrEqual(sent - 5);
      expect(at).toBeLessThan(handedOver);
    }
  });

  it('begin at once when they come alone, and are collected in a stream', async () => {
    const queue = env.open();
    const seen = new Map<string, number>();
    await queue.source.consume('index-listing', async ({ listingId }) => void seen.set(listingId, performance.now()));
    await queue.startRelay();
    const tookMs: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const from = performance.now();
      const id = `alone-${round}`;
      await put([id]);
      await eventually(() => seen.has(id), 5_000, 1);
      tookMs.push(seen.get(id)! - from);
      // Longer than others are collected after it.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(tookMs.sort((a, b) => a - b)[3]).toBeLessThan(100);
    for (const id of numbered(30)) await put([id]);
    await eventually(() => seen.size === 37);
    // What was done stays in the tables for a while.
    if (redisUrl) return;
    const { rows } = await env.sql.query<{ count: number }>(
      `select count(*)::int as count from bullmq.job where queue = 'index-listing'`,
    );
    // Thirty-seven, were each one of its own.
    expect(rows[0]?.count).toBeLessThan(22);
  });

  it('fail alone: one is tried again by itself and given up as itself, the others are done once', async () => {
    const queue = env.open();
    const tries = new Map<string, number[]>();
    await put(numbered(5));
    await queue.startRelay();
    await eventually(async () => (await queue.source.health()).outbox === 0);
    await queue.source.consume('index-listing', async ({ listingId }, { attempt }) => {
      tries.set(listingId, [...(tries.get(listingId) ?? []), attempt]);
      if (listingId === 'l-1' && attempt === 1) throw new Error('not yet');
      if (listingId === 'l-3') throw new Error('never');
    });
    const dead = await eventually(async () => (await queue.deadJobs.list(10))[0] ?? false);
    expect(dead).toMatchObject({
      job: 'index-listing',
      payload: { listingId: 'l-3', revision: 1 },
      attempts: env.attempts,
    });
    expect(Object.fromEntries([...tries].sort())).toEqual({
      'l-0': [1],
      'l-1': [1, 2],
      'l-2': [1],
      'l-3': Array.from({ length: env.attempts }, (_, at) => at + 1),
      'l-4': [1],
    });
    expect(await queue.deadJobs.list(10)).toHaveLength(1);
  });

  it('are taken as soon as their time is over, also where the relay was at its chores then', async () => {
    const waited: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      let end: () => void = () => undefined;
      const chores = new Promise<void>((resolve) => (end = resolve));
      const sweep = jest.spyOn(DeadLetters.prototype, 'sweep').mockImplementation(() => chores);
      try {
        const queue = env.open();
        const seen = new Map<string, number>();
        await queue.source.consume('index-supplier', async ({ organisationId }) => {
          seen.set(organisationId, performance.now());
        });
        const supplier = (organisationId: string) =>
          env.transaction((tx) => env.sink.put(tx, 'index-supplier', { organisationId, revision: 1 }));
        await supplier(`first ${round}`);
        await queue.startRelay();
        await eventually(() => seen.has(`first ${round}`), 5_000, 1);
        await supplier(`second ${round}`);
        // Longer than suppliers are collected; then the chores end, which were begun before.
        await new Promise((resolve) => setTimeout(resolve, 400));
        expect(sweep).toHaveBeenCalled();
        const ended = performance.now();
        end();
        await eventually(() => seen.has(`second ${round}`), 5_000, 1);
        waited.push((seen.get(`second ${round}`) as number) - ended);
        await queue.close();
      } finally {
        end();
        sweep.mockRestore();
      }
    }
    // The relay looks by itself only a second after its last look.
    expect(Math.min(...waited)).toBeLessThan(700);
  });

  it('are collected by name: suppliers for longer, which holds up no listing', async () => {
    const queue = env.open();
    const done = new Map<string, number>();
    const note = (id: string) => void done.set(id, performance.now());
    await queue.source.consume('index-listing', async ({ listingId }) => note(listingId));
    await queue.source.consume('index-supplier', async ({ organisationId }) => note(organisationId));
    await queue.startRelay();
    const supplier = (organisationId: string) =>
      env.transaction((tx) => env.sink.put(tx, 'index-supplier', { organisationId, revision: 1 }));
    let longer = 0;
    for (let round = 0; round < 5; round += 1) {
      await supplier(`first-${round}`);
      await eventually(() => done.has(`first-${round}`), 5_000, 1);
      await supplier(`collected-${round}`);
      await put([`l-${round}`]);
      await eventually(() => done.has(`collected-${round}`) && done.has(`l-${round}`));
      if (done.get(`collected-${round}`)! - done.get(`l-${round}`)! > 200) longer += 1;
      // Longer than others are collected after it.
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    // Not where the machine is so busy that the time of collecting is over by then.
    expect(longer).toBeGreaterThan(0);
  });

  it('do not hold up jobs of other kinds while they are collected', async () => {
    const queue = env.open();
    const done: string[] = [];
    await queue.source.consume('index-listing', async ({ listingId }) => void done.push(listingId));
    await queue.source.consume('match-tender', async ({ tenderId }) => void done.push(tenderId));
    await queue.startRelay();
    let overtook = 0;
    for (let round = 0; round < 9; round += 1) {
      await put([`first-${round}`]);
      await eventually(() => done.includes(`first-${round}`));
      await put([`collected-${round}`]);
      await env.transaction((tx) => env.sink.put(tx, 'match-tender', { tenderId: `t-${round}`, revision: 1 }));
      await eventually(() => done.includes(`t-${round}`) && done.includes(`collected-${round}`));
      if (done.indexOf(`t-${round}`) < done.indexOf(`collected-${round}`)) overtook += 1;
    }
    // Where the machine is so busy that the time of collecting is over by then, they come in their order.
    expect(overtook).toBeGreaterThan(0);
  });
});

describe('a statement of the queue that a deadlock ended', () => {
  let env: QueueEnv;

  beforeEach(async () => {
    env = await makeQueueEnv();
  });

  afterEach(() => env.close());

  it('is sent again', async () => {
    await env.sql.query(`
      create table pair (id int primary key, times int not null);
      insert into pair values (1, 0), (2, 0);
      create function both_rows(one int, other int) returns void language plpgsql as $$
      begin
        update public.pair set times = times + 1 where id = one;
        perform pg_sleep(0.3);
        update public.pair set times = times + 1 where id = other;
      end $$`);
    const backend = new PostgresBackend(env.url, 1, new FaultLog({ warn: () => undefined, error: () => undefined }));
    try {
      const pool = backend.producer as unknown as { query(text: string): Promise<unknown> };
      await Promise.all([pool.query('select public.both_rows(1, 2)'), pool.query('select public.both_rows(2, 1)')]);
    } finally {
      await backend.close();
    }
    const { rows } = await env.sql.query('select id, times from pair order by id');
    expect(rows).toEqual([
      { id: 1, times: 2 },
      { id: 2, times: 2 },
    ]);
  });
});

describe('faults', () => {
  const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

  it('are named without the address they happened at', () => {
    expect(faultCode(withCode('ECONNREFUSED', 'connect ECONNREFUSED 10.1.2.3:5432'))).toBe('ECONNREFUSED');
    expect(faultCode(new Error('password=hunter2 refused'))).toBe('Error');
    expect(faultCode(new AggregateError([withCode('ETIMEDOUT')]))).toBe('ETIMEDOUT');
    expect(faultCode(Object.assign(new Error('away', { cause: withCode('ENOENT') }), { code: 'ECONNREFUSED' }))).toBe(
      'ENOENT',
    );
  });

  it.each(['ECONNREFUSED', 'ENOENT', '57P01', '57P03', '08006'])('of code %s are outages', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });

  it.each(['42P01', '23505', 'BM001'])('of code %s are not', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });

  it('that repeat are said once', () => {
    const said: unknown[] = [];
    const faults = new FaultLog({ warn: (fields) => said.push(fields), error: (fields) => said.push(fields) });
    for (let round = 0; round < 50; round += 1) faults.report('relay', withCode('ENOENT'));
    faults.report('worker', withCode('ENOENT'));
    expect(said).toHaveLength(2);
  });
});
