import { eventually } from '@huanpei/testing';
import { makeQueueEnv, type QueueEnv } from '../test/job-env';
import { FaultLog, faultCode } from './log';
import { isOutage } from './postgres-backend';

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
