import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@huanpei/testing';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { GivingWay } from './give-way';
import { readPostmaster } from './postmaster';
import { beginningOf, until } from './processes';
import { StartFault } from './start-fault';
import { temporaryFolder } from './temporary-folder';

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the built-in Postgres', () => {
  const dataDir = temporaryFolder();
  const cluster = join(dataDir, 'postgres');
  const running = new Set<EmbeddedPostgres>();

  async function start({ durable } = { durable: false }): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ dataDir, durable });
    running.add(server);
    return server;
  }

  const socketFolder = ({ url }: EmbeddedPostgres) => new URL(url.replace('///', '//x/')).searchParams.get('host')!;

  afterEach(async () => {
    for (const server of running) await server.stop();
    running.clear();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('makes again what an interrupted first start left half made', async () => {
    mkdirSync(`${cluster}.partial/base`, { recursive: true });
    writeFileSync(`${cluster}.partial/PG_VERSION`, '18\n');
    const server = await start();
    expect(await query(server.url, 'select current_database() as name')).toEqual([{ name: 'huanpei' }]);
    expect(statSync(`${cluster}.partial`, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('knows Chinese letters, which trigrams need', async () => {
    const { url } = await start();
    await query(url, 'create extension if not exists pg_trgm');
    const [row] = await query(url, `select cardinality(show_trgm('污水处理')) as trigrams`);
    expect(row).toEqual({ trigrams: 5 });
  });

  it('lets a connection give way to others until it has to catch up, where the system shares time by sessions', async () => {
    const { url } = await start();
    const [one, other, brief] = [1, 2, 3].map(() => new Client({ connectionString: url })) as [Client, Client, Client];
    await Promise.all([one, other, brief].map((client) => client.connect()));
    try {
      const pidOf = async (client: Client): Promise<number> =>
        (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
      const [low, usual] = [await pidOf(one), await pidOf(other)];
      const faults: unknown[] = [];
      const givingWay = new GivingWay((fault) => faults.push(fault));
      await Promise.all([givingWay.connection(one), givingWay.connection(brief)]);
      expect(getPriority(usual)).toBe(getPriority());
      expect(getPriority(low)).toBe(Math.min(19, getPriority() + 5));
      const group = (pid: number) => `/proc/${pid}/autogroup`;
      if (!existsSync(group(low))) return;
      const is = (pid: number, steps: number) => readFileSync(group(pid), 'utf8').includes(`nice ${steps}\n`);
      // Whatever the priority of this process, a session of its own begins at 0.
      expect(await until(() => is(low, 10), 5_000)).toBe(true);
      // One that has ended is no fault.
      await brief.end();
      givingWay.catchUp(true);
      expect(await until(() => is(low, 0), 5_000)).toBe(true);
      givingWay.catchUp(true);
      givingWay.catchUp(false);
      givingWay.catchUp(true);
      givingWay.catchUp(false);
      expect(await until(() => is(low, 10), 5_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect([is(low, 10), is(usual, 0), faults]).toEqual([true, true, []]);
      // Up again only where somebody has the rights to it.
      expect([getPriority(low) - getPriority(), getPriority(usual) - getPriority()]).toEqual([5, 0]);
    } finally {
      await Promise.all([one, other].map((client) => client.end()));
    }
  });

  it('keeps the data through stop and start, and leaves nothing behind when stopped', async () => {
    const first = await start();
    await query(first.url, `create table kept (name text); insert into kept values ('格栅')`);
    const { pid } = readPostmaster(cluster)!;
    await first.stop();
    expect(beginningOf(pid)).toBeUndefined();
    expect(statSync(socketFolder(first), { throwIfNoEntry: false })).toBeUndefined();
    expect(statSync(join(dataDir, 'lock'), { throwIfNoEntry: false })).toBeUndefined();
    const second = await start();
    expect(await query(second.url, 'select name from kept')).toEqual([{ name: '格栅' }]);
  });

  it('listens on a socket in a folder closed to others and on no network', async () => {
    const server = await start();
    expect(statSync(socketFolder(server)).mode & 0o777).toBe(0o700);
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  it('refuses a second start on the same folder and says what to do', async () => {
    const { url } = await start();
    const refusal = await startEmbeddedPostgres({ dataDir }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartFault);
    expect((refusal as StartFault).zh).toContain('DATA_DIR');
    expect((refusal as StartFault).en).toContain(String(process.pid));
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts again after kill -9 of Postgres, with what was committed', async () => {
    const first = await start({ durable: true });
    await query(first.url, 'create table committed as select 1 as n');
    process.kill(readPostmaster(cluster)!.pid, 'SIGKILL');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'select n from committed')).toEqual([{ n: 1 }]);
  });

  it('comes back by itself at the same address when Postgres is killed', async () => {
    const server = await start({ durable: true });
    await query(server.url, 'create table survivor as select 1 as n');
    const before = readPostmaster(cluster)!.pid;
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      expect(await query(server.url, 'select n from survivor')).toEqual([{ n: 1 }]);
      expect(readPostmaster(cluster)!.pid).not.toBe(before);
    }, 20_000);
    const { pid } = readPostmaster(cluster)!;
    await server.stop();
    expect(beginningOf(pid)).toBeUndefined();
  });

  it('goes on with a Postgres that still runs though nobody holds the folder', async () => {
    const first = await start();
    const { pid } = readPostmaster(cluster)!;
    rmSync(join(dataDir, 'lock'));
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(readPostmaster(cluster)!.pid).toBe(pid);
    await second.stop();
    expect(beginningOf(pid)).toBeUndefined();
  });

  it('is not misled by a number that belongs to another process by now', async () => {
    await (await start()).stop();
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.ppid}\n${cluster}\n1\n5432\n/nowhere\n\n0 0\nready   \n`);
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(beginningOf(process.ppid)).toBeDefined();
  });
});
