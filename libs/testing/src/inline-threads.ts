import {
  THREADS,
  ThreadFault,
  Threads,
  Transferred,
  type InputOf,
  type PieceOf,
  type ResultOf,
  type TaskOptions,
  type TasksOf,
  type ThreadName,
  type ThreadStatus,
  type ThreadTask,
} from '@huanpei/app';

/** Threads that are none: each task runs at once, in this process, on a copy of its input as a thread would get it. */
export class InlineThreads extends Threads {
  private readonly tasks = new Map<ThreadName, Readonly<Record<string, ThreadTask>>>();
  private crashing = 0;
  /** How many tasks were run, by name. */
  readonly ran: Record<string, number> = {};

  /** Every thread ends, with what it holds. */
  lose(): void {
    this.tasks.clear();
  }

  /** The next tasks, so many, end with their thread. */
  crash(times = 1): void {
    this.crashing = times;
  }

  async run<T extends ThreadName, N extends keyof TasksOf<T> & string>(
    thread: T,
    task: N,
    input: InputOf<TasksOf<T>[N]>,
    { transfer = [], pieces = [] }: TaskOptions<PieceOf<TasksOf<T>[N]>>,
  ): Promise<ResultOf<TasksOf<T>[N]>> {
    const given = structuredClone(input, { transfer: [...transfer] });
    const sent = structuredClone([...pieces]);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.crashing > 0) {
      this.crashing -= 1;
      this.tasks.delete(thread);
      throw new ThreadFault('CRASHED', `the thread ${thread} ended`);
    }
    const tasks: Readonly<Record<string, ThreadTask>> = this.tasks.get(thread) ?? THREADS[thread].tasks();
    this.tasks.set(thread, tasks);
    this.ran[task] = (this.ran[task] ?? 0) + 1;
    const result = await tasks[task]?.(given, { stopped: () => false, pieces: sent });
    return (
      result instanceof Transferred
        ? structuredClone(result.value, { transfer: [...result.buffers] })
        : structuredClone(result)
    ) as ResultOf<TasksOf<T>[N]>;
  }

  status(): readonly ThreadStatus[] {
    return [];
  }
}
