import { SearchIndex } from '@huanpei/app';
import { runWorker } from '@huanpei/runtime';
import { CPU, cpuSeconds, tellWritten, type Spent, type Written } from './written';

/** The product's indexer, which also tells the bench what it has written and what that took. */
const tell = (what: Written | Spent): void => void process.send?.(what);

process.on('message', (asked) => {
  if (asked === CPU) tell({ cpuS: cpuSeconds() });
});
void runWorker('indexer', (app) => tellWritten(app.get(SearchIndex), tell));
