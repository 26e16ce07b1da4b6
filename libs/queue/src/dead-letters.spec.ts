import { makeQueueEnv, type QueueEnv } from '../test/job-env';
import { DeadLetters } from './dead-letters';
import type { Queues } from './queues';

describe('what was given up is counted', () => {
  let env: QueueEnv;
  let dead: DeadLetters;

  beforeEach(async () => {
    env = await makeQueueEnv();
    // What the queues list is handed over.
    dead = new DeadLetters(env.sql, {} as Queues);
  });

  afterEach(() => env.close());

  const keep = (key: string, retried: boolean) =>
    env.sql.query(
      `insert into dead_job (queue_job_id, job, payload, error, attempts, failed_at, retried_at)
       values ($1, 'match-tender', '{}', '', 6, now(), case when $2 then now() end)`,
      [key, retried],
    );
  const counted = async (...failed: string[]) =>
    Object.fromEntries(
      await dead.counts([
        { job: 'match-tender', failed },
        { job: 'match-listing', failed: ['a'] },
      ]),
    );

  it('by rows, and by what has none yet', async () => {
    await keep('match-tender/1', false);
    expect(await counted('2', '3')).toEqual({ 'match-tender': 3, 'match-listing': 1 });
  });

  it('once while it is taken over, when it is in both', async () => {
    await keep('match-tender/1', false);
    expect(await counted('1')).toEqual({ 'match-tender': 1, 'match-listing': 1 });
  });

  it('no more once it was sent again, though the queue still lists it', async () => {
    await keep('match-tender/1', true);
    expect(await counted('1')).toEqual({ 'match-listing': 1 });
  });
});
