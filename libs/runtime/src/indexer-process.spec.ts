import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { JOB_NAMES } from '@huanpei/app';
import { readConfig } from './config';
import { beginningOf, until } from './embedded-postgres/processes';
import {
  AS_INDEXER_APART,
  BESIDE_INDEXER,
  hasIndexerApart,
  IndexerProcess,
  type IndexerProcessOptions,
} from './indexer-process';

/** As built, as the program itself has it. */
const BUILT = join(__dirname, '../dist/indexer-process.js');
const GIVE_WAY = join(__dirname, '../dist/embedded-postgres/give-way.js');

/** An indexer in little, which does as it is told in its environment. */
const PROGRAM = `
const { endsWithParent, sayReady } = require(${JSON.stringify(BUILT)});
const { GivingWay } = require(${JSON.stringify(GIVE_WAY)});
if (!endsWithParent()) throw new Error('it was not told that it has a parent');
const { HOW } = process.env;
if (HOW === 'CRASHES') process.exit(3);
const work = setInterval(() => undefined, 1_000);
process.on('SIGTERM', () => {
  if (HOW === 'HANGS') return;
  clearInterval(work);
  process.send('FINISHED');
});
process.on('message', (message) => process.send(message === 'flags' ? process.execArgv.join(' ') : 'heard ' + message));
sayReady(new GivingWay((fault) => process.send(fault.message)));
`;

/** A product in little: it starts the indexer, says its number and its flags, and does nothing else. */
const PARENT = `
const { IndexerProcess } = require(${JSON.stringify(BUILT)});
const log = { info() {}, warn() {}, error() {} };
const onMessage = (flags) => console.log(indexer.status().pid, flags);
const indexer = new IndexerProcess({ program: process.argv[1], settings: {}, log, onMessage });
setInterval(() => indexer.status().state === 'RUNNING' && indexer.send('flags'), 20);
`;

