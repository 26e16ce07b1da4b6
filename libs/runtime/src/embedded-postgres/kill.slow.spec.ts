import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres';
import { readPostmaster } from './postmaster';
import { beginningOf, until } from './processes';
import { temporaryFolder } from './temporary-folder';

/** A product in little: starts Postgres, then commits numbers for ever and says each once it is committed. */
const COMMITTER = `
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { filename }).code, filename);
const { startEmbeddedPostgres } = require(process.argv[1]);
const { Client } = require('pg');
(async () => {
  const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] });
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('create table if not exists number (n int generated always as identity)');
  for (;;) console.log((await client.query('insert into number default values returning n')).rows[0].n);
})();
`;

describe('kill -9 while committing', () => {
  const dataDir = temporaryFolder();
  const cluster = join(dataDir, 'postgres');
  const acknowledged: number[] = [];
  let product: ChildProcess | undefined;

  afterAll(() => {
    product?.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  /** Runs the product until it has committed a number of rows, and leaves it at it. */
  async function commit(rows: number): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['-e', COMMITTER, join(__dirname, 'index.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    product = child;
    const target = acknowledged.length + rows;
    createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(Number(line)));
    const enough = await until(() => acknowledged.length >= target || child.exitCode !== null, 60_000);
    expect({ enough, ended: child.exitCode }).toEqual({ enough: true, ended: null });
    return child;
  }

  it('loses nothing that was acknowledged, four times over', async () => {
    for (const postgresToo of [false, true, false, true]) {
      const child = await commit(200);
      const { pid } = readPostmaster(cluster)!;
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (postgresToo) process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
      await ended;
    }
    const server = await startEmbeddedPostgres({ dataDir });
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ n: number }>('select n from number');
    await client.end();
    await server.stop();
    const kept = new Set(rows.map(({ n }) => n));
    expect(acknowledged.length).toBeGreaterThanOrEqual(800);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  });

  it('ends Postgres when only the product was killed', async () => {
    const child = await commit(1);
    const { pid } = readPostmaster(cluster)!;
    child.kill('SIGKILL');
    expect(await until(() => beginningOf(pid) === undefined, 15_000)).toBe(true);
  });
});
