import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { canReach, type Account } from './account';
import type { Binaries } from './binaries';
import { runAs, type ClusterPlace } from './cluster';
import type { DataLock } from './data-lock';
import { endPostmaster, readPostmaster, removeSocketFolder, SOCKET_PREFIX } from './postmaster';
import { beginningOf, until } from './processes';
import { StartFault } from './start-fault';
import { endWithUs } from './watch';

const MB = 2 ** 20;

/**
 * An eighth of the memory, within bounds: the search index of a hundred thousand listings takes 0.7 GB, and what does not
 * fit is read and written again and again. Only what is used is taken, so a small market costs no more.
 */
function sharedBuffers(): string {
  // Of the container, where there is one; what is beyond the machine is no limit.
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return `shared_buffers=${Math.min(1_024, Math.max(64, Math.floor(memory / 8 / MB)))}MB`;
}

/** Enough for one product on one machine. */
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  // The product, its indexer and a command beside them may hold some forty each.
  'max_connections=130',
  // Each page that is changed is written whole into the log once after each checkpoint; a rebuild of the search index changes
  // all of its pages all the time.
  'max_wal_size=2GB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'lc_messages=C',
];

/**
 * For tests, whose data may be lost with the power. One server serves several specs at a time, and each may start
 * more than one product; of a setting that is named twice the later value counts.
 */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** A running Postgres that ends with us. */
export interface Held {
  readonly socketFolder: string;
  /** Whether it still runs. */
  lives(): boolean;
  /** Lets go of one that has ended by itself; its socket folder stays for the next. */
  abandon(): void;
  /** Ends it and removes its socket folder. */
  end(): Promise<void>;
}

/** Makes sure that a running Postgres ends when we do, or at the latest when the folder is next used. */
export function hold(pid: number, socketFolder: string, account: Account | undefined, lock: DataLock): Held {
  lock.record(pid);
  const began = beginningOf(pid);
  const watch = endWithUs(pid, socketFolder, account);
  return {
    socketFolder,
    lives: () => began !== undefined && beginningOf(pid) === began,
    abandon: () => watch.cancel(),
    async end() {
      if (began !== undefined) await endPostmaster(pid, began);
      watch.cancel();
      removeSocketFolder(socketFolder);
    },
  };
}

export interface LaunchOptions {
  readonly logFile: string;
  readonly durable: boolean;
  /** `name=value`, over the usual ones. */
  readonly settings: readonly string[];
  readonly lock: DataLock;
  /** Of one that has ended, so that its address stays the same; a new one when not given. */
  readonly socketFolder?: string;
}

/** Starts Postgres in a session of its own, so that Ctrl-C reaches us and not it, and waits until it takes connections. */
export async function launch(binaries: Binaries, place: ClusterPlace, options: LaunchOptions): Promise<Held> {
  // The children of a killed Postgres end a moment after it, and until then keep its memory and its folder.
  const patience = performance.now() + 15_000;
  for (;;) {
    const held = await attempt(binaries, place, options);
    if (held) return held;
    const said = readFileSync(options.logFile, 'utf8');
    const passing = /still in use|lock file "postmaster\.pid" already exists/.test(said);
    if (!passing || performance.now() > patience) {
      throw cannotStart(said.trim().split('\n').slice(-3).join('\n'), options.logFile);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function attempt(
  binaries: Binaries,
  { folder, account }: ClusterPlace,
  { logFile, durable, settings: given, lock, socketFolder: folderGiven }: LaunchOptions,
): Promise<Held | undefined> {
  const socketFolder = folderGiven ?? makeSocketFolder(account);
  const settings = [
    sharedBuffers(),
    ...SETTINGS,
    ...(durable ? [] : NOT_DURABLE),
    ...given,
    `unix_socket_directories=${socketFolder}`,
  ];
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
  if (pid === undefined) {
    removeSocketFolder(socketFolder);
    throw cannotStart((await failed).message, logFile);
  }
  child.unref();
  const held = hold(pid, socketFolder, account, lock);
  const lives = () => beginningOf(pid) !== undefined;
  const ready = () => {
    const said = readPostmaster(folder);
    return said?.pid === pid && said.ready;
  };
  // Recovery after a crash may take a while; a process that ended never becomes ready.
  await until(() => ready() || !lives(), 120_000, 10);
  if (ready() && lives()) return held;
  // A folder that was handed in is wanted for the next attempt.
  if (folderGiven === undefined) await held.end();
  else held.abandon();
  return undefined;
}

/** A folder that only the account enters, with a short name: the path of a socket may have about a hundred bytes. */
function makeSocketFolder(account: Account | undefined): string {
  const usual = tmpdir();
  const usable = Buffer.byteLength(usual) < 60 && canReach(usual, account);
  const folder = mkdtempSync(join(usable ? usual : '/tmp', SOCKET_PREFIX));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

function cannotStart(said: string, logFile: string): StartFault {
  return new StartFault(
    `内置数据库无法启动：${said}\n完整记录见 ${logFile}`,
    `The built-in database cannot start: ${said}\nThe whole record is in ${logFile}`,
  );
}
