/**
 * Runs one command of the product: node apps/cli/run.mjs <command> [arguments…]. Compiles first when a source changed,
 * with its messages on standard error, then calls `main(arguments)` of apps/cli/dist/<command>.js, which writes its result to
 * standard output and answers the exit code.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, buildServer } from './build.mjs';

const require = createRequire(import.meta.url);
const DIST = path.join(ROOT, 'apps/cli/dist');

const commands = () =>
  fs.existsSync(DIST)
    ? fs
        .readdirSync(DIST)
        .filter((file) => /^[a-z][a-z-]*\.js$/.test(file) && file !== 'index.js')
        .map((file) => file.slice(0, -3))
    : [];

async function main([command, ...args]) {
  // Set by the launcher, which has just compiled.
  if (process.env.HUANPEI_BUILT !== '1') {
    try {
      await buildServer();
    } catch (error) {
      process.stderr.write(`编译失败 build failed\n${error.message}\n`);
      return 70;
    }
  }
  if (command === undefined || !commands().includes(command)) {
    process.stderr.write(
      `没有这个命令 no such command: ${command ?? ''}\n可用命令 commands: ${commands().join(', ')}\n`,
    );
    return 64;
  }
  return require(path.join(DIST, `${command}.js`)).main(args);
}

/** Waits until everything written has left, since process.exit would cut a pipe short. */
const flushed = (stream) => new Promise((resolve) => stream.write('', resolve));

// A reader that has seen enough (`| head`) is not an error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 74));

let code;
try {
  code = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  code = 70;
}
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code ?? 0);
