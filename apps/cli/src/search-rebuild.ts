import { RebuildSearch } from '@huanpei/app';
import { readConfig, StartFault, withUseCases } from '@huanpei/runtime';

/** Sends an index job for everything that can be found; the indexer does them. */
export async function main(): Promise<number> {
  try {
    const config = readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd());
    const sent = await withUseCases(config, (app) => app.get(RebuildSearch).execute());
    process.stdout.write(`已提交 ${sent} 项索引任务 ${sent} index jobs were sent\n`);
    return 0;
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 2;
  }
}
