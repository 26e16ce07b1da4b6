import { CARRIED_TOGETHER, JOB_NAMES, type JobName } from '@huanpei/app';
import type { BulkJobOptions } from 'bullmq';
import { Client } from 'pg';
import { bundleOf } from './bundle';
import type { FaultLog } from './log';
import { clientConfig, type DatabaseConnection } from './postgres-backend';
import type { Queues } from './queues';

const BATCH = 100;
/** On Postgres a bulk makes temporary tables, which costs as much as so many single jobs. */
const FEW = 8;
const SWEEP_MS = 1_000;
const CHORES_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/**
 * After jobs that are carried together, the next of their name are collected for so long. What comes alone is not held up,
 * and of a stream this many milliseconds become one job of the queue, which costs the database as much as any other.
 */
const togetherMs = (job: JobName): number => (job === 'index-supplier' ? 300 : 100);

interface OutboxRow {
  readonly id: string;
  readonly generation: string;
  readonly job: JobName;
  readonly payload: unknown;
  readonly delay_ms: number;
  /** How long ago it was written, by the clock of the database. */
  readonly age_ms: number;
}

interface Moved extends OutboxRow {
  /** When it was written, by our clock. */
  readonly sentAt: number;
}

/**
 * Moves committed jobs from the outbox to the queue: at once when a commit is heard, and each second in case one was not.
 * Any number may run, in any number of processes, each for all jobs or for some. A row is deleted in the transaction that
 * added its job, so a relay that dies in between adds the job again under the same id.
 */
