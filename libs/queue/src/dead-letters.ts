import { DeadJobs, type DeadJob, JOB_NAMES, type JobName, type Waiters } from '@huanpei/app';
import type { Job } from 'bullmq';
import type { Pool } from 'pg';
import { carriedBy } from './bundle';
import type { Queues } from './queues';

const BATCH = 50;
const LONGEST_ERROR = 2_000;

interface DeadRow {
  readonly id: string;
  readonly job: string;
  readonly payload: DeadJob['payload'];
  readonly error: string;
  readonly attempts: number;
  readonly failed_at: Date;
}

/**
 * Exhausted jobs as rows of `dead_job`. BullMQ's list of failed jobs is where they come from: a process that dies before
 * it wrote the row leaves the job there, and the next sweep of any process takes it.
 */
export class DeadLetters extends DeadJobs {
  private readonly collecting = new Map<JobName, Promise<void>>();
  private readonly again = new Set<JobName>();

  constructor(
    private readonly sql: Pool,
    private readonly queues: Queues,
  ) {
    super();
  }

  async waiting(overdueSince: Date): Promise<Waiters> {
    const { rows } = await this.sql.query<Waiters>(
      `select count(*)::int as count, min(failed_at) as oldest,
              count(*) filter (where failed_at <= $1)::int as overdue
       from dead_job where retried_at is null`,
      [overdueSince],
    );
    return rows[0] ?? { count: 0, oldest: null, overdue: 0 };
  }

  async list(first: number): Promise<readonly DeadJob[]> {
    const { rows } = await this.sql.query<DeadRow>(
      `select id, job, payload, error, attempts, failed_at from dead_job
       where retried_at is null order by failed_at desc, id desc limit $1`,
      [first],
    );
    return rows.map(({ failed_at: failedAt, ...row }) => ({ ...row, failedAt }));
  }

  /**
   * What was given up, by job: the rows that nobody has retried, and what lay failed in the queues (`failed`, the ids they
   * listed) and has no row yet. While one is being taken over it is in both.
   */
  async counts(
    queues: readonly { readonly job: JobName; readonly failed: readonly string[] }[],
  ): Promise<ReadonlyMap<string, number>> {
    const failed = queues.flatMap(({ job, failed: ids }) => ids.map((id) => [job, keyOf(job, id)] as const));
    const { rows } = await this.sql.query<{ job: string; count: number }>(
      `select job, count(*)::int as count from (
         select job from dead_job where retried_at is null
         union all
         select job from unnest($1::text[], $2::text[]) failed (job, key)
         where not exists (select from dead_job where queue_job_id = key)
       ) dead group by job`,
      [failed.map(([job]) => job), failed.map(([, key]) => key)],
    );
    return new Map(rows.map(({ job, count }) => [job, count]));
  }

  async retry(id: string): Promise<boolean> {
    // An id from outside may be anything; only whole numbers are ids.
    if (!/^\d{1,18}$/.test(id)) return false;
    const { rowCount } = await this.sql.query(
      `with dead as (
         update dead_job set retried_at = clock_timestamp() where id = $1 and retried_at is null returning job, payload)
       insert into outbox (job, payload) select job, payload from dead`,
      [id],
    );
    return rowCount === 1;
  }

  /** Takes what lies failed in every queue, and forgets what was retried long ago. */
  async sweep(): Promise<void> {
    for (const job of JOB_NAMES) await this.collect(job);
    await this.sql.query(`delete from dead_job where retried_at < clock_timestamp() - interval '7 days'`);
  }

  /** One at a time for each queue; asked meanwhile, it looks once more. */
  async collect(job: JobName): Promise<void> {
    const collecting = this.collecting.get(job);
    if (collecting) {
      this.again.add(job);
      return collecting;
    }
    const run = this.collectAll(job).finally(() => this.collecting.delete(job));
    this.collecting.set(job, run);
    return run;
  }

  private async collectAll(job: JobName): Promise<void> {
    const queue = await this.queues.open(job);
    do {
      this.again.delete(job);
      for (let batch = BATCH; batch === BATCH;) {
        const failed = await queue.getFailed(0, BATCH - 1);
        // Removed by another process between the list and the reading of it.
        for (const dead of failed) if (dead) await this.bury(job, dead);
        batch = failed.length;
      }
    } while (this.again.has(job));
  }

  private async bury(job: JobName, dead: Job): Promise<void> {
    const carried = carriedBy(dead);
    await this.sql.query(
      `insert into dead_job (queue_job_id, job, payload, error, attempts, failed_at)
       select key, $1, payload, $4, attempts, to_timestamp($6::double precision / 1000)
       from unnest($2::text[], $3::jsonb[], $5::int[]) dead (key, payload, attempts)
       on conflict (queue_job_id) do nothing`,
      [
        job,
        // One that was given up with others in it, because its worker died again and again, is as many as it carries.
        carried.map((_, at) => (at === 0 ? keyOf(job, dead.id ?? '') : `${keyOf(job, dead.id ?? '')}/${at}`)),
        carried.map(({ payload }) => JSON.stringify(payload)),
        // Postgres text holds no NUL.
        (dead.failedReason ?? '').replaceAll('\0', '').slice(0, LONGEST_ERROR),
        // An attempt more is what would have come next.
        carried.map(({ delivery }) => delivery.attempt - 1),
        dead.finishedOn ?? Date.now(),
      ],
    );
    await dead.remove();
  }
}

const keyOf = (job: JobName, id: string): string => `${job}/${id}`;
