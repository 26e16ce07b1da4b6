import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ThreadFault, type TaskOptions, type ThreadStatus } from '@huanpei/app';
import type { MessageToThread, TaskMessage, ThreadMessage, ThreadStart } from './messages';

/**
 * A thread loads what was built, also for a spec that itself runs from source: `npm test` builds first. The path is the
 * same from `src` and from `dist`.
 */
const ENTRY = join(__dirname, '../../dist/threads/thread-entry.js');

/** How long a task that was told to stop is waited for before its thread is ended. */
const GRACE_MS = 2_000;

/** A thread that has not loaded its code and what the task takes by then is given up; it takes seconds at most. */
const START_MS = 30_000;

export interface WorkerThreadOptions {
  readonly thread: string;
  /** What to load the tasks from: a `ThreadModule`. */
  readonly module: string;
  readonly mayWait: number;
  readonly graceMs?: number;
  /** Told when a thread ended though nobody closed it. */
  readonly onCrash?: (fault: Error) => void;
}

interface Queued {
  readonly message: TaskMessage;
  readonly pieces: Iterable<unknown>;
  readonly transfer: readonly ArrayBuffer[];
  resolve(value: unknown): void;
  reject(fault: unknown): void;
  /** Lets go of the signal and of the timer. */
  release(): void;
}

interface Running extends Queued {
  readonly since: number;
  /** Nobody waits for it any more. */
  givenUp: boolean;
  /** The thread was sent all of it. */
  sent: boolean;
  /** The thread has begun with it. */
  begun: boolean;
  killer: NodeJS.Timeout | undefined;
}

/**
 * One long-lived thread that does named tasks one at a time, in the order they were asked for. Started by the first task,
 * and anew by the next one after a crash. Its queue is kept on this side, so that what waits survives a crash, can be
 * taken back, and is bounded.
 */
export class WorkerThread {
  private worker: Worker | undefined;
  private ready = false;
  private readonly stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private readonly queue: Queued[] = [];
  private running: Running | undefined;
  private ending: Promise<unknown> | undefined;
  private closed = false;
  private readonly counts = { done: 0, failed: 0, crashes: 0 };
  private fault: string | undefined;

  constructor(private readonly options: WorkerThreadOptions) {}

