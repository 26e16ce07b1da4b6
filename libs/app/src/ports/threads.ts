import type { THREADS } from '../threads/threads';

/**
 * What a task is given beside its input.
 *
 * @typeParam P what it takes piece by piece
 */
export interface TaskControl<P = unknown> {
  /**
   * True from the moment the task should end with what it has: its time is over, or nobody waits for it any more. Cheap
   * enough to be asked in an inner loop. A task that goes on regardless is ended together with its thread.
   */
  stopped(): boolean;
  /** What was sent before the input, in order. */
  readonly pieces: readonly P[];
}

/** A result whose bytes are handed over to the asker instead of being copied; the thread has them no longer. */
export class Transferred<T> {
  constructor(
    readonly value: T,
    readonly buffers: readonly ArrayBuffer[],
  ) {}
}

/**
 * One task: from input to result, both plain data that survive a structured clone (no functions, no class instances). It
 * runs alone in its thread until it returns.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ThreadTask = (input: any, control: TaskControl<any>) => unknown;

/** One thread of the process. */
export interface ThreadDefinition {
  /** So many tasks may wait for their turn; one more is refused. */
  readonly mayWait: number;
  /** Makes the tasks; called once in each new thread, so they can share what they hold. */
  readonly tasks: () => Readonly<Record<string, ThreadTask>>;
}

export type ThreadName = keyof typeof THREADS;
export type TasksOf<T extends ThreadName> = ReturnType<(typeof THREADS)[T]['tasks']>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type InputOf<Task> = Task extends (input: infer I, control: TaskControl<any>) => unknown ? I : never;
export type PieceOf<Task> = Task extends (input: never, control: TaskControl<infer P>) => unknown ? P : never;
export type ResultOf<Task> = Task extends (...all: never[]) => infer R
  ? Awaited<R> extends Transferred<infer T>
    ? T
    : Awaited<R>
  : never;

export interface TaskOptions<P = unknown> {
  /** Milliseconds the task may run, by the clock, from its start in the thread: then `stopped()` is true. */
  readonly limitMs: number;
  /** Milliseconds it may wait for its turn before it is refused as `BUSY`; as long as it takes when left out. */
  readonly patienceMs?: number;
  /** Aborted, it is taken out of the queue, or told to stop; the asker hears of it at once. */
  readonly signal?: AbortSignal;
  /**
   * Sent before the input one by one, with others answered in between: a whole market at once would hold this thread up
   * while it is copied.
   */
  readonly pieces?: Iterable<P>;
  /** Buffers of the input that are handed over instead of being copied. */
  readonly transfer?: readonly ArrayBuffer[];
}

/**
 * Why a task came to nothing though nothing is wrong with it. `BUSY`: too many wait, or it waited too long, and it never
 * began. `OVERRAN`: it did not stop when its time was over. `CRASHED`: its thread ended under it, for instance out of
 * memory. `CLOSED`: the process is stopping.
 */
export const THREAD_FAULTS = ['BUSY', 'OVERRAN', 'CRASHED', 'CLOSED'] as const;

export class ThreadFault extends Error {
  override readonly name = 'ThreadFault';

  constructor(
    readonly code: (typeof THREAD_FAULTS)[number],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How one thread stands. */
export interface ThreadStatus {
  readonly thread: string;
  /** `OFF` until somebody asks, and after a crash until somebody asks again. */
  readonly state: 'OFF' | 'IDLE' | 'RUNNING';
  /** The task that runs, and for how many milliseconds. */
  readonly task: string | null;
  readonly runningMs: number | null;
  readonly waiting: number;
  /** How many tasks gave a result, and how many a fault (those that were given up not counted). */
  readonly done: number;
  readonly failed: number;
  /** How many threads have ended though nobody closed them. */
  readonly crashes: number;
  /** Why the last thread ended before it could take a task; absent once one could. */
  readonly fault?: string;
}

/**
 * Threads of this process for what would keep it from answering others: trains, rebuilds, reverse matching. Each takes
 * one task at a time, in order, and lives on between them, so that tasks can hold state.
 *
 * A thread that crashed, or was ended because a task overran, is replaced when the next task comes, and **the new one
 * holds nothing**: a task that builds on what an earlier one left must find out by itself that it is not there, and say so
 * in its result.
 */
export abstract class Threads {
  /** Throws a `ThreadFault`, the reason of the signal, or what the task itself threw. */
  abstract run<T extends ThreadName, N extends keyof TasksOf<T> & string>(
    thread: T,
    task: N,
    input: InputOf<TasksOf<T>[N]>,
    options: TaskOptions<PieceOf<TasksOf<T>[N]>>,
  ): Promise<ResultOf<TasksOf<T>[N]>>;

  abstract status(): readonly ThreadStatus[];
}
