import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { holder } from './jest-global-setup';

/** Ends the Postgres of the run and removes its files; from a server that was given, only the databases of the run. */
export default async function stopTestServer(): Promise<void> {
  const held = holder.huanpeiTestServer;
  if (held) {
    await held.server.stop();
    rmSync(held.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    return;
  }
  const given = process.env['TEST_DATABASE_URL'];
  if (given) await dropDatabasesOfRun(given, process.env['HUANPEI_TEST_RUN'] ?? '');
}

async function dropDatabasesOfRun(connectionString: string, run: string): Promise<void> {
  if (run === '') return;
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`hp_${run}_`],
    );
    for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`);
  } finally {
    await client.end();
  }
}
