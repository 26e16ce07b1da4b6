import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { createLogger } from '@huanpei/runtime';
import { onFreshDatabase, onFreshIndexes } from './bench/throwaway';
import { measureAdapter, type Course } from './bench-search/measure';
import { missed, QUESTIONS, type AdapterReport, type Report } from './bench-search/report';

const USAGE = `用法 usage: npm run -s bench:search -- [--docs 100000] [--queries 400] [--rate 50] [--seconds 30] [--seed 1] [--json] [--check]
  MEILI_URL（可选 optional）也测该 Meilisearch，用单独的索引 measures that Meilisearch too, in indexes of its own
  --check 未达指标时以 1 退出 exits with 1 when a target is missed`;

/**
 * The search index on seeded documents, with a database of its own: how fast it is filled and rebuilt, how long a change
 * takes through outbox, queue and indexer until it can be found, and how long questions take, quiet and while changes
 * stream in. One JSON object on standard output, progress on standard error.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const options = optionsOf(argv);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const from = performance.now();
  const adapters: AdapterReport[] = [];
  const meiliUrl = process.env['MEILI_URL'];
  adapters.push(await measureIn(options.course, {}));
  if (meiliUrl === undefined || meiliUrl.trim() === '') {
    say('未设置 MEILI_URL，因此只测 Postgres MEILI_URL is not set, so Postgres alone was measured');
  } else {
    adapters.push(
      await onFreshIndexes(meiliUrl, process.env['MEILI_KEY'], (settings) => measureIn(options.course, settings)),
    );
  }
  const report: Report = {
    seed: options.course.seed,
    machine: {
      cpus: cpus().length,
      model: cpus()[0]?.model ?? '',
      memory_gb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    adapters,
    missed: adapters.flatMap(missed),
    took_s: Math.round((performance.now() - from) / 1_000),
  };
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${adapters.map(summary).join('\n')}\n`);
  if (!options.check || report.missed.length === 0) return 0;
  process.stderr.write(`未达指标 targets missed:\n${report.missed.map((line) => `  ${line}\n`).join('')}`);
  return 1;
}

function optionsOf(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        docs: { type: 'string', default: '100000' },
        queries: { type: 'string', default: '400' },
        rate: { type: 'string', default: '50' },
        seconds: { type: 'string', default: '30' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
      },
    });
    const [docs, queries, rate, seconds, seed] = [
      values.docs,
      values.queries,
      values.rate,
      values.seconds,
      values.seed,
    ].map((text) => (/^\d{1,7}$/.test(text) ? Number(text) : 0));
    if (!docs || !queries || !rate || !seconds || seed === undefined || docs < 50) return undefined;
    const course: Course = { docs, queries, perSecond: rate, seconds, seed };
    return { course, json: values.json, check: values.check };
  } catch {
    return undefined;
  }
}

const measureIn = (course: Course, settings: Readonly<Record<string, string | undefined>>): Promise<AdapterReport> =>
  onFreshDatabase(settings, (config) => measureAdapter(config, course, createLogger(config), process.stderr));

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function summary(report: AdapterReport): string {
  const { name, docs, index_per_s, rebuild_s, lag_p95_ms, queries, ratio } = report;
  return [
    `${name}: ${docs} 件 listings, 写入 indexed ${index_per_s}/s, 重建 rebuilt ${rebuild_s} s, 延迟 lag p95 ${lag_p95_ms} ms`,
    ...QUESTIONS.map(
      (question) =>
        `  ${question}: p50 ${queries[question].p50_ms} ms, p95 ${queries[question].p95_ms} ms, 变更流中 in the stream ×${ratio[question].p95}`,
    ),
  ].join('\n');
}
