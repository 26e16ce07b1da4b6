import { RebuildSearch, type RebuildPosition } from '@huanpei/app';
import { readConfig, withUseCases } from '@huanpei/runtime';
import { cpuSeconds, type Spent } from './written';

/** How far it is, and at the end how long it took. */
export type Rebuilding = Pick<RebuildPosition, 'processed' | 'total' | 'step'> | ({ readonly seconds: number } & Spent);

const tell = (what: Rebuilding): void => void process.send?.(what);

/** The rebuild in a process of its own, as `search:rebuild` is: what it has made by then does not lie about beside questions. */
void withUseCases(readConfig(process.env, process.cwd()), async (app) => {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const { outcome } = await app.get(RebuildSearch).execute({
    fromStart: true,
    onProgress: ({ processed, total, step }) => tell({ processed, total, step }),
  });
  if (outcome !== 'DONE') throw new Error(`the rebuild ended: ${outcome}`);
  tell({ seconds: (performance.now() - from) / 1_000, cpuS: cpuSeconds(cpu) });
});
