import { readConfig, searchKey, StartFault } from '@huanpei/runtime';

/** Makes the key that the product needs on Meilisearch, or finds it again, and writes it to standard output. */
export async function main(): Promise<number> {
  try {
    const key = await searchKey(readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd()));
    process.stdout.write(`${key}\n`);
    return 0;
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 2;
  }
}
