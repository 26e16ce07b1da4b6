/**
 * Compiles the kernels of the matching library from AssemblyScript and writes each as a string into the sources, so that
 * nobody who uses the library needs the compiler, or a file beside it. With `--check` it writes nothing, and fails where a
 * string is not what its source says.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const MATCHING = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../libs/matching');
/**
 * Each with the bytes that its source lays out, which nothing of the compiler's own may lie in, and the pages of 64 KiB that
 * it has at first. Both grow when they run; pages that are not written to cost nothing, and those of the index of offers hold
 * the bitmaps of most queries.
 */
const KERNELS = [
  { source: 'offer-kernel', into: 'offer-index', bytes: 240 * 1024, pages: 256 },
  { source: 'judged-lanes', into: 'need-index', bytes: 128 * 1024, pages: 3 },
];

for (const { source, into, bytes, pages } of KERNELS) {
  const code = path.join(MATCHING, `src/${into}/kernel-code.ts`);
  const text = `/** Written by \`npm run build:kernel\` from assembly/${source}.ts: WebAssembly, two signs for each byte. */
export const KERNEL_CODE =
  '${await compiled(path.join(MATCHING, `assembly/${source}.ts`), bytes, pages)}';
`;
  if (!process.argv.includes('--check')) fs.writeFileSync(code, text);
  else if (fs.readFileSync(code, 'utf8') !== text)
    throw new Error(`${into}/kernel-code.ts is not what assembly/${source}.ts compiles to: run npm run build:kernel`);
}

async function compiled(source, bytes, pages) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huanpei-kernel-'));
  try {
    const out = path.join(folder, 'kernel.wasm');
    const { error, stderr } = await asc.main([
      source,
      ...['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='],
      ...['--initialMemory', `${pages}`, '--memoryBase', `${bytes}`, '-o', out],
    ]);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    return fs.readFileSync(out).toString('hex');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