  /** Throws a `ThreadFault`, the reason of the signal, or what the task itself threw. */
  run(
    task: string,
    input: unknown,
    { limitMs, patienceMs, signal, pieces = [], transfer = [] }: TaskOptions,
  ): Promise<unknown> {
    const { thread, mayWait } = this.options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (this.closed) return reject(closing(thread));
      if ((this.running || this.ending) && this.queue.length >= mayWait)
        return reject(new ThreadFault('BUSY', `${mayWait} tasks are waiting for the thread ${thread} already`));
      let patience: NodeJS.Timeout | undefined;
      const aborted = () => this.giveUp(queued, signal?.reason);
      const queued: Queued = {
        message: { kind: 'TASK', task, input, limitMs },
        pieces,
        transfer,
        resolve,
        reject,
        release: () => {
          signal?.removeEventListener('abort', aborted);
          clearTimeout(patience);
        },
      };
      signal?.addEventListener('abort', aborted, { once: true });
      if (patienceMs !== undefined) {
        const late = new ThreadFault('BUSY', `${task} waited ${patienceMs} ms for the thread ${thread} in vain`);
        patience = setTimeout(() => this.queue.includes(queued) && this.giveUp(queued, late), patienceMs);
      }
      this.queue.push(queued);
      this.next();
    });
  }

  status(): ThreadStatus {
    const { running, worker, counts, fault } = this;
    return {
      thread: this.options.thread,
      state: running ? 'RUNNING' : worker ? 'IDLE' : 'OFF',
      task: running?.message.task ?? null,
      runningMs: running ? Math.round(performance.now() - running.since) : null,
      waiting: this.queue.length,
      ...counts,
      ...(fault === undefined ? {} : { fault }),
    };
  }

  /** What waits is refused, what runs is told to stop and its asker that it was; then the thread ends. */
  async close(): Promise<void> {
    this.closed = true;
    for (const queued of this.queue.splice(0)) this.settle(queued, () => queued.reject(closing(this.options.thread)));
    if (this.running) this.giveUp(this.running, closing(this.options.thread));
    const { worker } = this;
    if (!worker) return void (await this.ending);
    await worker.terminate();
  }

  private next(): void {
    if (this.running || this.ending) return;
    const queued = this.queue.shift();
    if (!queued) return this.worker?.unref();
    const worker = (this.worker ??= this.start());
    worker.ref();
    const running: Running = {
      ...queued,
      since: performance.now(),
      givenUp: false,
      sent: false,
      begun: false,
      killer: undefined,
    };
    this.running = running;
    Atomics.store(this.stop, 0, 0);
    void this.send(worker, running);
  }

  /** Sends the pieces, answering others in between, then the task. Never throws. */
  private async send(worker: Worker, running: Running): Promise<void> {
    const post = (message: MessageToThread, transfer: readonly ArrayBuffer[] = []) =>
      worker.postMessage(message, transfer);
    try {
      for (const piece of running.pieces) {
        post({ kind: 'PIECE', piece });
        await new Promise((resolve) => setImmediate(resolve));
        // The thread ended, and the task with it.
        if (this.running !== running) return;
        if (running.givenUp) break;
      }
      if (!running.givenUp) {
        post(running.message, running.transfer);
        running.sent = true;
        return this.watch(running);
      }
    } catch (fault) {
      // What it takes is no plain data.
      this.counts.failed += 1;
      this.settle(running, () => running.reject(fault));
    }
    post({ kind: 'FORGET' });
    this.take();
    this.next();
  }

  private get grace(): number {
    return this.options.graceMs ?? GRACE_MS;
  }

  private giveUp(queued: Queued, reason: unknown): void {
    const at = this.queue.indexOf(queued);
    const { running } = this;
    if (at >= 0) this.queue.splice(at, 1);
    else if (running?.message === queued.message && !running.givenUp) {
      running.givenUp = true;
      Atomics.store(this.stop, 0, 1);
      if (running.sent) this.watch(running);
    } else return;
    this.settle(queued, () => queued.reject(reason));
  }

  private settle(queued: Queued, how: () => void): void {
    queued.release();
    how();
  }

  /** Ends the thread when the task goes on though it was to stop. Its time begins with it, in the thread. */
  private watch(running: Running): void {
    const { task, limitMs } = running.message;
    const [ms, what] = !running.begun
      ? [START_MS, 'did not begin']
      : running.givenUp
        ? [this.grace, 'did not stop when nobody waited for it any more']
        : [limitMs + this.grace, `did not stop when its ${limitMs} ms were over`];
    clearTimeout(running.killer);
    running.killer = setTimeout(() => this.lose(new ThreadFault('OVERRAN', `${task} ${what}`)), ms);
    running.killer.unref();
  }

  private start(): Worker {
    const { thread, module } = this.options;
    this.ready = false;
    const workerData: ThreadStart = { module, thread, stop: this.stop.buffer as SharedArrayBuffer };
    const worker = new Worker(ENTRY, { name: `huanpei ${thread}`, workerData });
    worker.on('message', (message: ThreadMessage) => this.heard(worker, message));
    worker.on('error', (fault: Error) => this.ended(worker, fault));
    worker.on('exit', (code) => this.ended(worker, new Error(`it ended with ${code}`)));
    return worker;
  }

  private heard(worker: Worker, message: ThreadMessage): void {
    if (worker !== this.worker) return;
    if (message.kind === 'READY') {
      this.ready = true;
      this.fault = undefined;
      return;
    }
    if (message.kind === 'BEGUN') {
      if (!this.running) return;
      this.running.begun = true;
      return this.watch(this.running);
    }
    const running = this.take();
    if (running && !running.givenUp) {
      const isResult = message.kind === 'RESULT';
      this.counts[isResult ? 'done' : 'failed'] += 1;
      this.settle(running, () => (isResult ? running.resolve(message.value) : running.reject(message.fault)));
    }
    this.next();
  }

  private ended(worker: Worker, fault: Error): void {
    if (worker !== this.worker || this.closed) return;
    this.lose(
      new ThreadFault('CRASHED', `the thread ${this.options.thread} ended: ${fault.message}`, { cause: fault }),
    );
  }

  /** The thread is given up together with the task that runs in it; the next task gets a new one. */
  private lose(fault: ThreadFault): void {
    const { worker } = this;
    this.worker = undefined;
    this.counts.crashes += 1;
    if (!this.ready) this.fault = fault.message;
    const running = this.take();
    if (running && !running.givenUp) {
      this.counts.failed += 1;
      this.settle(running, () => running.reject(fault));
    }
    this.options.onCrash?.(fault);
    // One at a time: the new one begins when the old one is gone.
    this.ending = worker?.terminate().finally(() => {
      this.ending = undefined;
      if (!this.closed) this.next();
    });
  }

  private take(): Running | undefined {
    const { running } = this;
    this.running = undefined;
    clearTimeout(running?.killer);
    return running;
  }
}

const closing = (thread: string): ThreadFault => new ThreadFault('CLOSED', `the thread ${thread} is closed`);
