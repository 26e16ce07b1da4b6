/**
 * A worker in a process of its own that takes one match-tender and never finishes it, to be killed. Reads its settings
 * from the first argument as JSON. Compiles the TypeScript it needs as it goes, so that a spec needs no build.
 */
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { transformSync } = require('@swc/core');
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    configFile: path.join(root, '.swcrc'),
    sourceMaps: false,
  });
  module._compile(code, filename);
};
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const library = /^@huanpei\/([a-z-]+)$/.exec(request)?.[1];
  return resolve.call(Module, library ? path.join(root, 'libs', library, 'src/index.ts') : request, ...rest);
};

const say = (_fields, message) => process.stderr.write(`${message}\n`);
const { createQueue } = require('../src/index.ts');
const queue = createQueue({ ...JSON.parse(process.argv[2]), log: { warn: say, error: say } });
await queue.source.consume('match-tender', () => {
  process.stdout.write('begun\n');
  return new Promise(() => undefined);
});
await queue.startRelay();
