import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@huanpei/runtime';
import { eventually } from '@huanpei/testing';
import { envOn, migrateQueue, type QueueEnv } from '../test/job-env';

const AWAY_MS = 4_000;

/** A Postgres that can be stopped, killed and started again at one address. */
class Database {
  private constructor(
    private readonly folder: string,
    private server: EmbeddedPostgres,
  ) {}

  static async start(): Promise<Database> {
    const folder = mkdtempSync(join(tmpdir(), 'huanpei-outage-'));
    // As root, Postgres runs under an account that must pass through.
    chmodSync(folder, 0o755);
    const database = new Database(folder, await startEmbeddedPostgres({ dataDir: join(folder, 'data') }));
    database.link();
    return database;
  }

  /** Through a link, as every start has another socket folder. */
  get url(): string {
    return this.server.url.replace(/host=[^&]+/, `host=${encodeURIComponent(join(this.folder, 's'))}`);
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  async startAgain(): Promise<void> {
    this.server = await startEmbeddedPostgres({ dataDir: join(this.folder, 'data') });
    this.link();
  }

  async remove(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private link(): void {
    const socketFolder = /host=([^&]+)/.exec(this.server.url)?.[1] ?? '';
    rmSync(join(this.folder, 's'), { force: true });
    symlinkSync(decodeURIComponent(socketFolder), join(this.folder, 's'));
  }
}

/** A Redis that writes everything down, to be killed and started again at one port. */
class RedisServer {
  private process: ChildProcess | undefined;
  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(mkdtempSync(join(tmpdir(), 'huanpei-redis-')), await freePort());
    await server.startAgain();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async startAgain(policy = 'noeviction'): Promise<void> {
    const options = { port: this.port, dir: this.folder, save: '', appendonly: 'yes', appendfsync: 'always' };
    const args = Object.entries({ ...options, 'maxmemory-policy': policy }).flatMap(([key, value]) => [
      `--${key}`,
      `${value}`,
    ]);
    const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.process = server;
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve());
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    });
  }

  async kill(): Promise<void> {
    const { process: server } = this;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe('an outage under live workers', () => {
  let database: Database;
  let env: QueueEnv;
  let done: string[];
  const loose: unknown[] = [];
  const onLoose = (fault: unknown): void => void loose.push(fault);

  const put = (tenderId: string, delayMs?: number) =>
    env.transaction((tx) => env.sink.put(tx, 'match-tender', { tenderId, revision: 1 }, delayMs ? { delayMs } : {}));

  /** Relays and works; a job called "slow…" takes a second. */
  const startWorker = async () => {
    const queue = env.open();
    await queue.source.consume(
      'match-tender',
      async ({ tenderId }) => {
        if (tenderId.startsWith('slow')) await sleep(1_000);
        done.push(tenderId);
      },
      { concurrency: 2 },
    );
    await queue.startRelay();
    return queue;
  };

  const allDone = (...ids: string[]) => eventually(() => ids.every((id) => done.includes(id)), 30_000);

  beforeAll(async () => {
    database = await Database.start();
    await migrateQueue(database.url);
    process.on('unhandledRejection', onLoose);
    process.on('uncaughtException', onLoose);
  });

  beforeEach(() => {
    done = [];
    loose.length = 0;
  });

  afterEach(async () => {
    await env.close();
    expect(loose).toEqual([]);
  });

  afterAll(async () => {
    process.off('unhandledRejection', onLoose);
    process.off('uncaughtException', onLoose);
    await database.remove();
  });

  it('goes on when Postgres was stopped and started again, and does not burn the processor meanwhile', async () => {
    env = envOn(database.url, undefined, async () => undefined);
    const { source } = await startWorker();
    await put('before');
    await allDone('before');
    // Two are done while it is away and two wait: the worker has more to fetch.
    const slow = [1, 2, 3, 4].map((index) => `slow ${index}`);
    await Promise.all([...slow.map((id) => put(id)), put('due while it is away', 2_000)]);
    await eventually(async () => {
      const { active, outbox, backlog } = await source.health();
      return active === 2 && outbox === 0 && backlog === 2;
    });
    await database.stop();
    await sleep(500);

    const used = process.cpuUsage();
    const health = await source.health();
    expect(health).toMatchObject({ reachable: false, backlog: null, outbox: null });
    await sleep(AWAY_MS);
    const { user, system } = process.cpuUsage(used);
    // One that asks again at once takes the whole of one processor.
    expect((user + system) / 1_000 / AWAY_MS).toBeLessThan(0.5);
    expect(env.said.length).toBeLessThan(40);

    await database.startAgain();
    await eventually(() => put('after').then(() => true), 10_000);
    await allDone('after', ...slow, 'due while it is away');
    // The outcomes were kept and reported late: long after the locks ran out, nothing was done a second time.
    await sleep(10_000);
    expect(done.filter((id) => id.startsWith('slow')).sort()).toEqual(slow);
    expect(await source.health()).toMatchObject({ reachable: true, outbox: 0, dead: 0 });
  });

  it('goes on when Postgres crashed and recovered', async () => {
    env = envOn(database.url, undefined, async () => undefined);
    const { source } = await startWorker();
    await put('before');
    await allDone('before');
    for (let round = 0; round < 2; round += 1) {
      const { rows } = await env.sql.query<{ pid: number }>('select pg_backend_pid() as pid');
      process.kill(rows[0]!.pid, 'SIGKILL');
      await eventually(() => put(`after ${round}`).then(() => true), 20_000);
      await allDone(`after ${round}`);
    }
    expect(await eventually(async () => (await source.health()).reachable)).toBe(true);
  });

  it('closes while Postgres is away', async () => {
    env = envOn(database.url, undefined, async () => undefined);
    const queue = await startWorker();
    await put('before');
    await allDone('before');
    await database.stop();
    const began = Date.now();
    await queue.close();
    expect(Date.now() - began).toBeLessThan(4_000);
    await database.startAgain();
  });

  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  const redis = hasRedis ? describe : describe.skip;

  redis(hasRedis ? 'Redis' : 'Redis (skipped: no redis-server here)', () => {
    let server: RedisServer;

    beforeEach(async () => {
      server = await RedisServer.start();
      env = envOn(database.url, server.url, () => server.remove());
    });

    it('goes on when Redis was killed and started again, and loses nothing put meanwhile', async () => {
      const { source } = await startWorker();
      await put('before');
      await allDone('before');
      await put('slow, finished while it is away');
      await eventually(async () => (await source.health()).active === 1);
      await server.kill();
      await put('put while it is away');
      await eventually(async () => (await source.health()).reachable === false);
      expect(await source.health()).toMatchObject({ outbox: 1, backlog: null });
      await sleep(AWAY_MS);
      await server.startAgain();
      await put('after');
      await allDone('put while it is away', 'after', 'slow, finished while it is away');
      expect(await source.health()).toMatchObject({ reachable: true, outbox: 0, dead: 0 });
    });

    it('closes while Redis is away', async () => {
      const queue = await startWorker();
      await put('before');
      await allDone('before');
      await server.kill();
      const began = Date.now();
      await queue.close();
      expect(Date.now() - began).toBeLessThan(4_000);
      await server.startAgain();
    });

    it('refuses a Redis that may drop jobs', async () => {
      await server.kill();
      await server.startAgain('allkeys-lru');
      const queue = env.open();
      await expect(queue.startRelay()).rejects.toThrow('maxmemory-policy noeviction, not allkeys-lru');
      await expect(queue.source.consume('match-tender', async () => undefined)).rejects.toThrow('noeviction');
      expect(await queue.source.health()).toMatchObject({
        reachable: false,
        fault: expect.stringContaining('noeviction'),
      });
      await server.kill();
      await server.startAgain();
    });
  });
});

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
