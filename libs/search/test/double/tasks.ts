import { Fault, only } from './fault';

export interface Task {
  readonly uid: number;
  indexUid: string | null;
  readonly type: string;
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  readonly details: Readonly<Record<string, unknown>>;
  error: { message: string; code: string; type: string; link: string } | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

const TASK_DELAY_MS = 2;
const PARAMETERS = [
  'limit',
  'from',
  'reverse',
  'uids',
  'statuses',
  'types',
  'indexUids',
  'beforeEnqueuedAt',
  'afterEnqueuedAt',
];

/** Writes are tasks, done later, one after the other in the order they came. */
export class TaskQueue {
  private readonly tasks: Task[] = [];
  private readonly failing = new Map<string, string>();
  private queue = Promise.resolve();
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;

  /** Lets the next task of this type fail after it was accepted. */
  failNext(type: string, code: string): void {
    this.failing.set(type, code);
  }

  /** Tasks are accepted and wait. */
  pause(): void {
    this.gate = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  resume(): void {
    this.open();
    this.gate = Promise.resolve();
  }

  /** As if everything waiting had been accepted so much earlier. */
  backdate(ms: number): void {
    for (const task of this.tasks.filter(({ status }) => status === 'enqueued')) {
      task.enqueuedAt = new Date(Date.parse(task.enqueuedAt) - ms).toISOString();
    }
  }

  enqueue(indexUid: string | null, type: string, work: () => void, details: Task['details'] = {}) {
    const task: Task = {
      uid: this.tasks.length,
      indexUid,
      type,
      status: 'enqueued',
      details,
      error: null,
      enqueuedAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
    };
    this.tasks.push(task);
    this.queue = this.queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, TASK_DELAY_MS));
      await this.gate;
      task.status = 'processing';
      task.startedAt = new Date().toISOString();
      try {
        const code = this.failing.get(type);
        this.failing.delete(type);
        if (code !== undefined) throw new Fault(500, code, 'The disk is full.', 'internal');
        work();
        task.status = 'succeeded';
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        task.status = 'failed';
        task.error = { message: error.message, code: error.code, type: error.type, link: '' };
      }
      task.finishedAt = new Date().toISOString();
    });
    return {
      status: 202,
      body: { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt: task.enqueuedAt },
    };
  }

  one(uid: number, seen: (task: Task) => boolean): unknown {
    const task = this.tasks[uid];
    if (!task || !seen(task)) throw new Fault(404, 'task_not_found', `Task \`${uid}\` not found.`);
    return shown(task);
  }

  /** `GET /tasks`: newest first unless reversed, at most `limit` from `from` on, with the total of what matches. */
  list(parameters: URLSearchParams, seen: (task: Task) => boolean): unknown {
    const given = Object.fromEntries(parameters);
    only(given, PARAMETERS, 'parameter');
    const among = (name: string) => {
      const text = given[name];
      return text === undefined || text === '*' ? undefined : new Set(text.split(','));
    };
    const [uids, statuses, types, indexUids] = [among('uids'), among('statuses'), among('types'), among('indexUids')];
    const reverse = given['reverse'] === 'true';
    const found = this.tasks
      .filter(seen)
      .filter(({ uid }) => uids?.has(String(uid)) ?? true)
      .filter(({ status }) => statuses?.has(status) ?? true)
      .filter(({ type }) => types?.has(type) ?? true)
      .filter(({ indexUid }) => (indexUids === undefined ? true : indexUid !== null && indexUids.has(indexUid)))
      .filter(({ enqueuedAt }) => given['beforeEnqueuedAt'] === undefined || enqueuedAt < given['beforeEnqueuedAt'])
      .filter(({ enqueuedAt }) => given['afterEnqueuedAt'] === undefined || enqueuedAt > given['afterEnqueuedAt']);
    const ordered = reverse ? found : [...found].reverse();
    const from = given['from'] === undefined ? undefined : Number(given['from']);
    const rest = ordered.filter(({ uid }) => from === undefined || (reverse ? uid >= from : uid <= from));
    const limit = Number(given['limit'] ?? 20);
    return {
      results: rest.slice(0, limit).map(shown),
      total: found.length,
      limit,
      from: rest[0]?.uid ?? null,
      next: rest[limit]?.uid ?? null,
    };
  }

  /** After a swap the history of each is the other's; what waits keeps the name it was sent to. */
  swapHistory(a: string, b: string): void {
    for (const task of this.tasks) {
      if (task.status === 'enqueued') continue;
      if (task.indexUid === a) task.indexUid = b;
      else if (task.indexUid === b) task.indexUid = a;
    }
  }

  /** When everything accepted is done. */
  async settled(): Promise<void> {
    await this.queue;
  }
}

function shown(task: Task): unknown {
  return { ...task, batchUid: task.status === 'enqueued' ? null : task.uid, canceledBy: null, duration: null };
}
