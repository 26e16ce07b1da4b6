import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from './fresh-database';

async function query<T extends object>(url: string, sql: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('freshDatabase', () => {
  const made: FreshDatabase[] = [];
  let migrations = 0;

  async function fresh(): Promise<FreshDatabase> {
    const database = await freshDatabase(async (url) => {
      migrations += 1;
      await query(url, 'create table thing (name text)');
    }, 'fresh-database.spec');
    made.push(database);
    return database;
  }

  afterAll(() => Promise.all(made.map((database) => database.drop())));

  it('migrates once and gives everyone a copy of their own', async () => {
    const [one, other] = await Promise.all([fresh(), fresh()]);
    await query(one.url, `insert into thing values ('泵')`);
    expect(migrations).toBe(1);
    expect(await query(one.url, 'select name from thing')).toEqual([{ name: '泵' }]);
    expect(await query(other.url, 'select name from thing')).toEqual([]);
  });

  it('is gone once dropped, though somebody is connected', async () => {
    const { url, drop } = await fresh();
    const client = new Client({ connectionString: url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await drop();
    await cut;
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('keeps no template of a migration that failed', async () => {
    const failing = () => Promise.reject(new Error('bad migration'));
    await expect(freshDatabase(failing, 'failing')).rejects.toThrow('bad migration');
    const { url, drop } = await freshDatabase(async (empty) => {
      await query(empty, 'create table mended ()');
    }, 'failing');
    expect(await query(url, 'select from mended')).toEqual([]);
    await drop();
  });
});
