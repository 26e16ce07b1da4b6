/**
 * Compiles the kernel of the offer index from AssemblyScript and writes it as a string into the sources, so that nobody who uses the library
 * needs the compiler, or a file beside it. With `--check` it writes nothing, and fails where the string is not what the
 * source says.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const MATCHING = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../libs/matching');
const SOURCE = path.join(MATCHING, 'assembly/kernel.ts');
const CODE = path.join(MATCHING, 'src/offer-index/kernel-code.ts');
/** Pages of 64 KiB at first: what the source lays out, and the bitmaps of most queries. Untouched memory costs nothing. */
const PAGES = 256;
const MOST_PAGES = 65_536;
/** Bytes before it are all that the source lays out itself; nothing of the compiler's own lies there. */
const FROM = 240 * 1024;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huanpei-kernel-'));
let wasm;
try {
  const out = path.join(folder, 'kernel.wasm');
  const { error, stderr } = await asc.main([
    SOURCE,
    ...['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='],
    ...['--initialMemory', `${PAGES}`, '--maximumMemory', `${MOST_PAGES}`, '--memoryBase', `${FROM}`, '-o', out],
  ]);
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  wasm = fs.readFileSync(out).toString('hex');
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

const text = `/** Written by \`npm run build:kernel\` from assembly/kernel.ts: WebAssembly, two signs for each byte. */
export const KERNEL_CODE =
  '${wasm}';
`;
if (process.argv.includes('--check')) {
  if (fs.readFileSync(CODE, 'utf8') !== text)
    throw new Error('kernel-code.ts is not what assembly/kernel.ts compiles to: run npm run build:kernel');
} else fs.writeFileSync(CODE, text);
