import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import type { ClientBase } from 'pg';
import { beginningOf, readProc } from './processes';

/**
 * Steps that a process goes down for good where it may not come up again, as nobody may without special rights: beside
 * others at work it then gets about a third of their time, alone all of it.
 */
const STEPS = 5;
/** Steps that its session goes down, which may come up again as far as it came from: a tenth of the time of others. */
const SESSION_STEPS = 10;
/** Without special rights one session may be changed in a tenth of a second, whoever asks. */
const AGAIN_MS = 110;
/** Many connections may be opened at once, here and in other processes, and each waits for its turn. */
const TIMES = 100;

/** A process that gives way, and where it came from. */
interface Member {
  readonly pid: number;
  /** When it began: its number comes round again. Undefined where asking is not cheap. */
  readonly beginning: string | undefined;
  readonly priority: number;
  /** Of its session, where Linux shares time by sessions and it leads one. */
  readonly session: number | undefined;
}

/**
 * Lets processes give way to all others of this machine, where the system lets us. A few cores then answer before they
 * write, and writing takes what is left. Where that is too little, they can catch up: then they give way to nobody.
 */
export class GivingWay {
  private readonly members = new Map<number, Member>();
  private catchingUp = false;
  /** Sessions are changed one after the other, since the system refuses two at once. */
  private moving: Promise<void> = Promise.resolve();
  private told = false;

  constructor(
    /** Told once why not: it is the same for every process. */
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** The process of the built-in database that serves this connection. */
  async connection(client: Pick<ClientBase, 'query' | 'once'>): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid;
    if (pid === undefined) return;
    this.process(pid);
    client.once('end', () => this.members.delete(pid));
  }

  /** Its session follows a moment later, where it leads one, as each process of Postgres does. */
  process(pid: number): void {
    try {
      const session = leadsSession(pid) ? sessionSteps(pid) : undefined;
      const member = { pid, beginning: cheapBeginningOf(pid), priority: getPriority(pid), session };
      this.members.set(pid, member);
      this.move(member);
    } catch (fault) {
      this.tell(fault);
    }
  }

  /** Whether they give way to nobody until this is said to be over; where the system does not let them, nothing changes. */
  catchUp(now: boolean): void {
    if (this.catchingUp === now) return;
    this.catchingUp = now;
    for (const member of this.members.values()) this.move(member);
  }

  private move(member: Member): void {
    const { pid, priority, session } = member;
    if (this.isGone(member)) return;
    const steps = lowest(priority + (this.catchingUp ? 0 : STEPS));
    for (const one of [pid, ...threadsOf(pid)]) {
      try {
        setPriority(one, steps);
      } catch (fault) {
        // Down it may go, and up its session may, which counts where there is one.
        if (!this.catchingUp) this.tell(fault);
      }
    }
    // Linux may share its time among sessions first: alone in one, a process gives way to nobody by the number above.
    if (session === undefined) return;
    // Asked anew at each time: it may end, and be told otherwise, while it waits.
    const wanted = (): number | undefined =>
      this.isGone(member) ? undefined : lowest(session + (this.catchingUp ? 0 : SESSION_STEPS));
    this.moving = this.moving.then(() => moveSession(pid, wanted)).catch((fault: unknown) => this.tell(fault));
  }

  private isGone({ pid, beginning }: Member): boolean {
    if (this.members.has(pid) && cheapBeginningOf(pid) === beginning) return false;
    this.members.delete(pid);
    return true;
  }

  private tell(fault: unknown): void {
    // It ended in the meantime, and its number with it.
    if (isOfGone(fault) || this.told) return;
    this.told = true;
    this.onFault(fault);
  }
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

/** @param wanted undefined where nothing is any more */
async function moveSession(pid: number, wanted: () => number | undefined): Promise<void> {
  for (let again = TIMES; ; again -= 1) {
    const steps = wanted();
    if (steps === undefined || sessionSteps(pid) === steps) return;
    try {
      writeFileSync(`/proc/${pid}/autogroup`, String(steps));
      return;
    } catch (fault) {
      if (again === 0 || (fault as NodeJS.ErrnoException).code !== 'EAGAIN') throw fault;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** Others may be in a session that it does not lead. */
function leadsSession(pid: number): boolean {
  const status = readProc(pid, 'stat');
  // After the name, which may hold anything: state, parent, group, session (proc(5)).
  return status !== undefined && Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[3]) === pid;
}

/** The steps of the session with which a process shares its time; undefined where sessions do not share it. */
function sessionSteps(pid: number): number | undefined {
  const [, , steps] = readProc(pid, 'autogroup')?.trim().split(' ') ?? [];
  return steps === undefined ? undefined : Number(steps);
}

/** Elsewhere than on Linux another program has to be asked. */
const cheapBeginningOf = (pid: number): string | undefined =>
  process.platform === 'linux' ? beginningOf(pid) : undefined;

function isOfGone(fault: unknown): boolean {
  const { code, info } = fault as { code?: unknown; info?: { code?: unknown } };
  return [code, info?.code].some((one) => one === 'ENOENT' || one === 'ESRCH');
}
