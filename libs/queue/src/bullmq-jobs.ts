import {
  CARRIED_TOGETHER,
  type ConsumeOptions,
  type Delivery,
  JOB_NAMES,
  type JobName,
  type Jobs,
  JobSource,
  type QueueCounts,
  type QueueHealth,
} from '@huanpei/app';
import { type IQueueBackend, type Job, Worker } from 'bullmq';
import type { Pool } from 'pg';
import { bundleOf, carriedBy } from './bundle';
import type { DeadLetters } from './dead-letters';
import { faultCode, type FaultLog, type QueueLog } from './log';
import type { Queues } from './queues';

type AnyWorker = Worker<unknown, void, string, IQueueBackend>;

const ANSWER_MS = 2_000;
/** How long the outcome of the last jobs may take to be reported when the backend does not answer. */
const REPORT_MS = 5_000;
/** A job whose worker died so often is taken for the cause of it. */
const DEATHS = 5;
/** Jobs that are carried together come some at a time; a worker takes so many times fewer of what carries them. */
const AT_A_TIME = 25;

/** Workers on BullMQ, whatever it runs on. */
export class BullMqJobs extends JobSource {
  private readonly workers = new Map<JobName, AnyWorker>();
  private readonly running = new Set<Promise<void>>();
  private readonly collecting = new Set<Promise<void>>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly queuesOfJobs: Queues,
    private readonly deadLetters: DeadLetters,
    private readonly sql: Pool,
    private readonly faults: FaultLog,
    private readonly log: QueueLog,
    /** Lets go of what this class shares with the relay. */
    private readonly letGo: () => Promise<void>,
  ) {
    super();
  }

  async consume<N extends JobName>(
    job: N,
    handle: (payload: Jobs[N], delivery: Delivery) => Promise<void>,
    options: ConsumeOptions = {},
  ): Promise<void> {
    if (this.closing) throw new Error('the queue is closed');
    if (this.workers.has(job)) throw new Error(`${job} has a handler in this process already`);
    await this.queuesOfJobs.prepare();
    const { backend, patience } = this.queuesOfJobs;
    const { concurrency = 1 } = options;
    const worker: AnyWorker = new Worker(
      job,
      (bullJob) => this.track(this.running, this.doAll(job, bullJob, handle)),
      {
        connection: backend.consumer,
        ...(backend.prefix && { prefix: backend.prefix }),
        concurrency: CARRIED_TOGETHER.includes(job) ? Math.ceil(concurrency / AT_A_TIME) : concurrency,
        lockDuration: patience.lockMs,
        stalledInterval: patience.stalledCheckMs,
        maxStalledCount: DEATHS,
        // How long after a lost connection it asks again; 15 s if nothing is said.
        runRetryDelay: 500,
      },
      backend.factory,
    );
    this.workers.set(job, worker);
    worker.on('error', (fault) => this.faults.report('worker', fault));
    worker.on('stalled', (id) => this.log.warn({ job, id }, 'job lost by its worker, run again'));
    worker.on('failed', (failed, fault) => this.onFailed(job, failed, fault));
    await worker.waitUntilReady();
  }

  async schedule<N extends JobName>(job: N, payload: Jobs[N], everyMs: number): Promise<void> {
    const queue = await this.queuesOfJobs.open(job);
    await queue.upsertJobScheduler(
      job,
      { every: everyMs },
      { name: job, data: payload, opts: this.queuesOfJobs.jobOptions },
    );
  }

  async waiting(jobs: readonly JobName[]): Promise<number> {
    const inQueues = jobs.map(async (job) =>
      (await this.queuesOfJobs.open(job)).getJobCountByTypes('waiting', 'prioritized', 'active', 'delayed'),
    );
    const inOutbox = this.sql.query<{ count: number }>(
      'select count(*)::int as count from outbox where job = any($1)',
      [jobs],
    );
    const [{ rows }, ...counts] = await Promise.all([inOutbox, ...inQueues]);
    return counts.reduce((sum, count) => sum + count, rows[0]?.count ?? 0);
  }

  async queues(): Promise<readonly QueueCounts[]> {
    return within(ANSWER_MS, this.countQueues());
  }

  async health(): Promise<QueueHealth> {
    const [backlog, rows] = await Promise.allSettled([
      within(ANSWER_MS, this.backlog()),
      within(ANSWER_MS, this.countRows()),
    ]);
    const fault = [backlog, rows].find((part) => part.status === 'rejected');
    return {
      backend: this.queuesOfJobs.backend.name,
      reachable: backlog.status === 'fulfilled' && rows.status === 'fulfilled',
      backlog: backlog.status === 'fulfilled' ? backlog.value : null,
      ...(rows.status === 'fulfilled' ? rows.value : { outbox: null, oldestOutboxMs: null, dead: null }),
      active: this.running.size,
      ...(fault?.status === 'rejected' && {
        fault: `${fault === backlog ? this.queuesOfJobs.backend.name : 'database'}: ${faultCode(fault.reason)}`,
      }),
    };
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    this.queuesOfJobs.backend.stopWaiting();
    const closing = Promise.all([...this.workers.values()].map((worker) => worker.close()));
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
    const reported = closing.then(() => Promise.all(this.collecting));
    await within(REPORT_MS, reported).catch((fault: unknown) => this.faults.report('close', fault));
    await this.letGo();
  }

  /** Those that failed beside others are sent again, each by itself, so that one does not hold up the others. */
  private async doAll<N extends JobName>(
    job: N,
    bullJob: Job,
    handle: (payload: Jobs[N], delivery: Delivery) => Promise<void>,
  ): Promise<void> {
    const carried = carriedBy<N>(bullJob);
    const ended = await Promise.allSettled(carried.map(async ({ payload, delivery }) => handle(payload, delivery)));
    const failed = ended.flatMap((one, at) =>
      one.status === 'rejected' ? [{ at, fault: one.reason as unknown }] : [],
    );
    const [first] = failed;
    if (first === undefined) return;
    if (carried.length === 1) throw first.fault;
    const queue = await this.queuesOfJobs.open(job);
    const { attempts, backoffMs } = this.queuesOfJobs.patience;
    for (const { at, fault } of failed) {
      const one = carried[at];
      if (one === undefined) continue;
      const { sentAt, attempt: tried } = one.delivery;
      const id = `${bullJob.id}-${at}`;
      // Sent twice when this process dies in between; the queue drops the second of an id.
      await queue.add(job, bundleOf([{ payload: one.payload, sentAt: sentAt.getTime(), tried }]), {
        jobId: id,
        delay: backoffMs,
        attempts: Math.max(1, attempts - tried),
      });
      this.log.warn({ job, id, attempt: tried, err: fault }, 'job failed, will be tried again by itself');
    }
  }

  private track(among: Set<Promise<void>>, work: Promise<void>): Promise<void> {
    const done = work.finally(() => among.delete(done));
    among.add(done);
    return done;
  }

  private onFailed(job: JobName, failed: Job | undefined, fault: Error): void {
    if (!failed) return;
    const { id, attemptsMade, opts } = failed;
    const last = attemptsMade >= (opts.attempts ?? 1) || failed.deferredFailure !== undefined;
    if (!last) {
      this.log.warn({ job, id, attempt: attemptsMade, err: fault }, 'job failed, will be tried again');
      return;
    }
    this.log.error({ job, id, attempt: attemptsMade, err: fault }, 'job failed for the last time');
    const collect = this.deadLetters.collect(job);
    void this.track(
      this.collecting,
      collect.catch((second: unknown) => this.faults.report('dead jobs', second)),
    );
  }

  private async backlog(): Promise<number> {
    const counts = await Promise.all(
      JOB_NAMES.map(async (job) => (await this.queuesOfJobs.open(job)).getJobCountByTypes('waiting', 'prioritized')),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async countQueues(): Promise<readonly QueueCounts[]> {
    const inOutbox = this.sql.query<{ job: string; outbox: number }>(
      'select job, count(*)::int as outbox from outbox group by job',
    );
    const inQueues = JOB_NAMES.map(async (job) => {
      const queue = await this.queuesOfJobs.open(job);
      const [counts, [oldest], failed] = await Promise.all([
        queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed'),
        queue.getJobs(['waiting', 'prioritized'], 0, 0, true),
        queue.getRanges(['failed']),
      ]);
      return { job, counts, oldest, failed };
    });
    const [{ rows: outbox }, ...found] = await Promise.all([inOutbox, ...inQueues]);
    const dead = await this.deadLetters.counts(found);
    return found.map(({ job, counts, oldest }) => ({
      job,
      outbox: outbox.find((row) => row.job === job)?.outbox ?? 0,
      waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
      failed: dead.get(job) ?? 0,
      oldestWaitingAt: oldest ? new Date(oldest.timestamp) : null,
    }));
  }

  private async countRows(): Promise<{ outbox: number; oldestOutboxMs: number; dead: number }> {
    const { rows } = await this.sql.query<{ outbox: number; oldest: number; dead: number }>(
      `select count(*)::int as outbox,
              coalesce(extract(epoch from clock_timestamp() - min(created_at)) * 1000, 0)::float8 as oldest,
              (select count(*)::int from dead_job where retried_at is null) as dead
       from outbox`,
    );
    const { outbox, oldest, dead } = rows[0] ?? { outbox: 0, oldest: 0, dead: 0 };
    return { outbox, oldestOutboxMs: Math.round(oldest), dead };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
