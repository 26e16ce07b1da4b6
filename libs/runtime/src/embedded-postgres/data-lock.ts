import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf, signal, until } from './processes';
import { StartFault } from './start-fault';

interface Holder {
  readonly pid: number;
  readonly began: string;
}

interface Contents extends Holder {
  /** Processes that the holder started and that must be gone before anyone takes its place. */
  readonly children: readonly Holder[];
}

/** The hold of one running product on its DATA_DIR. */
export interface DataLock {
  /** Names a process of ours that must be gone before another start goes on, should we be killed. */
  record(pid: number): void;
  release(): void;
}

const fileIn = (dataDir: string) => join(dataDir, 'lock');

/** Whether a living process other than this one holds the folder. */
export function heldByAnother(dataDir: string): number | undefined {
  const contents = read(fileIn(dataDir));
  return contents && contents.pid !== process.pid && lives(contents) ? contents.pid : undefined;
}

/**
 * Takes the folder for this process. A lock left by a killed process is taken over, once the processes it had started
 * are gone: they are asked to go, and made to after ten seconds.
 */
export async function lockDataDir(dataDir: string): Promise<DataLock> {
  const file = fileIn(dataDir);
  const began = beginningOf(process.pid) ?? '';
  let contents: Contents = { pid: process.pid, began, children: [] };
  // Written whole and then linked, so that nobody reads half a lock.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(contents), { mode: 0o644 });
  try {
    while (!linked(mine, file)) {
      const holder = read(file);
      if (holder && lives(holder)) throw inUse(dataDir, holder.pid);
      await Promise.all((holder?.children ?? []).map(dismiss));
      discard(file, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    record(pid) {
      contents = {
        ...contents,
        children: [...contents.children.filter(lives), { pid, began: beginningOf(pid) ?? '' }],
      };
      writeFileSync(mine, JSON.stringify(contents), { mode: 0o644 });
      renameSync(mine, file);
    },
    release() {
      if (read(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

const lives = ({ pid, began }: Holder): boolean => beginningOf(pid) === began;

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Contents | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Contents;
  } catch (error) {
    // A lock is never written in part; one that cannot be read was damaged with the disk and holds nothing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Removes an abandoned lock, unless somebody has taken it over since it was read: then it is put back. */
function discard(file: string, abandoned: Contents | undefined): void {
  const away = `${file}.abandoned.${process.pid}`;
  try {
    renameSync(file, away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = read(away);
  if (taken && (taken.pid !== abandoned?.pid || taken.began !== abandoned.began)) linked(away, file);
  rmSync(away, { force: true });
}

async function dismiss(child: Holder): Promise<void> {
  if (!lives(child)) return;
  signal(child.pid, 'SIGINT');
  if (await until(() => !lives(child), 10_000)) return;
  signal(child.pid, 'SIGKILL');
  await until(() => !lives(child), 5_000);
}

function inUse(dataDir: string, pid: number): StartFault {
  return new StartFault(
    `数据目录 ${dataDir} 正被另一个环配进程（进程号 ${pid}）使用。请先停止它，或用 DATA_DIR 换一个目录、用 PORT 换一个端口。`,
    `The data folder ${dataDir} is in use by another Huanpei process (number ${pid}). Stop that one first, or choose another folder with DATA_DIR and another port with PORT.`,
  );
}
