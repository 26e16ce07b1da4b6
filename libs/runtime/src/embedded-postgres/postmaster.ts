import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { ROLE } from './cluster';
import { beginningOf, commandOf, signal, until } from './processes';

/** Port 5432 only names the socket file; nothing listens on the network. */
const PORT = 5432;

/** How the names of our socket folders begin. */
export const SOCKET_PREFIX = 'hp-';

/** What Postgres writes about itself into its data folder while it runs. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly ready: boolean;
}

/** What `postmaster.pid` says; undefined when there is none, or it is not yet whole. */
export function readPostmaster(folder: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, socketFolder: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * A Postgres that an earlier start left running on this folder and that answers; a connection is the proof, since the
 * number alone may belong to something else by now. One that does not answer is ended, and what is left of a dead one
 * is cleared away.
 */
export async function takeOverOrphan(
  folder: string,
  options: { readonly keepSocketFolder?: boolean } = {},
): Promise<Postmaster | undefined> {
  const left = readPostmaster(folder);
  if (!left) return undefined;
  const ours = commandOf(left.pid)?.includes(folder) ?? false;
  if (ours && (await servesFolder(left, folder))) return left;
  if (ours) await endPostmaster(left.pid);
  // Postgres would refuse to start for as long as another process happens to have this number.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  if (!options.keepSocketFolder) removeSocketFolder(left.socketFolder);
  return undefined;
}

async function servesFolder({ socketFolder }: Postmaster, folder: string): Promise<boolean> {
  if (socketFolder === '') return false;
  const client = new Client({ connectionString: urlOf(socketFolder, 'postgres'), connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === folder;
  } catch {
    // Whatever the reason, it cannot be used; the caller ends it.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Ends Postgres: disconnects everyone and writes everything down; by force after ten seconds.
 *
 * @param began when it began, lest its number belong to another process by now
 */
export async function endPostmaster(pid: number, began = beginningOf(pid)): Promise<void> {
  if (began === undefined || beginningOf(pid) !== began) return;
  const gone = () => beginningOf(pid) !== began;
  signal(pid, 'SIGINT');
  if (await until(gone, 10_000, 10)) return;
  signal(pid, 'SIGKILL');
  await until(gone, 5_000, 10);
}

/** Removes a folder of ours; anything else that a damaged file names is left alone. */
export function removeSocketFolder(socketFolder: string): void {
  if (basename(socketFolder).startsWith(SOCKET_PREFIX)) rmSync(socketFolder, { recursive: true, force: true });
}

/** The address of a database behind a socket folder. Says port and TLS itself, so that PGPORT and PGSSLMODE do not. */
export function urlOf(socketFolder: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(socketFolder)}&port=${PORT}&user=${ROLE}&sslmode=disable`;
}
