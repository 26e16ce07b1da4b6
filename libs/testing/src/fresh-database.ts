import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of one spec file's own. */
export interface FreshDatabase {
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A migrated, otherwise empty database. The first to ask in a run migrates a template; everyone, in every worker, then
 * gets a copy of it, which takes some tens of milliseconds.
 *
 * @param migrate brings an empty database to the state that copies start from, and leaves no connection open
 * @param key tells templates apart when specs migrate differently
 */
export async function freshDatabase(migrate: (url: string) => Promise<void>, key = 'main'): Promise<FreshDatabase> {
  const server = serverUrl();
  const run = process.env['HUANPEI_TEST_RUN'] ?? 'alone';
  const template = `hp_${run}_t_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
  const name = `hp_${run}_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    await ensureTemplate(client, server, template, migrate);
    await client.query(`create database "${name}" template "${template}"`);
  });
  return {
    url: urlOfDatabase(server, name),
    drop: () =>
      onServer(server, async (client) => {
        await untilLeft(client, name);
        await client.query(`drop database if exists "${name}" with (force)`);
      }),
  };
}

/** A closed pool is still saying goodbye; cut off in the middle, its connections would complain to nobody. */
async function untilLeft(client: Client, name: string): Promise<void> {
  const end = performance.now() + 2_000;
  for (;;) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0 || performance.now() > end) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The address of the test server's own database, for specs that need no tables of the product. */
export function serverUrl(): string {
  const url = process.env['HUANPEI_TEST_DATABASE_URL'];
  if (url) return url;
  throw new Error(
    process.env['HUANPEI_TEST_DATABASE_FAULT'] ??
      'No test database: run Jest with the configuration at the root, whose global setup starts one.',
  );
}

async function ensureTemplate(
  client: Client,
  server: string,
  template: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  const exists = async (name: string) =>
    (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  if (await exists(template)) return;
  // Held by the connection, so a worker that dies lets the next one try.
  await client.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    if (await exists(template)) return;
    // Migrated under another name, so that a template that exists is a whole one.
    const making = `${template}_making`;
    await client.query(`drop database if exists "${making}" with (force)`);
    await client.query(`create database "${making}" template template0`);
    await migrate(urlOfDatabase(server, making));
    await untilLeft(client, making);
    await client.query(`alter database "${making}" rename to "${template}"`);
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
}

async function onServer<T>(connectionString: string, body: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

/** Only the path of the address names the database; URL cannot hold one without a host. */
function urlOfDatabase(url: string, name: string): string {
  return url.replace(/^(\w+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${name}`);
}
