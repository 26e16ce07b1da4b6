// Start-up, stop and recovery, as a user would see them: a clean clone in a new folder, `npm ci`, `npm start`, a question,
// Ctrl-C, kill -9, and a start after that. Prints what it measured; exits 1 at the first thing that is not as it must be.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'huanpei-smoke-'));
// Postgres runs as an unprivileged account when this runs as root, and must reach the data folder.
chmodSync(folder, 0o755);
const clone = join(folder, 'clone');
const data = join(folder, 'data');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const say = (text) => console.log(`smoke: ${text}`);

function must(condition, text) {
  if (!condition) throw new Error(text);
  say(`ok: ${text}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(what, limitMs, ask) {
  const from = performance.now();
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    if (performance.now() - from > limitMs) throw new Error(`${what}: not within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every process that was started from the clone or works on its data. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return command.includes(folder) || cwd.startsWith(folder);
      } catch {
        return false; // It ended while we looked.
      }
    });
}

function start(port) {
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: String(port), DATA_DIR: data, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (child.output += chunk));
  child.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  return child;
}

async function ready(port, limitMs, child) {
  const from = performance.now();
  await Promise.race([
    until('ready', limitMs, async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok),
    child.ended.then(({ code }) => Promise.reject(new Error(`npm start ended with ${code}`))),
  ]).catch((fault) => {
    console.error(child.output);
    throw fault;
  });
  return seconds(from);
}

async function ask(port, query) {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data: answer, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return answer;
}

/** A newcomer's way in a real browser, in both languages: the open tenders, one of them, its matches, a search; without an error. */
async function readPages(port) {
  const { chromium } = createRequire(join(clone, 'package.json'))('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ locale: 'zh-CN' });
    const faults = [];
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole('link', { name: '示例·5万吨/日城镇污水厂提标（一级A）' }).click();
    await page.getByRole('link', { name: /以表格查看全部匹配/ }).click();
    await page.getByText('28 mg/L').first().waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Example: 50,000 m³/d sewage plant').first().waitFor();
    await until('the search index is filled', 60_000, async () => {
      // The very search that is made below: the page asks once, and listings come into the index one batch after another.
      const flow = '{ capacityForFlow: { value: 5000, unit: "m3/d" } }';
      const { search } = await ask(
        port,
        `{ search(text: "MBR", kinds: [LISTING], filter: ${flow}, first: 1) { totalCount } }`,
      );
      return search.totalCount > 0;
    });
    await page.getByRole('link', { name: 'Equipment search' }).click();
    await page.locator('.search-box input').fill('MBR');
    await page.keyboard.press('Enter');
    await page.getByText('By figures').click();
    await page.getByLabel('Capacity covers a flow of', { exact: true }).fill('5,000');
    await page.getByRole('button', { name: 'Apply figures' }).click();
    await page.getByText('Example: MBR module').first().waitFor();
    must(
      faults.length === 0,
      `the pages were read in a browser, in both languages, without an error ${faults.join('; ')}`,
    );
  } finally {
    await browser.close();
  }
}

let current;
try {
  execFileSync('git', ['clone', '-q', repository, clone]);
  let from = performance.now();
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
  say(`npm ci took ${seconds(from)}`);

  const port = await freePort();
  current = start(port);
  say(`first start, build included: ready after ${await ready(port, 120_000, current)}`);
  const first = await ask(
    port,
    '{ tenders(first: 1) { totalCount } listings(first: 1) { totalCount } archivedDemands(first: 1) { totalCount } }',
  );
  must(
    first.tenders.totalCount > 0 && first.listings.totalCount >= 178 && first.archivedDemands.totalCount === 51,
    'the demo data is there',
  );
  // The pages may still be building when the server is ready.
  const page = await until('the pages are built', 60_000, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    return answer.ok ? answer.text() : undefined;
  });
  must(page.includes('<div id="root" data-drawn="yes">'), 'the page is served, drawn');

  await readPages(port);

  from = performance.now();
  process.kill(-current.pid, 'SIGINT');
  await current.ended;
  await until('nothing left running after Ctrl-C', 10_000, async () => processes().length === 0);
  must(true, `Ctrl-C left nothing running after ${seconds(from)}`);

  current = start(port);
  say(`second start: ready after ${await ready(port, 60_000, current)}`);
  const second = await ask(port, '{ listings(first: 1) { totalCount } }');
  must(second.listings.totalCount === first.listings.totalCount, 'the data persisted');
  from = performance.now();
  process.kill(current.pid, 'SIGTERM');
  await until('nothing left running after SIGTERM', 15_000, async () => processes().length === 0);
  must(true, `SIGTERM left nothing running after ${seconds(from)}`);

  // The launcher alone dies: what it started must notice, or be taken over.
  current = start(port);
  await ready(port, 60_000, current);
  const launcher = processes().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs'));
  process.kill(Number(launcher), 'SIGKILL');
  await current.ended;
  await until(
    'the port is free again',
    15_000,
    async () =>
      !(await fetch(`http://127.0.0.1:${port}/health/live`).then(
        () => true,
        () => false,
      )),
  );
  current = start(port);
  say(`start after kill -9 of the launcher: ready after ${await ready(port, 60_000, current)}`);

  // Everything dies at once, as when the power fails.
  for (const pid of processes()) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (fault) {
      if (fault.code !== 'ESRCH') throw fault;
    }
  }
  await current.ended;
  current = start(port);
  say(`start after kill -9 of everything: ready after ${await ready(port, 60_000, current)}`);
  const third = await ask(port, '{ listings(first: 1) { totalCount } }');
  must(third.listings.totalCount === first.listings.totalCount, 'nothing was lost');
  process.kill(-current.pid, 'SIGTERM');
  await until('nothing left running', 15_000, async () => processes().length === 0);
  must(true, 'nothing is left running');
} catch (fault) {
  console.error(`smoke: FAILED: ${fault.message}`);
  process.exitCode = 1;
} finally {
  for (const pid of processes()) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (fault) {
      if (fault.code !== 'ESRCH') console.error(fault);
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
