import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { canReach, type Account } from './account';
import type { Binaries } from './binaries';
import { placeForRoot } from './private-place';
import { StartFault } from './start-fault';

/** The one role of the built-in database; whoever reaches the private socket folder has it. */
export const ROLE = 'huanpei';

/** Where the files of the database are, and who owns them. */
export interface ClusterPlace {
  readonly folder: string;
  readonly account: Account | undefined;
  /** True when the account could not reach the data folder and the files are elsewhere. */
  readonly moved: boolean;
}

/**
 * The folder of the database for a data folder: beneath it, or where the account can reach. Files that an ordinary
 * user made earlier stay theirs: root then runs Postgres as that user.
 */
export function clusterPlace(dataDir: string, account: Account | undefined): ClusterPlace {
  const folder = join(dataDir, 'postgres');
  if (!account) {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
    if (owner !== undefined && owner !== process.getuid?.()) throw othersFiles(folder, owner);
    return { folder, account, moved: false };
  }
  const made = statSync(folder, { throwIfNoEntry: false });
  const runner = made && made.uid !== 0 ? { name: String(made.uid), uid: made.uid, gid: made.gid } : account;
  if (canReach(dataDir, runner)) return { folder, account: runner, moved: false };
  const key = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  return { folder: join(placeForRoot(account), key, 'postgres'), account, moved: true };
}

/**
 * Makes the files of an empty database unless they exist. They are made under another name first, so that what an
 * interrupted start left behind is made again and never taken for a whole database.
 *
 * @param started is told the process that makes the files, which must not outlive us
 */
export async function ensureCluster(
  { folder, account }: ClusterPlace,
  binaries: Binaries,
  options: { readonly durable: boolean; readonly started: (pid: number) => void },
): Promise<'made' | 'found'> {
  const version = join(folder, 'PG_VERSION');
  if (existsSync(version)) {
    const major = readFileSync(version, 'utf8').trim();
    if (major !== binaries.major) throw otherVersion(folder, major, binaries.major);
    return 'found';
  }
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  mkdirSync(partial, { mode: 0o700 });
  if (account) chownSync(partial, account.uid, account.gid);
  const making = promisify(execFile)(
    binaries.initdb,
    [
      '-D',
      partial,
      '-U',
      ROLE,
      '-A',
      'trust',
      '-E',
      'UTF8',
      ...locale(),
      '--no-instructions',
      ...(options.durable ? [] : ['--no-sync']),
    ],
    { ...runAs(account) },
  );
  if (making.child.pid !== undefined) options.started(making.child.pid);
  try {
    await making;
  } catch (cause) {
    const said = ((cause as { stderr?: string }).stderr ?? '').trim() || (cause as Error).message;
    throw new StartFault(
      `无法在 ${folder} 建立内置数据库：${said}`,
      `The built-in database could not be made in ${folder}: ${said}`,
      { cause },
    );
  }
  renameSync(partial, folder);
  if (options.durable) syncFolder(dirname(folder));
  return 'made';
}

/** How Postgres and its tools are started: as the account, from a folder everyone can enter, in a known environment. */
export function runAs(account: Account | undefined): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd: '/', env, ...(account && { uid: account.uid, gid: account.gid }) };
}

/** Without a UTF-8 character type, trigrams leave out Chinese. macOS calls that type by another name. */
function locale(): readonly string[] {
  const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return process.platform === 'darwin'
    ? ['--locale=C', '--lc-ctype=UTF-8', ...provider]
    : ['--locale=C.UTF-8', ...provider];
}

/** A rename is kept through a loss of power only once the folder itself is written. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function othersFiles(folder: string, owner: number): StartFault {
  return new StartFault(
    `内置数据库 ${folder} 属于另一个账户（编号 ${owner}）。请用原来的账户启动，或用 DATA_DIR 换一个目录。`,
    `The built-in database in ${folder} belongs to another account (number ${owner}). Start as the account that made it, or choose another folder with DATA_DIR.`,
  );
}

function otherVersion(folder: string, found: string, wanted: string): StartFault {
  return new StartFault(
    `${folder} 是 Postgres ${found} 的数据，而本版本使用 Postgres ${wanted}。请用原版本导出数据后再导入，或用 DATA_DIR 换一个目录。`,
    `${folder} holds data of Postgres ${found}, and this release uses Postgres ${wanted}. Export the data with the earlier release and import them, or choose another folder with DATA_DIR.`,
  );
}
