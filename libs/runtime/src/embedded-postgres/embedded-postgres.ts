import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { unprivilegedAccount } from './account';
import { usableBinaries } from './binaries';
import { clusterPlace, ensureCluster } from './cluster';
import { heldByAnother, lockDataDir, type DataLock } from './data-lock';
import { hold, launch, type Held } from './launch';
import { readPostmaster, takeOverOrphan, urlOf } from './postmaster';

const DATABASE = 'huanpei';

export interface EmbeddedPostgresOptions {
  /** Where the data live; made when missing. One process at a time may use it. */
  readonly dataDir: string;
  /** Is told what the person at the terminal should know, such as where the data are when not in `dataDir`. */
  readonly log?: (line: string) => void;
  /** False only in tests: a crash of the machine may then lose data. */
  readonly durable?: boolean;
  /** Settings of Postgres, `name=value`, in place of the usual ones. */
  readonly settings?: readonly string[];
}

export interface EmbeddedPostgres {
  /** For `pg` and for the `url` of TypeORM; goes through a Unix socket. */
  readonly url: string;
  /** Writes everything down, ends Postgres and lets go of the data folder. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the Postgres that npm installed on a data folder, and answers once the database can be used. Makes the
 * database on first use, takes over what a killed start left running, and recovers what it left unfinished.
 *
 * @throws StartFault with what to do about it, when the folder is in use or Postgres cannot run here
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o755 });
  const dataDir = realpathSync(options.dataDir);
  const lock = await lockDataDir(dataDir);
  try {
    return await startLocked(
      dataDir,
      lock,
      options.log ?? (() => undefined),
      options.durable ?? true,
      options.settings ?? [],
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Whether a database was ever made for this folder. */
export function hasPostgres(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  return existsSync(join(clusterPlace(realpathSync(dataDir), unprivilegedAccount()).folder, 'PG_VERSION'));
}

/** The address of the database that another process of ours is running on this folder; undefined when there is none. */
export function runningPostgres(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined;
  const real = realpathSync(dataDir);
  if (heldByAnother(real) === undefined) return undefined;
  const running = readPostmaster(clusterPlace(real, unprivilegedAccount()).folder);
  return running?.ready ? urlOf(running.socketFolder, DATABASE) : undefined;
}

async function startLocked(
  dataDir: string,
  lock: DataLock,
  log: (line: string) => void,
  durable: boolean,
  settings: readonly string[],
): Promise<EmbeddedPostgres> {
  const place = clusterPlace(dataDir, unprivilegedAccount());
  if (place.moved) {
    log(`账户 ${place.account?.name} 无法进入 ${dataDir}，数据库文件放在 ${place.folder}`);
    log(
      `The account ${place.account?.name} cannot pass through to ${dataDir}; the database files are in ${place.folder}`,
    );
  }
  const binaries = usableBinaries(place.account, join(dataDir, 'programs'));
  await ensureCluster(place, binaries, { durable, started: lock.record });
  const orphan = await takeOverOrphan(place.folder);
  const launchOptions = { logFile: join(dataDir, 'postgres.log'), durable, settings, lock };
  const first = orphan
    ? hold(orphan.pid, orphan.socketFolder, place.account, lock)
    : await launch(binaries, place, launchOptions);
  const { socketFolder } = first;
  const kept = keepAlive(first, log, async () => {
    await takeOverOrphan(place.folder, { keepSocketFolder: true });
    return launch(binaries, place, { ...launchOptions, socketFolder });
  });
  const end = async () => {
    await kept.end();
    lock.release();
  };
  const url = urlOf(socketFolder, DATABASE);
  try {
    await ensureDatabase(url, urlOf(socketFolder, 'postgres'));
  } catch (error) {
    await end();
    throw error;
  }
  let ending: Promise<void> | undefined;
  return { url, stop: () => (ending ??= end()) };
}

const LOOK_EVERY_MS = 250;
const TRY_AGAIN_MS = 2_000;

/** Starts Postgres again when it ends without being asked: killed, or out of memory. Clients reconnect by themselves. */
function keepAlive(first: Held, log: (line: string) => void, again: () => Promise<Held>): { end(): Promise<void> } {
  let held = first;
  let restarting: Promise<void> | undefined;
  let notBefore = 0;
  const look = setInterval(() => {
    if (restarting || held.lives() || performance.now() < notBefore) return;
    log('内置数据库意外结束，正在重新启动… the built-in database ended unexpectedly and is started again…');
    held.abandon();
    restarting = again()
      .then((next) => {
        held = next;
        log('内置数据库已恢复 the built-in database is back');
      })
      .catch((fault: unknown) => {
        notBefore = performance.now() + TRY_AGAIN_MS;
        log(fault instanceof Error ? fault.message : String(fault));
      })
      .finally(() => {
        restarting = undefined;
      });
  }, LOOK_EVERY_MS);
  look.unref();
  return {
    async end() {
      clearInterval(look);
      await restarting;
      await held.end();
    },
  };
}

async function ensureDatabase(url: string, maintenanceUrl: string): Promise<void> {
  const missing = await withClient(url, async () => false).catch((error: { code?: string }) => {
    if (error.code === '3D000') return true;
    throw error;
  });
  if (missing) await withClient(maintenanceUrl, (client) => client.query(`create database ${DATABASE}`));
}

async function withClient<T>(connectionString: string, body: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    return await body(client);
  } finally {
    await client.end();
  }
}
