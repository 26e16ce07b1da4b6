import { reachDatabase, readConfig, StartFault, verifyAudit } from '@huanpei/runtime';

const FAULTS = {
  GAP: { zh: '缺少该条', en: 'the entry is missing' },
  PREVIOUS_HASH: { zh: '与前一条的哈希不符', en: 'it does not carry the hash of the entry before' },
  HASH: { zh: '内容与自身哈希不符', en: 'its content does not agree with its hash' },
} as const;

/** Proves the audit chain of DATABASE_URL, or of the built-in database; exit 1 names the first broken link. */
export async function main(): Promise<number> {
  try {
    const config = readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd());
    const database = await reachDatabase(config, (line) => process.stderr.write(`${line}\n`));
    try {
      const { entries, lastHash, broken } = await verifyAudit(database.url);
      if (broken) {
        const { zh, en } = FAULTS[broken.fault];
        process.stdout.write(
          `审计链在第 ${broken.position} 条断裂：${zh}\nThe audit chain is broken at entry ${broken.position}: ${en}.\n`,
        );
        return 1;
      }
      process.stdout.write(
        `审计链完整，共 ${entries} 条 the audit chain is whole: ${entries} entries, last hash ${lastHash ?? '-'}\n`,
      );
      return 0;
    } finally {
      await database.stop();
    }
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 2;
  }
}
