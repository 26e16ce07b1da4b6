import {
  THREADS,
  Threads,
  type InputOf,
  type PieceOf,
  type ResultOf,
  type TaskOptions,
  type TasksOf,
  type ThreadName,
  type ThreadStatus,
} from '@huanpei/app';
import { WorkerThread } from './worker-thread';

/** As built, since a thread compiles nothing. */
const MODULE = '@huanpei/app/dist/threads/threads.js';

/** The threads of this process on `node:worker_threads`; none is started before it has something to do. */
export class NodeThreads extends Threads {
  private readonly threads: ReadonlyMap<string, WorkerThread>;

  constructor(onCrash: (fault: Error) => void) {
    super();
    this.threads = new Map(
      Object.entries(THREADS).map(([thread, { mayWait }]) => [
        thread,
        new WorkerThread({ thread, module: MODULE, mayWait, onCrash }),
      ]),
    );
  }

  run<T extends ThreadName, N extends keyof TasksOf<T> & string>(
    thread: T,
    task: N,
    input: InputOf<TasksOf<T>[N]>,
    options: TaskOptions<PieceOf<TasksOf<T>[N]>>,
  ): Promise<ResultOf<TasksOf<T>[N]>> {
    const one = this.threads.get(thread);
    if (!one) throw new Error(`there is no thread ${thread}`);
    return one.run(task, input, options) as Promise<ResultOf<TasksOf<T>[N]>>;
  }

  status(): readonly ThreadStatus[] {
    return [...this.threads.values()].map((one) => one.status());
  }

  async close(): Promise<void> {
    await Promise.all([...this.threads.values()].map((one) => one.close()));
  }
}