export class Relay {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private wanted = false;
  private stopped = false;
  private waitMs = FIRST_WAIT_MS;
  private choresAt = 0;
  /** When those jobs that are carried together are next taken which were taken a moment ago, until they are. */
  private readonly togetherAt = new Map<JobName, number>();

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly queues: Queues,
    /** The jobs that are moved; what is put of others is another relay's. */
    private readonly jobs: readonly JobName[],
    /** Now and then, besides moving rows; a fault of it is reported and does not stop the relay. */
    private readonly chores: () => Promise<void>,
    private readonly faults: FaultLog,
  ) {}

  /** Resolves when commits are heard; throws when the database or the queue cannot be reached now. */
  async start(): Promise<void> {
    await this.queues.prepare();
    await this.connect();
    this.wake();
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    const { client } = this;
    this.client = undefined;
    await client?.end().catch((fault: unknown) => this.faults.report('relay', fault));
  }

  private wake(): void {
    this.wanted = true;
    if (this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.running = this.run().finally(() => {
      this.running = undefined;
      // Heard between the last look and here.
      if (this.wanted) this.wake();
    });
  }

  /** Never rejects: a fault is reported, and a later run makes up for it. */
  private async run(): Promise<void> {
    let nextMs = SWEEP_MS;
    try {
      const client = this.client ?? (await this.connect());
      while (this.wanted && !this.stopped) {
        this.wanted = false;
        if ((await this.move(client)) === BATCH) this.wanted = true;
      }
      this.waitMs = FIRST_WAIT_MS;
    } catch (fault) {
      this.faults.report('relay', fault);
      // Ending the connection undoes the transaction, whatever state it is in. The rows stay.
      this.drop(this.client);
      this.wanted = false;
      nextMs = this.waitMs;
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    }
    await this.doChores();
    // Also those whose time ended since the last look: what was heard of them meanwhile woke nobody.
    for (const at of this.togetherAt.values()) nextMs = Math.min(nextMs, Math.max(0, at - performance.now()));
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), nextMs);
  }

  private async move(client: Client): Promise<number> {
    const taken = this.jobs.filter((job) => !this.collects(job));
    for (const job of taken) this.togetherAt.delete(job);
    // While some are collected, many calls find nothing: one round trip then, and no transaction.
    if (taken.length < this.jobs.length && !(await this.hasAny(client, taken))) return 0;
    await client.query('begin');
    // A job unknown here was put by a newer program and waits for that program's relay.
    const { rows } = await client.query<OutboxRow>(
      `delete from outbox where id in (
         select id from outbox where job = any($1) order by id limit ${BATCH} for update skip locked)
       returning id, generation, job, payload,
         greatest(0, coalesce(ceil(extract(epoch from run_at - clock_timestamp()) * 1000), 0))::float8 as delay_ms,
         greatest(0, floor(extract(epoch from clock_timestamp() - created_at) * 1000))::float8 as age_ms`,
      [taken],
    );
    // While more than a batch waits, nothing is gained by waiting for more.
    const moment = performance.now();
    if (rows.length < BATCH)
      for (const { job } of rows)
        if (CARRIED_TOGETHER.includes(job)) this.togetherAt.set(job, moment + togetherMs(job));
    const now = Date.now();
    const moved = rows.map((row) => ({ ...row, sentAt: now - row.age_ms }));
    for (const job of new Set(rows.map((row) => row.job))) {
      await this.add(
        job,
        moved.filter((row) => row.job === job),
      );
    }
    await client.query('commit');
    return rows.length;
  }

  private collects(job: JobName): boolean {
    return performance.now() < (this.togetherAt.get(job) ?? 0);
  }

  /** Of jobs that are collected nothing is to be done now, since the timer is set for them; of another's nothing at all. */
  private hear(jobs: string | undefined): void {
    const named = (jobs ?? '').split(' ') as JobName[];
    if (named.every((job) => this.collects(job) || this.leaves(job))) return;
    this.wake();
  }

  private leaves(job: JobName): boolean {
    return JOB_NAMES.includes(job) && !this.jobs.includes(job);
  }

  private async hasAny(client: Client, jobs: readonly JobName[]): Promise<boolean> {
    const { rows } = await client.query('select from outbox where job = any($1) limit 1', [jobs]);
    return rows.length > 0;
  }

  private async add(job: JobName, rows: Moved[]): Promise<void> {
    rows.sort((a, b) => Number(a.id) - Number(b.id));
    const together = CARRIED_TOGETHER.includes(job) ? rows.filter(({ delay_ms: delay }) => delay === 0) : [];
    if (together.length < 2) return this.addEach(job, rows);
    await this.addTogether(job, together);
    await this.addEach(
      job,
      rows.filter((row) => !together.includes(row)),
    );
  }

  private async addTogether(job: JobName, rows: readonly Moved[]): Promise<void> {
    const queue = await this.queues.open(job);
    const [first] = rows;
    // The same rows make the same id; should they come in other company after a fault, they are done twice.
    const jobId = `bundle-${first?.id}-${first?.generation}-${rows.length}`;
    await queue.add(job, bundleOf(rows.map(({ payload, sentAt }) => ({ payload, sentAt, tried: 0 }))), {
      jobId,
      ...(first && { timestamp: first.sentAt }),
    });
  }

  private async addEach(job: JobName, rows: readonly Moved[]): Promise<void> {
    const queue = await this.queues.open(job);
    const jobs = rows.map(({ id, generation, payload, delay_ms: delay, sentAt }) => {
      const opts: BulkJobOptions = {
        // Not the bare number: BullMQ keeps these for itself.
        jobId: `outbox-${id}-${generation}`,
        // A delay counts from the time of the job; without one that is the time of its row.
        ...(delay > 0 ? { delay } : { timestamp: sentAt }),
      };
      return { name: job, data: payload, opts };
    });
    if (jobs.length > FEW) await queue.addBulk(jobs);
    else for (const one of jobs) await queue.add(one.name, one.data, one.opts);
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      ...clientConfig(this.connection),
      application_name: 'huanpei relay',
      query_timeout: 10_000,
      // Should this process hang while it holds rows, another relay gets them.
      idle_in_transaction_session_timeout: 30_000,
    });
    const lose = (fault?: Error): void => {
      if (fault && !this.stopped) this.faults.report('relay', fault);
      if (this.client === client) this.client = undefined;
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', ({ payload }) => this.hear(payload));
    try {
      await client.connect();
      await client.query('listen huanpei_outbox');
    } catch (fault) {
      this.drop(client);
      throw fault;
    }
    this.client = client;
    return client;
  }

  private drop(client: Client | undefined): void {
    if (!client) return;
    if (this.client === client) this.client = undefined;
    client.removeAllListeners('notification');
    void client.end().catch((fault: unknown) => this.faults.report('relay', fault));
  }

  private async doChores(): Promise<void> {
    if (this.stopped || Date.now() < this.choresAt) return;
    this.choresAt = Date.now() + CHORES_MS;
    await this.chores().catch((fault: unknown) => this.faults.report('relay', fault));
  }
}
