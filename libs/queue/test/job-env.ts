import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SqlRunner } from '@huanpei/app';
import { freshDatabase } from '@huanpei/testing';
import type { DoomedWorker, JobEnv } from '@huanpei/testing';
import { Redis } from 'ioredis';
import { Client, Pool } from 'pg';
import {
  createQueue,
  type JobQueue,
  OutboxJobSink,
  prepareQueueDatabase,
  queueMigrations,
  type QueueOptions,
} from '../src';

/** Short, so that a killed worker's job comes back within seconds. */
const PATIENCE = { attempts: 3, backoffMs: 80, lockMs: 3_000, stalledCheckMs: 1_500 };

export interface Said {
  readonly level: 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The tables of the queue alone: it needs no others. */
export async function migrateQueue(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const { sql } of queueMigrations) await client.query(sql);
  } finally {
    await client.end();
  }
  await prepareQueueDatabase(url);
}

export interface QueueEnv extends JobEnv {
  readonly url: string;
  readonly sql: Pool;
  readonly said: readonly Said[];
  open(changed?: Partial<QueueOptions>): JobQueue;
}

/** A database of its own and, when given a Redis, a prefix of its own there. */
export async function makeQueueEnv(redisUrl?: string): Promise<QueueEnv> {
  const database = await freshDatabase(migrateQueue, 'queue');
  return envOn(database.url, redisUrl, async (redisPrefix) => {
    await database.drop();
    if (redisUrl) await withRedis(redisUrl, (redis) => removeKeys(redis, redisPrefix));
  });
}

/** On servers that the caller started; `drop` removes what is left there. */
export function envOn(
  url: string,
  redisUrl: string | undefined,
  drop: (redisPrefix: string) => Promise<void>,
): QueueEnv {
  const redisPrefix = `test-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const said: Said[] = [];
  const options: QueueOptions = {
    database: url,
    ...(redisUrl && { redisUrl, redisPrefix }),
    patience: PATIENCE,
    log: {
      warn: (fields, message) => void said.push({ level: 'warn', fields, message }),
      error: (fields, message) => void said.push({ level: 'error', fields, message }),
    },
  };
  const sql = new Pool({ connectionString: url, max: 4, application_name: 'spec' });
  // Connections are broken on purpose; what matters is whether the next statement works.
  sql.on('error', () => undefined);
  sql.on('connect', (client) => client.on('error', () => undefined));
  const queues: JobQueue[] = [];
  const children: DoomedWorker[] = [];
  const open = (changed: Partial<QueueOptions> = {}): JobQueue => {
    const queue = createQueue({ ...options, ...changed });
    queues.push(queue);
    return queue;
  };

  return {
    ...PATIENCE,
    url,
    sink: new OutboxJobSink(),
    sql,
    said,
    open,
    openAbsent: () =>
      open({
        database: { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' },
        ...(redisUrl && { redisUrl: 'redis://127.0.0.1:1' }),
      }),
    transaction: (work) => inTransaction(sql, work),
    startDoomedWorker: () => {
      const child = doomedWorker(options);
      children.push(child);
      return child;
    },
    breakConnections: async () => {
      await sql.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name <> 'spec' and pid <> pg_backend_pid()`,
      );
      if (redisUrl)
        await withRedis(redisUrl, (redis) => redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'));
    },
    keepOutbox: async () => {
      await sql.query('create table kept as select * from outbox');
    },
    restoreOutbox: async () => {
      await sql.query('insert into outbox overriding system value select * from kept');
    },
    close: async () => {
      await Promise.all(children.map((child) => child.kill()));
      await Promise.all(queues.map((queue) => queue.close()));
      await sql.end();
      await drop(redisPrefix);
    },
  };
}

async function inTransaction(sql: Pool, work: (tx: SqlRunner) => Promise<void>): Promise<void> {
  const client = await sql.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (fault) {
    await client.query('rollback');
    throw fault;
  } finally {
    client.release();
  }
}

function doomedWorker(options: QueueOptions): DoomedWorker {
  const child = spawn(process.execPath, [join(__dirname, 'doomed-worker.mjs'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = once(child, 'exit');
  const begun = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    void ended.then(([code, signal]) => reject(new Error(`the worker ended first (${signal ?? code}): ${complaint}`)));
  });
  // Only a test that waits for it wants to know.
  begun.catch(() => undefined);
  return {
    begun,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function withRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url);
  try {
    await work(redis);
  } finally {
    redis.disconnect();
  }
}

async function removeKeys(redis: Redis, prefix: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
    if (keys.length > 0) await redis.del(...(keys as string[]));
  }
}
