/**
 * npm start: builds what changed, starts the product, and ends with it. Plain JavaScript, because it must run before
 * anything is built; its own messages go to standard error.
 *
 * The server starts as soon as its own code is built, while the web pages may still be building, so it must read
 * apps/web/dist when it is asked for a page. What it can count on (apps/api/src/main.ts):
 *
 *   PROFILE=demo          unless set otherwise
 *   HUANPEI_BUILT=1       everything is compiled; commands need not look
 *   HUANPEI_LAUNCHED=1    there is an IPC channel, and 'disconnect' means that the launcher is gone: stop at once
 *
 * It runs in a session of its own, so one Ctrl-C is one SIGINT to it, sent from here. SIGINT and SIGTERM ask it to stop;
 * its exit code becomes ours. A second Ctrl-C, or 30 seconds, and it is killed; the built-in database notices and ends.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { ROOT, buildServer, buildWeb } from './build.mjs';

const SERVER = path.join(ROOT, 'apps/api/dist/main.js');
/**
 * Threads of V8's for collecting garbage and compiling: no more of its four than there are cores to spare. On two cores four
 * wait for one another, and a search waits for them. The indexer beside the server has as many.
 */
const V8_THREADS = `--v8-pool-size=${Math.min(4, Math.max(1, os.availableParallelism() - 1))}`;
const PATIENCE_MS = 30_000;
/** A terminal and npm may each deliver the same Ctrl-C. */
const SAME_PRESS_MS = 500;

const say = (line) => process.stderr.write(`${line}\n`);
const building = new AbortController();
let server;
let stopAskedAt;

const stopping = () => stopAskedAt !== undefined;

/** Asks everything to end; asked again, ends it by force. */
function stop(signal) {
  const now = performance.now();
  if (!stopping()) {
    stopAskedAt = now;
    building.abort();
    if (server === undefined) return;
    say('\n正在停止…再按一次 Ctrl-C 强制结束 stopping… press Ctrl-C again to force');
    server.kill(signal);
    setTimeout(force, PATIENCE_MS).unref();
    return;
  }
  if (now - stopAskedAt > SAME_PRESS_MS) force();
}

function force() {
  if (server === undefined) process.exit(130);
  server.kill('SIGKILL');
}

/** Starts the server and answers its exit code once it has ended. */
function runServer() {
  server = spawn(process.execPath, [V8_THREADS, SERVER, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, PROFILE: process.env.PROFILE || 'demo', HUANPEI_BUILT: '1', HUANPEI_LAUNCHED: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  });
}

/** Builds the pages beside the running server; false when they could not be built. */
async function preparePages() {
  try {
    if (await buildWeb({ signal: building.signal })) say('网页已就绪 the web pages are ready');
    return true;
  } catch (error) {
    if (stopping()) return true;
    say(`网页构建失败 the web pages could not be built\n${error.message}`);
    stop('SIGTERM');
    return false;
  }
}

/** A signal to npm ends npm and the shell between us, and the shell does not pass it on: its end is what we notice. */
function stopWithNpm() {
  const { ppid } = process;
  const watch = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 200);
  watch.unref();
}

async function main() {
  const pages = preparePages();
  try {
    await buildServer();
  } catch (error) {
    building.abort();
    stopAskedAt ??= performance.now();
    await pages;
    say(`编译失败 build failed\n${error.message}`);
    return 1;
  }
  if (stopping()) return (await pages) ? 130 : 1;
  const code = await runServer();
  stopAskedAt ??= performance.now();
  building.abort();
  return (await pages) ? code : code || 1;
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`需要 Node 20.19 或更高版本，当前为 ${process.versions.node}`);
  say(`Node 20.19 or later is needed; this is ${process.versions.node}`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal));
if (process.env.npm_lifecycle_event !== undefined) stopWithNpm();
process.exit(await main());
