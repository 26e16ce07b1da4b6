import { type ThreadDefinition, Transferred } from '../ports/threads';
import { marketTasks } from './market-tasks';
import { needTasks } from './need-tasks';
import { sheetTasks } from './sheet-tasks';
import { trainTasks } from './train-tasks';

/** For the thread, which loads this file and not the whole library. */
export { Transferred };

/**
 * Every thread of the process with its tasks. What must not wait for one another has threads of its own: a search for
 * trains may take seconds, and a supplier is told of a tender within one.
 */
export const THREADS = {
  market: { mayWait: 4, tasks: marketTasks },
  needs: { mayWait: 200, tasks: needTasks },
  // What people download does not wait for what others upload.
  exports: { mayWait: 8, tasks: sheetTasks },
  sheets: { mayWait: 20, tasks: sheetTasks },
  trains: { mayWait: 12, tasks: trainTasks },
} as const satisfies Readonly<Record<string, ThreadDefinition>>;
