import { freshDatabase, type FreshDatabase } from '@huanpei/testing';
import { Client } from 'pg';
import { Database } from './database';
import { migrate, MigrationFault, type Migration } from './migrate';
import { persistenceMigrations } from './migrations';

const OURS = persistenceMigrations.map(({ name }) => name);
const TABLE: Migration = { name: 'x-0001-table', sql: 'create table extra (id int)' };
// Fails unless the table is there: the order in which they are given is the order in which they run.
const COLUMN: Migration = { name: 'x-0002-column', sql: 'alter table extra add column note text' };

describe('migrate', () => {
  let database: FreshDatabase;

  beforeEach(async () => {
    database = await freshDatabase(async () => undefined, 'empty');
  });
  afterEach(() => database.drop());

  const query = async <R>(sql: string): Promise<R[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as R[];
    } finally {
      await client.end();
    }
  };
  const applied = async () =>
    (await query<{ name: string }>('select name from schema_migration order by applied_at, name')).map(
      ({ name }) => name,
    );
  const faultOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (fault: unknown) => (fault instanceof MigrationFault ? fault.code : fault),
    );

  it('runs all steps in order on an empty database, and none the second time', async () => {
    expect(await migrate(database.url, [TABLE, COLUMN])).toEqual([...OURS, TABLE.name, COLUMN.name]);
    expect(await migrate(database.url, [TABLE, COLUMN])).toEqual([]);
    expect(await applied()).toEqual([...OURS, TABLE.name, COLUMN.name]);
  });

  it('runs what was added since', async () => {
    await migrate(database.url, [TABLE]);
    expect(await migrate(database.url, [TABLE, COLUMN])).toEqual([COLUMN.name]);
  });

  it('lets two that start at once follow each other', async () => {
    const ran = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, [TABLE, COLUMN])));
    expect(ran.map((names) => names.length).sort()).toEqual([0, 0, 0, OURS.length + 2]);
    expect(await applied()).toHaveLength(OURS.length + 2);
  });

  it('refuses a step that was edited after it ran, but not one that was only laid out anew', async () => {
    await migrate(database.url, [TABLE]);
    expect(await migrate(database.url, [{ ...TABLE, sql: '\n  create table\r\n extra (id int)\n' }])).toEqual([]);
    const edited = { ...TABLE, sql: 'create table extra (id bigint)' };
    expect(await faultOf(migrate(database.url, [edited, COLUMN]))).toBe('CHANGED');
    expect(await applied()).not.toContain(COLUMN.name);
  });

  it('refuses a database that a later program has migrated', async () => {
    await migrate(database.url, [TABLE]);
    expect(await faultOf(migrate(database.url))).toBe('NEWER');
  });

  it('refuses two steps of one name', async () => {
    expect(await faultOf(migrate(database.url, [TABLE, { ...COLUMN, name: TABLE.name }]))).toBe('DUPLICATE');
  });

  it('leaves nothing behind when a step fails', async () => {
    const broken = { name: 'x-0003-broken', sql: 'create table no_such_type (id no_such)' };
    await expect(migrate(database.url, [TABLE, broken])).rejects.toThrow('no_such');
    expect(await query(`select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
    expect(await migrate(database.url, [TABLE])).toEqual([...OURS, TABLE.name]);
  });

  it('opens a pool by the same address, of the size that was asked for', async () => {
    await migrate(database.url);
    const opened = await Database.open({ connection: database.url, poolSize: 2, applicationName: 'pool spec' });
    try {
      await opened.ping();
      await Promise.all(Array.from({ length: 6 }, () => opened.source.query('select pg_sleep(0.02)')));
      const [held] = await query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity where application_name = 'pool spec'`,
      );
      expect(held?.count).toBe(2);
    } finally {
      await opened.close();
    }
  });

  it('says at once when nothing answers at an address', async () => {
    const nowhere = 'postgresql:///nothing?host=/nonexistent&user=nobody';
    await expect(Database.open({ connection: nowhere })).rejects.toThrow('ENOENT');
    await expect(migrate(nowhere)).rejects.toThrow('ENOENT');
  });
});
