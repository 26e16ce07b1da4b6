import { readFileSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import type { ClientBase } from 'pg';

/** Steps that a process goes down: beside others at work it then gets about a third of their time, alone all of it. */
const STEPS = 5;
/** Without special rights a session may be changed ten times a second in all. */
const AGAIN_MS = 150;
const TIMES = 5;

/**
 * Lets the process of the built-in database that serves this connection give way to all others of this machine, where the
 * system lets us. A few cores then answer before they write, and writing takes what is left.
 */
export async function giveWay(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid;
  if (pid === undefined) return;
  const steps = Math.min(constants.priority.PRIORITY_LOW, getPriority() + STEPS);
  setPriority(pid, steps);
  // Linux may share its time among sessions first, and each process of Postgres is a session of its own: alone in it, it
  // gives way to nobody by the number above.
  const group = groupOf(pid);
  if (group !== undefined && group !== groupOf('self')) await moveGroup(pid, steps);
}

async function moveGroup(pid: number, steps: number): Promise<void> {
  for (let again = TIMES; ; again -= 1) {
    try {
      writeFileSync(`/proc/${pid}/autogroup`, String(steps));
      return;
    } catch (fault) {
      if (again === 0 || (fault as NodeJS.ErrnoException).code !== 'EAGAIN') throw fault;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** Which sessions share their time; undefined where they do not. */
function groupOf(pid: number | 'self'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/autogroup`, 'utf8').split(' ')[0];
  } catch (fault) {
    // Another system, or a kernel without it.
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
