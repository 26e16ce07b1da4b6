/**
 * npm run bench:pages: what Lighthouse says of the public pages, each opened for the first time by a visitor, against
 * `npm start` on a clean data folder. For each page and preset the median of several runs.
 *
 *   --runs=3     runs of each page and preset
 *   --only=name  one page
 *   --base=url   a product that runs already
 *   --json       one object on standard output
 *   --check      exit with 1 where a page misses what it must reach
 *
 * Lighthouse is fetched by npx when it is first used; it is no dependency, since it would bring 160 packages to everybody.
 * LIGHTHOUSE names an installed one (its cli/index.js). Debian's chromium, or CHROMIUM.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM, startProduct } from './product.mjs';

const VERSION = '12.8.2';
const PAGES = {
  home: '/',
  search: '/search?q=MBR',
  tender: '/tenders/ill-sewage-50000',
  matches: '/tenders/ill-sewage-50000/matches',
  listing: '/listings/ill-mbbr',
};
/** Lighthouse's own: the desktop preset, and its default, a mid-range phone on slow 4G. */
const PRESETS = { desktop: ['--preset=desktop'], mobile: [] };
const MUST = { desktop: { performance: 0.9, accessibility: 0.95 }, mobile: { performance: 0.75, accessibility: 0.95 } };
const METRICS = {
  first_paint_ms: 'first-contentful-paint',
  largest_paint_ms: 'largest-contentful-paint',
  blocked_ms: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
};

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const runs = Number(option('runs') ?? 3);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number of at least 1');
const only = option('only');
if (only !== undefined && !(only in PAGES)) throw new Error(`--only must be one of ${Object.keys(PAGES).join(', ')}`);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const run = promisify(execFile);

/** What Lighthouse says when its own recording of a page failed (core/lib/lh-error.js): not a figure, so it is asked again. */
const UNRECORDED = new Set([
  'NO_NAVSTART',
  'NO_FCP',
  'NO_LCP',
  'NO_TRACING_STARTED',
  'NO_RESOURCE_REQUEST',
  'NO_SPEEDLINE_FRAMES',
]);
const TRIES = 3;

/** The report of one run of Lighthouse, as it wrote it. */
async function report(url, flags) {
  const installed = process.env.LIGHTHOUSE;
  const [command, first] = installed ? [process.execPath, [installed]] : ['npx', ['--yes', `lighthouse@${VERSION}`]];
  const folder = await mkdtemp(join(tmpdir(), 'huanpei-pages-'));
  // To a file: Lighthouse ends its process while a report is still in the pipe.
  const file = join(folder, 'report.json');
  try {
    await run(
      command,
      [
        ...first,
        url,
        '--output=json',
        `--output-path=${file}`,
        '--quiet',
        '--only-categories=performance,accessibility',
        '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
        ...flags,
      ],
      { env: { ...process.env, CHROME_PATH: CHROMIUM } },
    ).catch((error) => {
      // It ends with 1 for an error of its own too, but has written its report; anything else has none.
      if (!existsSync(file)) throw error;
    });
    return JSON.parse(await readFile(file, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lighthouse(url, flags, tries = TRIES) {
  const { lighthouseVersion, runtimeError, categories, audits } = await report(url, flags);
  if (runtimeError) {
    if (tries === 1 || !UNRECORDED.has(runtimeError.code)) throw new Error(`${url}: ${runtimeError.message}`);
    console.error(`${url}: ${runtimeError.code}, measured again`);
    return lighthouse(url, flags, tries - 1);
  }
  return {
    version: lighthouseVersion,
    performance: categories.performance.score,
    accessibility: categories.accessibility.score,
    ...Object.fromEntries(Object.entries(METRICS).map(([key, audit]) => [key, audits[audit].numericValue])),
  };
}

const product = option('base') ? { base: option('base'), stop: async () => {} } : await startProduct();
const pages = [];
let version;
try {
  for (const [name, path] of Object.entries(PAGES)) {
    if (only !== undefined && only !== name) continue;
    const measured = { page: name, path };
    for (const [preset, flags] of Object.entries(PRESETS)) {
      const seen = [];
      for (let turn = 0; turn < runs; turn += 1) seen.push(await lighthouse(`${product.base}${path}`, flags));
      version = seen[0].version;
      measured[preset] = Object.fromEntries(
        ['performance', 'accessibility', ...Object.keys(METRICS)].map((key) => [
          key,
          Number(median(seen.map((one) => one[key])).toPrecision(4)),
        ]),
      );
      measured[preset].performance_runs = seen.map(({ performance }) => performance);
      console.error(`${name} ${preset} ${JSON.stringify(measured[preset])}`);
    }
    pages.push(measured);
  }
} finally {
  await product.stop();
}
const missed = pages.flatMap(({ page, ...measured }) =>
  Object.entries(MUST).flatMap(([preset, must]) =>
    Object.entries(must)
      .filter(([key, least]) => measured[preset][key] < least)
      .map(([key, least]) => `${page} ${preset} ${key}: ${measured[preset][key]}, must be ≥ ${least}`),
  ),
);
if (process.argv.includes('--json')) console.log(JSON.stringify({ lighthouse: version, runs, pages, missed }));
else {
  for (const { page, desktop, mobile } of pages)
    console.log(
      `${page.padEnd(8)} desktop ${desktop.performance} / ${desktop.accessibility}  mobile ${mobile.performance} / ${mobile.accessibility}`,
    );
  for (const line of missed) console.log(`missed: ${line}`);
}
if (process.argv.includes('--check') && missed.length > 0) process.exitCode = 1;
