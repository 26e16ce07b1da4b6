import { parentPort, workerData } from 'node:worker_threads';
import type { MessageToThread, TaskMessage, ThreadMessage, ThreadModule, ThreadStart } from './messages';

/** What a thread runs: it makes its tasks once, then does one after the other as they are sent. */
function serve(): void {
  const { module, thread, stop } = workerData as ThreadStart;
  // Known only now, and only it: the whole of the application would take five times as long to load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { THREADS, Transferred } = require(module) as ThreadModule;
  const tasks = THREADS[thread]?.tasks();
  const port = parentPort;
  if (!tasks || !port) throw new Error(`there is no thread ${thread} in ${module}`);
  const flag = new Int32Array(stop);
  const answer = (message: ThreadMessage, buffers: readonly ArrayBuffer[] = []) => port.postMessage(message, buffers);

  let pieces: unknown[] = [];

  port.on('message', (message: MessageToThread) => {
    switch (message.kind) {
      case 'PIECE':
        pieces.push(message.piece);
        return;
      case 'FORGET':
        pieces = [];
        return;
      case 'TASK':
        begin(message, pieces);
        pieces = [];
    }
  });
  answer({ kind: 'READY' });

  function begin({ task, input, limitMs }: TaskMessage, of: readonly unknown[]): void {
    // What was sent before it may have taken its time to arrive; the time of the task begins here.
    answer({ kind: 'BEGUN' });
    const end = performance.now() + limitMs;
    const stopped = () => Atomics.load(flag, 0) === 1 || performance.now() >= end;
    const run = async () => {
      const body = tasks?.[task];
      if (!body) throw new Error(`the thread ${thread} has no task ${task}`);
      const result = await body(input, { stopped, pieces: of });
      if (result instanceof Transferred) answer({ kind: 'RESULT', value: result.value }, result.buffers);
      else answer({ kind: 'RESULT', value: result });
    };
    run().catch((fault: unknown) => answer({ kind: 'FAULT', fault: plain(fault) }));
  }
}

/** An error as one that can be sent; what else it carries may not be. */
function plain(fault: unknown): Error {
  if (!(fault instanceof Error)) return new Error(String(fault));
  const told = new Error(fault.message);
  told.name = fault.name;
  if (fault.stack !== undefined) told.stack = fault.stack;
  return told;
}

serve();
