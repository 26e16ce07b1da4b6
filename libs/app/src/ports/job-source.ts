import type { JobName, Jobs } from './jobs';

export interface ConsumeOptions {
  /** How many of this job one process does at a time; 1 when not given. */
  readonly concurrency?: number;
}

/** Which delivery of a job this is. */
export interface Delivery {
  /** When the row of the outbox was written, by the clock of the process that moved it to the queue. */
  readonly sentAt: Date;
  /** 1 for the first time. */
  readonly attempt: number;
}

/** What an operator, or the readiness check, asks of the queue. */
export interface QueueHealth {
  /** Which backend carries the jobs. */
  readonly backend: 'postgres' | 'redis';
  readonly reachable: boolean;
  /** Jobs in the queue that wait to run now (delayed and scheduled ones not counted); null when it cannot be reached. */
  readonly backlog: number | null;
  /** Committed jobs not yet handed to the queue; null when the database cannot be reached. */
  readonly outbox: number | null;
  /** Age in milliseconds of the oldest of these, 0 when there is none. */
  readonly oldestOutboxMs: number | null;
  /** Jobs given up after all attempts; null when the database cannot be reached. */
  readonly dead: number | null;
  /** Jobs this process has taken and is doing. */
  readonly active: number;
  /** Why it cannot be reached, in one line and without any address or secret. */
  readonly fault?: string;
}

/** The jobs of one kind, wherever they are. */
export interface QueueCounts {
  readonly job: JobName;
  /** Committed, and not yet handed to the queue. */
  readonly outbox: number;
  readonly waiting: number;
  /** Under way in any process. */
  readonly active: number;
  readonly delayed: number;
  /** Given up after all attempts, and not sent again. */
  readonly failed: number;
  readonly oldestWaitingAt: Date | null;
}

/**
 * Delivers every job at least once. A handler that throws is tried again, later each time; after the last attempt the
 * job is kept as dead for an operator.
 */
export abstract class JobSource {
  abstract consume<N extends JobName>(
    job: N,
    handle: (payload: Jobs[N], delivery: Delivery) => Promise<void>,
    options?: ConsumeOptions,
  ): Promise<void>;

  /** Runs a job each time the interval has passed, once for all processes. Said again, it replaces the earlier schedule. */
  abstract schedule<N extends JobName>(job: N, payload: Jobs[N], everyMs: number): Promise<void>;

  /** How many of these jobs are committed and not done: in the outbox, waiting, or being done somewhere. */
  abstract waiting(jobs: readonly JobName[]): Promise<number>;

  /** Every queue, in the order of the jobs' names; throws when it cannot be reached. */
  abstract queues(): Promise<readonly QueueCounts[]>;

  /** Never throws: an outage is an answer. */
  abstract health(): Promise<QueueHealth>;

  /** Takes no new jobs, finishes those begun, lets go of every connection. */
  abstract close(): Promise<void>;
}
