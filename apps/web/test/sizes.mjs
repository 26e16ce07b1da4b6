/**
 * The script that a public page needs before it can be used, compressed: what the browser loads for its first view. Says
 * one line for each page (or JSON with --json) and fails above the limit. Build first: npm run build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 250_000;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}/browser/manifest.json`, 'utf8'));
const drawer = readdirSync(`${dist}/server`).find((name) => name.endsWith('.cjs'));
const { publicPages } = createRequire(import.meta.url)(`${dist}/server/${drawer}`);

function filesOf(key, files = new Set()) {
  const entry = manifest[key];
  if (entry === undefined)
    throw new Error(`the manifest has no ${key}: does the table of pages name the right module?`);
  if (files.has(entry.file)) return files;
  files.add(entry.file);
  for (const other of entry.imports ?? []) filesOf(other, files);
  return files;
}
const compressed = (file) => gzipSync(readFileSync(`${dist}/browser/${file}`), { level: 9 }).length;

const pages = publicPages.map(({ path, module }) => {
  const files = filesOf(`src/${module}`, filesOf('index.html'));
  return { path, bytes: [...files].reduce((sum, file) => sum + compressed(file), 0) };
});
if (process.argv.includes('--json')) console.log(JSON.stringify({ limit: LIMIT_BYTES, pages }));
else for (const { path, bytes } of pages) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
const over = pages.filter(({ bytes }) => bytes > LIMIT_BYTES);
if (over.length > 0) {
  console.error(`above ${LIMIT_BYTES / 1000} kB: ${over.map(({ path }) => path).join(', ')}`);
  process.exitCode = 1;
}
