import type { BringOptions, RowKind, Written } from '@huanpei/app';
import type { BringTask } from './search-writer-tasks';
import { WorkerThread } from './worker-thread';

/** For a piece of thousands, which takes seconds where nobody else works. */
const LIMIT_MS = 600_000;

/** A second writer of the index of Postgres, in a thread: documents are made and cut on two cores. */
export class SearchWriterThread {
  private readonly thread: WorkerThread;

  constructor(
    private readonly options: Pick<BringTask, 'databaseUrl' | 'givesWay'> & {
      /** Told when the thread ended though nobody closed it. */
      readonly onCrash?: (fault: Error) => void;
    },
  ) {
    const { onCrash } = options;
    this.thread = new WorkerThread({
      thread: 'rebuild',
      // Beside the program of all threads, which loads it.
      module: './search-writer-tasks.js',
      mayWait: 4,
      ...(onCrash && { onCrash }),
    });
  }

  /** As `SearchWriter` does. */
  bring(kind: RowKind, ids: readonly string[], { piece = ids.length }: BringOptions = {}): Promise<Written> {
    const { databaseUrl, givesWay } = this.options;
    const task: BringTask = { databaseUrl, givesWay, kind, ids, piece };
    return this.thread.run('bring', task, { limitMs: LIMIT_MS }) as Promise<Written>;
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}
