/**
 * Builds what runs: every apps/<app>/src and libs/<lib>/src to dist beside it, with SWC in this process, and apps/web with
 * Vite. Plain JavaScript, because it must run before anything is built. Says what it does on standard error only.
 *
 *   node apps/cli/build.mjs                 everything, the web pages included
 *   node apps/cli/build.mjs libs/queue …    these projects
 */
import { createHash, randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const WEB = 'apps/web';
const STAMP = '.build.json';
/** Raised when a change to this file must rebuild everything. */
const EDITION = 1;

const say = (line) => process.stderr.write(`${line}\n`);
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Every file beneath a folder, as paths relative to it; none when the folder does not exist. */
function filesUnder(dir, skip = () => false, prefix = '') {
  let entries;
  try {
    entries = fs.readdirSync(path.join(dir, prefix), { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const relative = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (skip(entry.name)) return [];
    return entry.isDirectory() ? filesUnder(dir, skip, relative) : [relative];
  });
}

const readJson = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    // No stamp, or one cut off by a crash: the same as never built.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Written beside and renamed, so that a process starting meanwhile never reads half a file. */
function writeWhole(file, text) {
  const partial = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`;
  fs.writeFileSync(partial, text);
  fs.renameSync(partial, file);
}

/** The projects SWC builds: all but the web. */
export function serverProjects() {
  return ['apps', 'libs'].flatMap((kind) =>
    fs
      .readdirSync(path.join(ROOT, kind))
      .map((name) => `${kind}/${name}`)
      .filter((project) => project !== WEB && fs.existsSync(path.join(ROOT, project, 'src'))),
  );
}

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts');
const outputOf = (source) => source.replace(/\.ts$/, '.js');

/** What else the output depends on. Reads versions only, so that a check loads no compiler. */
function toolchain() {
  const swc = JSON.parse(fs.readFileSync(require.resolve('@swc/core/package.json'), 'utf8')).version;
  return sha256(`${EDITION} ${swc} ${fs.readFileSync(path.join(ROOT, '.swcrc'), 'utf8')}`);
}

/** One pass over names, sizes and times: what must be compiled again and what must go. */
function survey(project, tools) {
  const src = path.join(ROOT, project, 'src');
  const dist = path.join(ROOT, project, 'dist');
  const stamp = readJson(path.join(dist, STAMP));
  const known = stamp?.tools === tools ? stamp.files : {};
  const present = new Set(filesUnder(dist));
  const sources = filesUnder(src).filter(isSource);
  const files = {};
  const changed = [];
  for (const source of sources) {
    const { mtimeMs, size } = fs.statSync(path.join(src, source));
    const before = known[source];
    files[source] = { mtimeMs, size, hash: before?.hash };
    const same = before?.mtimeMs === mtimeMs && before.size === size && present.has(outputOf(source));
    if (!same) changed.push(source);
  }
  const wanted = new Set([STAMP, ...sources.flatMap((source) => [outputOf(source), `${outputOf(source)}.map`])]);
  const stray = [...present].filter((file) => !wanted.has(file) && !isPartial(file));
  return {
    project,
    src,
    dist,
    known,
    files,
    present,
    changed,
    stray,
    stale: changed.length > 0 || stray.length > 0 || stamp === undefined,
  };
}

/** Another build's file about to be renamed into place. */
const isPartial = (file) => /\.\d+\.[0-9a-f]{8}$/.test(file);

/** True when a source was added, changed or removed since the last build. */
export function serverIsStale(projects = serverProjects()) {
  const tools = toolchain();
  return projects.some((project) => survey(project, tools).stale);
}

/**
 * Brings dist in line with src and returns how many files were compiled. Two at once wait for one another, and the second
 * finds nothing to do. Throws when a file does not compile; what did compile is kept.
 */
export async function buildServer(projects = serverProjects()) {
  if (!serverIsStale(projects)) return 0;
  return withBuildLock(async () => {
    const tools = toolchain();
    const work = projects.map((project) => survey(project, tools)).filter(({ stale }) => stale);
    if (work.length === 0) return 0;
    say('正在编译… compiling…');
    const { transformFile } = require('@swc/core');
    let compiled = 0;
    const failures = [];
    for (const { project, src, dist, known, files, present, changed, stray } of work) {
      for (const file of stray) fs.rmSync(path.join(dist, file), { force: true });
      fs.mkdirSync(dist, { recursive: true });
      const failed = new Set();
      await Promise.all(
        changed.map(async (source) => {
          const from = path.join(src, source);
          const hash = sha256(fs.readFileSync(from));
          files[source].hash = hash;
          if (known[source]?.hash === hash && present.has(outputOf(source))) return;
          const to = path.join(dist, outputOf(source));
          try {
            const { code, map } = await transformFile(from, {
              configFile: path.join(ROOT, '.swcrc'),
              sourceFileName: path.relative(path.dirname(to), from),
            });
            fs.mkdirSync(path.dirname(to), { recursive: true });
            if (map !== undefined) writeWhole(`${to}.map`, map);
            writeWhole(to, map === undefined ? code : `${code}\n//# sourceMappingURL=${path.basename(to)}.map\n`);
            compiled += 1;
          } catch (error) {
            failed.add(source);
            // What follows the message is the compiler's own stack.
            const [message] = error.message.split('\n\nCaused by:');
            failures.push(`${project}/src/${source}: ${message.trimEnd()}`);
          }
        }),
      );
      for (const source of failed) delete files[source];
      writeWhole(path.join(dist, STAMP), JSON.stringify({ tools, files }));
    }
    if (failures.length > 0) throw new Error(failures.join('\n'));
    say(`已编译 ${compiled} 个文件 compiled ${compiled} file(s)`);
    return compiled;
  });
}