describe('the indexer beside the product', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huanpei-indexer-'));
  const program = join(folder, 'program.js');
  const said: { readonly level: string; readonly fields: object; readonly text: string }[] = [];
  const heard: unknown[] = [];
  const running: IndexerProcess[] = [];
  const log = Object.fromEntries(
    ['info', 'warn', 'error'].map((level) => [
      level,
      (fields: object, text: string) => void said.push({ level, fields, text }),
    ]),
  ) as unknown as IndexerProcessOptions['log'];

  beforeAll(() => writeFileSync(program, PROGRAM));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    said.splice(0);
    heard.splice(0);
  });
  afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

  function start(settings: IndexerProcessOptions['settings'] = {}, more: Partial<IndexerProcessOptions> = {}) {
    const onMessage = (message: unknown): void => void heard.push(message);
    const indexer = new IndexerProcess({ program, settings, log, onMessage, firstWaitMs: 50, ...more });
    running.push(indexer);
    return indexer;
  }

  async function runs(indexer: IndexerProcess, not?: number | null): Promise<number> {
    const is = () => indexer.status().state === 'RUNNING' && indexer.status().pid !== not;
    expect(await until(is, 20_000)).toBe(true);
    return indexer.status().pid!;
  }

  const gone = (pid: number, withinMs: number) => until(() => beginningOf(pid) === undefined, withinMs);

  it('runs, is told things and says things, and gives way to this process with its whole session', async () => {
    const indexer = start();
    expect(indexer.status()).toMatchObject({ state: 'STARTING', ended: 0 });
    const pid = await runs(indexer);
    indexer.send('this');
    expect(await until(() => heard.includes('heard this'), 5_000)).toBe(true);
    expect(getPriority(pid)).toBeGreaterThan(getPriority());
    const session = (of: number | 'self') => readFileSync(`/proc/${of}/autogroup`, 'utf8');
    if (!existsSync(`/proc/${pid}/autogroup`)) return;
    expect(session(pid).split(' ')[0]).not.toBe(session('self').split(' ')[0]);
    expect(await until(() => /nice [1-9]\d*\n/.test(session(pid)), 5_000)).toBe(true);
    expect(heard).toEqual(['heard this']);
  });

  it('finishes what it began when it is asked to end, and is not started again', async () => {
    const indexer = start();
    const pid = await runs(indexer);
    await indexer.close();
    expect([heard, beginningOf(pid), indexer.status().state]).toEqual([['FINISHED'], undefined, 'ENDED']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([indexer.status().pid, said]).toEqual([null, []]);
  });

  it('is killed when it does not end in time', async () => {
    const indexer = start({ HOW: 'HANGS' }, { endMs: 200 });
    const pid = await runs(indexer);
    await indexer.close();
    expect(beginningOf(pid)).toBeUndefined();
    expect(said).toMatchObject([{ level: 'warn' }]);
  });

  it('is started again when it is killed, and says so', async () => {
    const indexer = start();
    const first = await runs(indexer);
    process.kill(first, 'SIGKILL');
    expect(await until(() => indexer.status().state === 'ENDED', 5_000, 1)).toBe(true);
    expect(indexer.status()).toEqual({ state: 'ENDED', pid: null, ended: 1, fault: 'SIGKILL' });
    const second = await runs(indexer, first);
    expect(second).not.toBe(first);
    expect(indexer.status()).toEqual({ state: 'RUNNING', pid: second, ended: 1 });
    expect(said).toMatchObject([{ level: 'error', fields: { why: 'SIGKILL', againMs: 50 } }]);
  });

  it('waits for longer each time, and not for one that it is to let go', async () => {
    const indexer = start({ HOW: 'CRASHES' });
    expect(await until(() => said.length === 3, 20_000)).toBe(true);
    expect(said.map(({ fields }) => fields)).toEqual([50, 100, 200].map((againMs) => ({ why: 'exit 3', againMs })));
    expect(indexer.status()).toMatchObject({ state: 'ENDED', ended: 3, fault: 'exit 3' });
    await indexer.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(indexer.status()).toMatchObject({ state: 'ENDED', pid: null, ended: 3 });
  });

  it('leaves the product running where the system does not even try to start it', async () => {
    // What it runs has no name that a system takes: that is thrown, not told later.
    const indexer = start({}, { program: `${program}\0` });
    expect(indexer.status()).toMatchObject({ state: 'ENDED', pid: null, ended: 1 });
    expect(indexer.status().fault).toMatch(/null bytes/);
    expect(await until(() => indexer.status().ended === 2, 20_000)).toBe(true);
  });

  it('collects garbage in as many threads as the product, and ends by itself at once when that is killed', async () => {
    const parent: ChildProcess = spawn(process.execPath, ['--expose-gc', '--v8-pool-size=2', '-e', PARENT, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(createInterface({ input: parent.stdout! }), 'line')) as [string];
      const [pid, flags] = [Number.parseInt(line, 10), line.slice(line.indexOf(' ') + 1)];
      expect(flags).toBe('--v8-pool-size=2');
      expect(beginningOf(pid)).toBeDefined();
      parent.kill('SIGKILL');
      expect(await gone(pid, 2_000)).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

describe('who has an indexer beside it', () => {
  const of = (env: Readonly<Record<string, string>>) =>
    hasIndexerApart(readConfig({ PROFILE: 'demo', ...env }, '/somewhere'));

  it('is a process with the built-in database and the role', () => {
    expect(of({})).toBe(true);
    expect(of({ ROLES: 'indexer' })).toBe(true);
    expect(of({ ROLES: 'none' })).toBe(false);
    expect(of({ DATABASE_URL: 'postgres://db/huanpei' })).toBe(false);
  });

  it('leaves no job to nobody: each is moved by one of the two', () => {
    const moved = [...(BESIDE_INDEXER.relays ?? []), ...(AS_INDEXER_APART.relays ?? [])];
    expect(moved.sort()).toEqual([...JOB_NAMES].sort());
  });
});
