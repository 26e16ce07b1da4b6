import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { canReach, unprivilegedAccount, type Account } from './account';
import { usableBinaries, type Binaries } from './binaries';
import { clusterPlace, ensureCluster, runAs } from './cluster';
import { lockDataDir, type DataLock } from './data-lock';
import { endPostmaster, readPostmaster, removeSocketFolder, SOCKET_PREFIX, takeOverOrphan, urlOf } from './postmaster';
import { beginningOf, until } from './processes';
import { endWithUs } from './watch';
import { StartFault } from './start-fault';

const DATABASE = 'huanpei';

/** Enough for one product on one machine. */
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'shared_buffers=64MB',
  'max_connections=60',
  'max_wal_size=256MB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'lc_messages=C',
];

/** For tests, whose data may be lost with the power. */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export interface EmbeddedPostgresOptions {
  /** Where the data live; made when missing. One process at a time may use it. */
  readonly dataDir: string;
  /** Is told what the person at the terminal should know, such as where the data are when not in `dataDir`. */
  readonly log?: (line: string) => void;
  /** False only in tests: a crash of the machine may then lose data. */
  readonly durable?: boolean;
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
    return await startLocked(dataDir, lock, options.log ?? (() => undefined), options.durable ?? true);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(
  dataDir: string,
  lock: DataLock,
  log: (line: string) => void,
  durable: boolean,
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
  const { pid, socketFolder } = orphan ?? (await launch(binaries, place.folder, place.account, dataDir, durable, lock));
  lock.record(pid);
  const began = beginningOf(pid);
  const watch = endWithUs(pid, socketFolder, place.account);
  const end = async () => {
    if (began !== undefined) await endPostmaster(pid, began);
    watch.cancel();
    removeSocketFolder(socketFolder);
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

/** Starts Postgres in a session of its own, so that Ctrl-C reaches us and not it, and waits until it takes connections. */
async function launch(
  binaries: Binaries,
  folder: string,
  account: Account | undefined,
  dataDir: string,
  durable: boolean,
  lock: DataLock,
): Promise<{ readonly pid: number; readonly socketFolder: string }> {
  const socketFolder = makeSocketFolder(account);
  const settings = [...SETTINGS, ...(durable ? [] : NOT_DURABLE), `unix_socket_directories=${socketFolder}`];
  const logFile = join(dataDir, 'postgres.log');
  const attempt = async (): Promise<number | undefined> => {
    // Another account may have written the last one.
    rmSync(logFile, { force: true });
    const output = openSync(logFile, 'wx', 0o644);
    const child = spawn(binaries.postgres, ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])], {
      ...runAs(account),
      stdio: ['ignore', output, output],
      detached: true,
    });
    closeSync(output);
    const failed = new Promise<Error>((resolve) => child.once('error', resolve));
    const pid = child.pid;
    if (pid === undefined) throw cannotStart((await failed).message, logFile);
    child.unref();
    lock.record(pid);
    const lives = () => beginningOf(pid) !== undefined;
    const ready = () => {
      const said = readPostmaster(folder);
      return said?.pid === pid && said.ready;
    };
    // Recovery after a crash may take a while; a process that ended never becomes ready.
    await until(() => ready() || !lives(), 120_000, 10);
    if (ready() && lives()) return pid;
    await endPostmaster(pid);
    return undefined;
  };
  // The children of a killed Postgres end a moment after it, and until then keep its memory and its folder.
  const end = performance.now() + 15_000;
  for (;;) {
    const pid = await attempt();
    if (pid !== undefined) return { pid, socketFolder };
    const said = readFileSync(logFile, 'utf8');
    if (!/still in use|lock file "postmaster\.pid" already exists/.test(said) || performance.now() > end) {
      removeSocketFolder(socketFolder);
      throw cannotStart(said.trim().split('\n').slice(-3).join('\n'), logFile);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A folder that only the account enters, with a short name: the path of a socket may have about a hundred bytes. */
function makeSocketFolder(account: Account | undefined): string {
  const usual = tmpdir();
  const usable = Buffer.byteLength(usual) < 60 && canReach(usual, account);
  const folder = mkdtempSync(join(usable ? usual : '/tmp', SOCKET_PREFIX));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
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

function cannotStart(said: string, logFile: string): StartFault {
  return new StartFault(
    `内置数据库无法启动：${said}\n完整记录见 ${logFile}`,
    `The built-in database cannot start: ${said}\nThe whole record is in ${logFile}`,
  );
}
