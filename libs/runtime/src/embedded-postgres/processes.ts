import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, in the system's own terms: with its number it names one process for good, since numbers come
 * round again. Undefined when there is none, or only a zombie is left of it.
 */
export function beginningOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    const stat = readProc(pid, 'stat');
    // The name, in parentheses, may itself hold spaces and parentheses.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  }
  const row = ps(pid, 'state=,lstart=');
  return row === undefined || row.startsWith('Z') ? undefined : row.replace(/^\S+\s+/, '');
}

/** The command a process was started with, arguments separated by spaces; undefined when there is none. */
export function commandOf(pid: number): string | undefined {
  if (beginningOf(pid) === undefined) return undefined;
  if (process.platform === 'linux') return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim();
  return ps(pid, 'command=');
}

/** A file of a process on Linux; undefined on another system, on a kernel without it, or when there is no such process. */
export function readProc(pid: number, file: 'stat' | 'cmdline' | 'autogroup'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

function ps(pid: number, columns: string): string | undefined {
  const row = spawnSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
  return row === '' ? undefined : row;
}

/** Sends a signal; false when there is no such process any more. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Asks again until the answer is yes or the time is up; answers whether it was yes. For what sends no event. */
export async function until(
  claim: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await claim()) return true;
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
