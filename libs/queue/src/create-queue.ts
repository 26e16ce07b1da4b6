import { type DeadJobs, JOB_NAMES, type JobName, type JobSource } from '@huanpei/app';
import { Pool } from 'pg';
import { BullMqJobs } from './bullmq-jobs';
import { DeadLetters } from './dead-letters';
import { FaultLog, type QueueLog } from './log';
import { clientConfig, type DatabaseConnection, PostgresBackend } from './postgres-backend';
import { type Patience, PATIENCE, Queues } from './queues';
import { RedisBackend } from './redis-backend';
import { Relay } from './relay';

export interface QueueOptions {
  /** Where the outbox is; carries the queue itself when there is no Redis. */
  readonly database: DatabaseConnection;
  /** Redis or Valkey carries the queue. */
  readonly redisUrl?: string;
  /** Keeps apart several installations on one Redis. */
  readonly redisPrefix?: string;
  readonly log: QueueLog;
  /** The jobs that the relay moves; all when not given. What no process moves waits in the outbox. */
  readonly relays?: readonly JobName[];
  readonly patience?: Partial<Patience>;
}

export interface JobQueue {
  readonly source: JobSource;
  readonly deadJobs: DeadJobs;
  /** Begins to move committed jobs to the queue. For each job at least one process must; any number may. */
  startRelay(): Promise<void>;
  /** The same as `source.close()`. */
  close(): Promise<void>;
}

/** Puts the queue together. Connects to nothing until it is used. */
export function createQueue(options: QueueOptions): JobQueue {
  const faults = new FaultLog(options.log);
  const backend = options.redisUrl
    ? new RedisBackend(options.redisUrl, options.redisPrefix ?? 'huanpei', faults)
    : new PostgresBackend(options.database, JOB_NAMES.length, faults);
  const queues = new Queues(backend, { ...PATIENCE, ...options.patience }, faults);
  const sql = new Pool({
    ...clientConfig(options.database),
    application_name: 'huanpei queue',
    max: 2,
    query_timeout: 10_000,
  });
  sql.on('error', (fault) => faults.report('database', fault));
  const deadLetters = new DeadLetters(sql, queues);
  const relay = new Relay(options.database, queues, options.relays ?? JOB_NAMES, () => deadLetters.sweep(), faults);
  let relaying: Promise<void> | undefined;

  const source = new BullMqJobs(queues, deadLetters, sql, faults, options.log, async () => {
    await relay.stop();
    await queues.close();
    await backend.close();
    await sql.end();
  });

  return {
    source,
    deadJobs: deadLetters,
    startRelay: async () => {
      relaying ??= relay.start();
      try {
        await relaying;
      } catch (fault) {
        relaying = undefined;
        throw fault;
      }
    },
    close: () => source.close(),
  };
}
