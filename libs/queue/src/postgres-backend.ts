import {
  assertSchemaCompatibility,
  type BackendFactory,
  type ConnectionOptions,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  LATEST_SCHEMA_VERSION,
  runMigrations,
  SchemaMigrationRequiredError,
} from 'bullmq';
import { Client, type ClientConfig, Pool, type PoolClient } from 'pg';
import type { Backend } from './backend';
import { asError, type FaultLog } from './log';

/** A `postgres://` URL, or the parts of one (a socket folder as `host`). */
export type DatabaseConnection = string | ClientConfig;

export function clientConfig(connection: DatabaseConnection): ClientConfig {
  return {
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
}

/** Every worker keeps one connection to LISTEN; these are for the statements of all of them. */
const SHARED_CONNECTIONS = 4;
const LONGEST_WAIT_MS = 2_000;
/** So often a statement is sent again that a deadlock has ended. */
const DEADLOCKS = 5;

/**
 * Brings BullMQ's own tables up to this version, in the schema `bullmq`. The queue does it by itself at first use; call it
 * in the migration step when the process that works may not create tables.
 */
export async function prepareQueueDatabase(connection: DatabaseConnection): Promise<void> {
  const client = new Client({ ...clientConfig(connection), application_name: 'huanpei migrate' });
  // A connection that breaks fails the statement under way; the event as such needs no second report.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await bringUp(client);
  } finally {
    await client.end();
  }
}

async function bringUp(client: Client | PoolClient): Promise<void> {
  const version = await assertSchemaCompatibility(client).catch((fault: unknown) => {
    if (fault instanceof SchemaMigrationRequiredError) return 0;
    throw fault;
  });
  // Only then: it takes a lock and writes even when there is nothing to do.
  if (version < LATEST_SCHEMA_VERSION) await runMigrations(client);
}

/** BullMQ on the product's own Postgres. */
export class PostgresBackend implements Backend {
  readonly name = 'postgres';
  readonly prefix = '';
  readonly factory: BackendFactory = createPostgresBackend as unknown as BackendFactory;
  private readonly pool: PatientPool;

  constructor(connection: DatabaseConnection, workers: number, faults: FaultLog) {
    this.pool = new PatientPool(connection, workers + SHARED_CONNECTIONS, faults);
  }

  get producer(): ConnectionOptions {
    return this.pool as unknown as ConnectionOptions;
  }

  get consumer(): ConnectionOptions {
    return this.producer;
  }

  async prepare(): Promise<void> {
    const client = await this.pool.connectNow();
    try {
      await bringUp(client);
    } finally {
      client.release();
    }
  }

  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  stopWaiting(): void {
    this.pool.stopWaiting();
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * The pool BullMQ sees. It differs from pg's in what an absent server looks like:
 *
 * - BullMQ waits and tries again after an error it takes for a lost connection, and it knows only ECONNREFUSED. A server
 *   that goes away also says ENOENT (its socket is gone), 57P01, 57P03 and more; after these BullMQ 6.7 asks again
 *   at once, for ever, and drops the outcome of a finished job.
 * - BullMQ remembers the first failed connection of a queue or worker and never tries again. Here the first one waits.
 *
 * And in what a deadlock is: BullMQ renews the locks of the jobs under way and marks those that may have been lost by one
 * statement each, which lock the same rows in different orders. Postgres ends one of the two. A statement that was ended so
 * has done nothing, so it is sent again; left at that, the locks of all these jobs would not be renewed, and run out.
 */
class PatientPool {
  private readonly pool: Pool;
  private patient = true;
  private ended: Promise<void> | undefined;

  constructor(
    connection: DatabaseConnection,
    size: number,
    private readonly faults: FaultLog,
  ) {
    this.pool = new Pool({
      ...clientConfig(connection),
      application_name: 'huanpei queue',
      max: size,
      idleTimeoutMillis: 30_000,
      // BullMQ commits for each step of each job, and steps of one queue wait for one another's commit. What a crash of the
      // machine takes back of the last fraction of a second is an outcome, and the job runs again. A job itself is not lost:
      // the outbox row is deleted by a later commit of the relay's own connection, which waits until all before it is kept.
      onConnect: async (client) => {
        await client.query(`set search_path to ${DEFAULT_SCHEMA}; set synchronous_commit to off`);
      },
    });
    this.pool.on('error', (fault) => faults.report('database', fault));
    // A client that is lent out and breaks reports it itself; without a listener that would end the process.
    this.pool.on('connect', (client) => client.on('error', (fault) => faults.report('database', fault)));
  }

  async query(text: string, params?: unknown[]): Promise<unknown> {
    for (let again = DEADLOCKS; ; again -= 1) {
      try {
        return await this.pool.query(text, params);
      } catch (fault) {
        if (again > 0 && isDeadlock(fault)) continue;
        throw this.told(fault);
      }
    }
  }

  private told(fault: unknown): unknown {
    if (!isOutage(fault)) return fault;
    this.faults.report('database', fault);
    return Object.assign(new Error('the database is away', { cause: fault }), { code: 'ECONNREFUSED' });
  }

  connectNow(): Promise<PoolClient> {
    return this.pool.connect();
  }

  async connect(): Promise<PoolClient> {
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        return await this.pool.connect();
      } catch (fault) {
        if (!isOutage(fault) || !this.patient) throw fault;
        this.faults.report('database', fault);
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  stopWaiting(): void {
    this.patient = false;
  }

  end(): Promise<void> {
    this.ended ??= this.pool.end();
    return this.ended;
  }

  /** Each queue and worker would listen and report the same fault; this pool reports it once. */
  on(): this {
    return this;
  }

  removeAllListeners(): this {
    return this;
  }
}

const OUTAGE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Shut down by an operator, crashed, starting up, no connection left.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

const isDeadlock = (fault: unknown): boolean => asError(fault)?.code === '40P01';

/** The server is away for now; a fault of the statement is not. */
export function isOutage(fault: unknown): boolean {
  const error = asError(fault);
  if (!error) return false;
  if (error.errors?.some(isOutage)) return true;
  const { code } = error;
  if (typeof code === 'string' && (OUTAGE_CODES.has(code) || code.startsWith('08'))) return true;
  return /connection (terminated|ended)|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
    error.message,
  );
}
