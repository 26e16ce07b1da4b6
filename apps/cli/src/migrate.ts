import { migrateAll, openDatabase, readConfig, StartFault } from '@huanpei/runtime';

/** Brings the database of DATABASE_URL, or the built-in one, up to this release. */
export async function main(): Promise<number> {
  try {
    // A migration signs nothing, so it needs no secret.
    const config = readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd());
    const database = await openDatabase(config, (line) => process.stderr.write(`${line}\n`));
    try {
      const ran = await migrateAll(database.url);
      process.stdout.write(
        ran.length === 0 ? '数据库已是最新 the database is up to date\n' : `已执行 ran: ${ran.join(', ')}\n`,
      );
      return 0;
    } finally {
      await database.stop();
    }
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return fault instanceof StartFault ? 1 : 70;
  }
}
