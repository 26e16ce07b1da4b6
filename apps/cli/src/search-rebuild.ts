import { parseArgs } from 'node:util';
import { RebuildSearch, type Rebuilt } from '@huanpei/app';
import { readConfig, StartFault, stopOnSignal, withUseCases } from '@huanpei/runtime';
import { progressTo } from './rebuild/progress';

const USAGE = '用法 usage: npm run -s search:rebuild -- [--from-start]';

/**
 * Writes the whole search index anew, beside the running product or without it. Interrupted (Ctrl-C, or killed), the next
 * run goes on where this one was; `--from-start` begins anew. Progress is on standard error, the result on standard output.
 */
export async function main(argv: readonly string[]): Promise<number> {
  let fromStart: boolean;
  try {
    fromStart = parseArgs({ args: [...argv], options: { 'from-start': { type: 'boolean', default: false } } }).values[
      'from-start'
    ];
  } catch {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const stop = new AbortController();
  void stopOnSignal().then(() => stop.abort());
  try {
    const config = readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd());
    const progress = progressTo(process.stderr, () => performance.now());
    const rebuilt = await withUseCases(config, (app) =>
      app.get(RebuildSearch).execute({ fromStart, signal: stop.signal, onProgress: progress.show }),
    );
    progress.end();
    process.stdout.write(`${told(rebuilt)}\n`);
    return { DONE: 0, INTERRUPTED: 130, BUSY: 1 }[rebuilt.outcome];
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 2;
  }
}

function told({ outcome, processed, removed, resumedFrom }: Rebuilt): string {
  const resumed =
    resumedFrom === 0 ? '' : `（其中 ${resumedFrom} 项在上次中断前完成 ${resumedFrom} of them before an interruption）`;
  switch (outcome) {
    case 'DONE':
      return `搜索索引已重建：${processed} 项，清除 ${removed} 项 The search index was rebuilt: ${processed} documents, ${removed} removed${resumed}`;
    case 'INTERRUPTED':
      return `已中断于第 ${processed} 项；再次运行即从此处继续 Interrupted after ${processed} documents; run it again to go on from there`;
    case 'BUSY':
      return '另一个进程正在重建搜索索引，请等它完成（进度见 /health/ready） Another process is rebuilding the search index; wait for it (/health/ready says how far it is)';
  }
}
