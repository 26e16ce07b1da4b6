import type { JobName } from '@huanpei/app';
import { type JobsOptions, Queue } from 'bullmq';
import type { AnyQueue, Backend } from './backend';
import type { FaultLog } from './log';

/** How often a job is tried and how long it may be silent; the defaults suit production. */
export interface Patience {
  /** Tries before a job is given up. */
  readonly attempts: number;
  /** Before the second try; doubled for each later one, with up to half taken off by chance. */
  readonly backoffMs: number;
  /** A worker that says nothing for so long has lost its job to another. */
  readonly lockMs: number;
  /** How often lost jobs are looked for; they are found at the second look. */
  readonly stalledCheckMs: number;
}

export const PATIENCE: Patience = { attempts: 6, backoffMs: 200, lockMs: 10_000, stalledCheckMs: 5_000 };

/**
 * Finished jobs are kept for a while: a relay that died between adding and deleting adds them again, and that is dropped.
 * Not so many of them: on Postgres all that are kept would be counted after each job.
 */
const KEEP_DONE = { age: 300 };

/** One BullMQ queue for each job, opened when first needed. */
export class Queues {
  private readonly opened = new Map<JobName, AnyQueue>();
  private readonly opening = new Map<JobName, Promise<AnyQueue>>();
  private prepared: Promise<void> | undefined;

  constructor(
    readonly backend: Backend,
    readonly patience: Patience,
    private readonly faults: FaultLog,
  ) {}

  get jobOptions(): JobsOptions {
    const { attempts, backoffMs } = this.patience;
    return {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
      removeOnComplete: KEEP_DONE,
      removeOnFail: false,
      stackTraceLimit: 10,
    };
  }

  /** Once for the process; after a failure the next call tries again. */
  async prepare(): Promise<void> {
    this.prepared ??= this.backend.prepare();
    try {
      await this.prepared;
    } catch (fault) {
      this.prepared = undefined;
      throw fault;
    }
  }

  async open(job: JobName): Promise<AnyQueue> {
    const queue = this.opened.get(job);
    if (queue) return queue;
    const opening = this.opening.get(job) ?? this.create(job).finally(() => this.opening.delete(job));
    this.opening.set(job, opening);
    return opening;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.opening.values());
    await Promise.all([...this.opened.values()].map((queue) => queue.close()));
  }

  private async create(job: JobName): Promise<AnyQueue> {
    await this.prepare();
    const { producer, factory, prefix } = this.backend;
    const queue: AnyQueue = new Queue(
      job,
      {
        connection: producer,
        ...(prefix && { prefix }),
        defaultJobOptions: this.jobOptions,
        // Nobody reads these events; on Postgres they are rows.
        streams: { events: { maxLen: 100 } },
      },
      factory,
    );
    queue.on('error', (fault) => this.faults.report('queue', fault));
    try {
      await queue.waitUntilReady();
    } catch (fault) {
      // BullMQ keeps a first failure for ever: this queue is of no more use.
      await queue.close().catch((second: unknown) => this.faults.report('queue', second));
      throw fault;
    }
    this.opened.set(job, queue);
    return queue;
  }
}
