import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import type { ClientBase } from 'pg';

/**
 * Steps that a process goes down: beside others at work it then gets about a third of their time, alone all of it. With ten
 * it would get a tenth, and what changes would be found too late on a machine that is busy.
 */
const STEPS = 5;
/** Without special rights one session may be changed in a tenth of a second, whoever asks. */
const AGAIN_MS = 110;
/** Many connections may be opened at once, here and in other processes, and each waits for its turn. */
const TIMES = 100;

/**
 * Lets processes give way to all others of this machine, where the system lets us. A few cores then answer before they
 * write, and writing takes what is left.
 */
export class GivingWay {
  /** Sessions are changed one after the other, since the system refuses two at once. */
  private moving: Promise<void> = Promise.resolve();
  private told = false;

  constructor(
    /** Told once why not: it is the same for every process. */
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** The process of the built-in database that serves this connection. */
  async connection(client: Pick<ClientBase, 'query'>): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid;
    if (pid !== undefined) this.process(pid);
  }

  /** A process that leads a session of its own, as each of Postgres does. Its session follows a moment later. */
  process(pid: number): void {
    try {
      for (const one of [pid, ...threadsOf(pid)]) setPriority(one, lowest(getPriority(one) + STEPS));
      // Linux may share its time among sessions first: alone in one, a process gives way to nobody by the number above.
      const group = groupOf(pid);
      if (group === undefined || group.name === groupOf('self')?.name) return;
      this.moving = this.moving.then(() => moveGroup(pid, lowest(group.steps + STEPS))).catch(this.tell);
    } catch (fault) {
      this.tell(fault);
    }
  }

  private readonly tell = (fault: unknown): void => {
    // It ended in the meantime, and its number with it.
    if (isGone(fault) || this.told) return;
    this.told = true;
    this.onFault(fault);
  };
}

const lowest = (steps: number): number => Math.min(constants.priority.PRIORITY_LOW, steps);

/** Those besides the first: Linux counts each thread by itself, and a new one as the one that made it. */
function threadsOf(pid: number): readonly number[] {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map(Number)
    .filter((thread) => thread !== pid);
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

/** The session with which a process shares its time, and its steps; undefined where sessions do not share it. */
function groupOf(pid: number | 'self'): { readonly name: string; readonly steps: number } | undefined {
  try {
    const [name, , steps] = readFileSync(`/proc/${pid}/autogroup`, 'utf8').trim().split(' ');
    return name === undefined ? undefined : { name, steps: Number(steps ?? 0) };
  } catch (fault) {
    // Another system, or a kernel without it.
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

function isGone(fault: unknown): boolean {
  const { code, info } = fault as { code?: unknown; info?: { code?: unknown } };
  return [code, info?.code].some((one) => one === 'ENOENT' || one === 'ESRCH');
}
