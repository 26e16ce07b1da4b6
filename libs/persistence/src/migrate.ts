import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { clientConfig, type Connection } from './database';
import { lockToCommit } from './locks';
import { persistenceMigrations } from './migrations';

/** One step of the schema; forward only, and never edited after its release. */
export interface Migration {
  /** Unique over all libraries, and numbered within its own: `0001-marketplace`. */
  readonly name: string;
  readonly sql: string;
}

export type MigrationFaultCode = 'CHANGED' | 'NEWER' | 'DUPLICATE' | 'SERVER_TOO_OLD' | 'NOT_UTF8';

/** The database and this program do not go together; nothing was changed. The message is for the person who starts it. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault';

  constructor(
    readonly code: MigrationFaultCode,
    message: string,
  ) {
    super(message);
  }
}

const OLDEST_SERVER = 150_000;

/**
 * Brings the schema up to this program: all pending steps in one transaction, or none. Two that start at once follow
 * each other, and the second finds nothing to do. Returns the names of the steps that ran.
 */
export async function migrate(
  connection: Connection,
  extraMigrations: readonly Migration[] = [],
): Promise<readonly string[]> {
  const migrations = [...persistenceMigrations, ...extraMigrations];
  const twice = migrations.find(({ name }, index) => migrations.findIndex((other) => other.name === name) !== index);
  if (twice) throw new MigrationFault('DUPLICATE', `两个迁移同名 two migrations have one name: ${twice.name}`);

  const client = new Client({ ...clientConfig(connection), application_name: 'huanpei migrate' });
  // A connection that breaks fails the statement under way; the event as such needs no second report.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    // Before the lock is held nothing is read: what another start has just done must be seen.
    await lockToCommit(clientSql(client), 'MIGRATE');
    await checkServer(client);
    await client.query(
      `create table if not exists schema_migration (
         name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const { rows: applied } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migration',
    );
    const pending = pendingOf(migrations, new Map(applied.map(({ name, checksum }) => [name, checksum])));
    for (const { name, sql } of pending) {
      await client.query(sql);
      await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksumOf(sql)]);
    }
    await client.query('commit');
    return pending.map(({ name }) => name);
  } finally {
    // Ends the transaction too, when it was not committed.
    await client.end();
  }
}

function pendingOf(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): readonly Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new MigrationFault(
      'NEWER',
      `数据库比本程序新，请使用更新的版本 the database is newer than this program, use a later version (${unknown.join(', ')})`,
    );
  }
  const changed = migrations.filter(({ name, sql }) => applied.has(name) && applied.get(name) !== checksumOf(sql));
  if (changed.length > 0) {
    throw new MigrationFault(
      'CHANGED',
      `已执行的迁移被改动 a migration that has run was changed since: ${changed.map(({ name }) => name).join(', ')}`,
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function checkServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  const { version, encoding } = rows[0] ?? { version: 0, encoding: '' };
  if (version < OLDEST_SERVER) {
    throw new MigrationFault(
      'SERVER_TOO_OLD',
      `需要 PostgreSQL 15 或更新版本 PostgreSQL 15 or later is needed (server_version_num ${version})`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new MigrationFault('NOT_UTF8', `数据库编码须为 UTF8 the database must be encoded in UTF8, not ${encoding}`);
  }
}

function clientSql(client: Client) {
  return {
    async query<R>(text: string, parameters?: unknown[]): Promise<R> {
      return (await client.query(text, parameters)).rows as R;
    },
  };
}

/** Over the words alone, so that another line ending or indentation is no change. */
function checksumOf(sql: string): string {
  return createHash('sha256').update(sql.trim().replace(/\s+/g, ' ')).digest('hex');
}
