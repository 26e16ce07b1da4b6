/** The product as its users start it, on a clean data folder, and browsers to use it with. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const PASSWORD = 'huanpei-demo-2026';
const START_MS = 180_000;

export const MEMBERS = {
  supplier: 'supplier@demo.huanpei.example',
  buyer: 'buyer@demo.huanpei.example',
  moderator: 'moderator@demo.huanpei.example',
  administrator: 'operator@demo.huanpei.example',
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** `npm start`, ready, with its pages built and its search filled. `kill` and `start` are a crash and what follows it. */
export async function startProduct() {
  const folder = mkdtempSync(join(tmpdir(), 'huanpei-web-'));
  // Postgres runs as an unprivileged account when this runs as root, and must reach the data folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let child;
  let end;
  let ended = true;
  let said = '';
  const signal = async (name) => {
    // The group: npm does not pass on what it is told.
    if (!ended) process.kill(-child.pid, name);
    await end;
  };
  const start = async () => {
    child = spawn('npm', ['start'], {
      cwd: REPOSITORY,
      env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    ended = false;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    end = new Promise((resolve) => child.once('exit', () => resolve((ended = true))));
    await until('the product is ready', START_MS, async () => {
      if (ended) throw Object.assign(new Error('npm start has ended'), { final: true });
      const page = await fetch(`${base}/`);
      const { data } = await ask(base, '{ search(text: "MBR", kinds: [LISTING], first: 1) { totalCount } }');
      return page.ok && data.search.totalCount > 0;
    });
  };
  const stop = async () => {
    await signal('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (fault) {
    await stop();
    throw new Error(`${fault.message}\n${said}`);
  }
  return { base, stop, start, kill: () => signal('SIGKILL') };
}

/** Waits until `look` answers something true; what it throws meanwhile is taken for "not yet". */
export async function until(what, limitMs, look) {
  const from = performance.now();
  let last;
  for (;;) {
    try {
      const answer = await look();
      if (answer) return answer;
    } catch (fault) {
      if (fault.final) throw fault;
      last = fault;
    }
    if (performance.now() - from > limitMs)
      throw new Error(`${what}: not within ${limitMs / 1000} s${last ? ` (${last.message})` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ask(base, query) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return answer.json();
}

export const launch = () =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });

/**
 * A person with a browser of their own. `faults` collects what no page may do: errors in scripts and on the console, and
 * answers of the server with 5xx.
 */
export async function person(browser, base, { locale = 'zh-CN', dark = false, width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    locale,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Long, since no story is about time and machines are busy.
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()} ${message.text()}`));
  page.on('response', (answer) => answer.status() >= 500 && faults.push(`${answer.status()} ${answer.url()}`));
  return { context, page, faults };
}

export async function signIn(page, email, locale = 'zh-CN') {
  const english = locale.startsWith('en');
  await page.goto('/sign-in');
  await page.getByLabel(english ? 'E-mail' : '电子邮箱').fill(email);
  await page.getByLabel(english ? 'Password' : '密码').fill(PASSWORD);
  await page
    .getByRole('main')
    .getByRole('button', { name: english ? 'Sign in' : '登录' })
    .click();
  await page.waitForURL('**/work');
}

const IMAGES = join(REPOSITORY, 'docs/images');

/** Takes the picture of that name for README and docs/tour.md, when pictures are taken at all. */
export const photographer = (wanted) => async (page, name) => {
  if (!wanted) return;
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
};

/** What axe finds serious or critical by WCAG 2.2 A and AA, as sentences. */
export async function inaccessible(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
}

/** Whether the page can be scrolled sideways, which no page may on any width. */
export const scrollsSideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