/** The web pages depend on themselves, on the libraries they import and on the versions installed. */
function webInputs() {
  const skip = (name) => name === 'dist' || name === 'node_modules';
  const inputs = [WEB, 'libs/matching', 'libs/domain', 'libs/reference'].flatMap((project) =>
    filesUnder(path.join(ROOT, project), skip).map((file) => `${project}/${file}`),
  );
  return [...inputs.filter((file) => !/\.spec\.tsx?$/.test(file)), 'package-lock.json'];
}

export const hasWeb = () =>
  fs.existsSync(path.join(ROOT, WEB)) &&
  fs.readdirSync(path.join(ROOT, WEB)).some((name) => /^vite\.config\.[cm]?[jt]s$/.test(name));

function surveyWeb() {
  const stampFile = path.join(ROOT, WEB, 'dist', STAMP);
  const stamp = readJson(stampFile);
  const files = {};
  let moved = stamp === undefined;
  for (const file of webInputs()) {
    if (!fs.existsSync(path.join(ROOT, file))) continue;
    const { mtimeMs, size } = fs.statSync(path.join(ROOT, file));
    const before = stamp?.files[file];
    const same = before?.mtimeMs === mtimeMs && before.size === size;
    const hash = same ? before.hash : sha256(fs.readFileSync(path.join(ROOT, file)));
    files[file] = { mtimeMs, size, hash };
    moved ||= before?.hash !== hash;
  }
  moved ||= Object.keys(stamp?.files ?? {}).some((file) => files[file] === undefined);
  return { stale: moved, files, stampFile };
}

/** Builds apps/web when one of its inputs changed; true when it did. Throws when the signal says to give up. */
export async function buildWeb({ signal } = {}) {
  if (!hasWeb() || !surveyWeb().stale) return false;
  return withBuildLock(async () => {
    const { stale, files, stampFile } = surveyWeb();
    if (!stale) return false;
    say('正在构建网页… building the web pages…');
    const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin/vite.js');
    // What draws pages on the server first: pages are served once the browser's files are there too.
    const build = [vite, 'build', '--logLevel', 'warn'];
    await run(process.execPath, [...build, '--ssr', 'src/server.tsx'], path.join(ROOT, WEB), signal);
    await run(process.execPath, build, path.join(ROOT, WEB), signal);
    writeWhole(stampFile, JSON.stringify({ files }));
    return true;
  }, 'web');
}

/** Runs a command with its output on our standard error; throws when it fails. */
function run(command, args, cwd, abort) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 2, 2],
      signal: abort,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(args[0] ?? command)}: ${signal ?? `exit ${code}`}`)),
    );
  });
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** A lock file that names its holder: one whose holder is gone is taken over. */
async function withBuildLock(body, name = 'server') {
  const file = path.join(ROOT, 'node_modules', `.huanpei-build-${name}.lock`);
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        fs.linkSync(mine, file);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      releaseIfAbandoned(file);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    try {
      return await body();
    } finally {
      fs.rmSync(file, { force: true });
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function releaseIfAbandoned(file) {
  try {
    const holder = Number(fs.readFileSync(file, 'utf8'));
    if (alive(holder) && holder !== process.pid) return;
    // Moved away first, so that of two who see it abandoned only one removes it.
    const away = `${file}.abandoned.${process.pid}`;
    fs.renameSync(file, away);
    fs.rmSync(away, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  const asked = process.argv
    .slice(2)
    .map((project) => path.relative(ROOT, path.resolve(project)).replaceAll(path.sep, '/'));
  const server =
    asked.length === 0
      ? serverProjects()
      : asked.filter((project) => project !== WEB && fs.existsSync(path.join(ROOT, project, 'src')));
  try {
    await Promise.all([buildServer(server), asked.length === 0 || asked.includes(WEB) ? buildWeb() : undefined]);
    // No dangling code, every unit known, every limit row well formed: a whole build without that is none.
    if (asked.length === 0)
      await run(process.execPath, [path.join(ROOT, 'libs/reference/dist/validate.main.js')], ROOT);
  } catch (error) {
    say(`编译失败 build failed\n${error.message}`);
    process.exitCode = 1;
  }
}
