import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { LoadDemo, RebuildSearch, SEARCH_KINDS, SearchIndex, type SearchDocument } from '@huanpei/app';
import { EDITION, judgedQueries, type JudgedQuery } from '@huanpei/reference';
import { CoreModule, createLogger, openCore, type Config } from '@huanpei/runtime';
import { NestFactory } from '@nestjs/core';
import { against, DEPTH, keywordSearch, relevanceOf, type AdapterRelevance, type Answered } from './bench/relevance';
import { onFreshDatabase, onFreshIndexes } from './bench/throwaway';

const USAGE = `用法 usage: npm run -s bench:relevance -- [--set test|tune] [--json] [--check] [--seed 1]
  MEILI_URL（可选 optional）也测该 Meilisearch，用单独的索引 measures that Meilisearch too, in indexes of its own
  --check 排序不如关键词检索时以 1 退出 exits with 1 when an index ranks worse than keyword search`;

/**
 * How well the one search box finds what is meant: judged queries over everything the demonstration puts into the index,
 * with a database of its own, beside BM25 over the same documents. docs/quality.md says what the figures mean.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const options = optionsOf(argv);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { set, seed } = options;
  const from = performance.now();
  const queries = judgedQueries().filter((query) => query.set === set);
  const postgres = await onFreshDatabase({}, (config) => ask(config, queries));
  const asked = [postgres];
  const meiliUrl = process.env['MEILI_URL'];
  if (meiliUrl === undefined || meiliUrl.trim() === '') {
    process.stderr.write('未设置 MEILI_URL，因此只测 Postgres MEILI_URL is not set, so Postgres alone was measured\n');
  } else {
    asked.push(
      await onFreshIndexes(meiliUrl, process.env['MEILI_KEY'], (settings) =>
        onFreshDatabase(settings, (config) => ask(config, queries)),
      ),
    );
  }
  const search = keywordSearch(postgres.documents);
  const baseline = relevanceOf(
    'bm25',
    queries.map((query) => ({ query, found: search(query.text) })),
    seed,
  );
  const adapters = asked.map(({ name, answers }) => {
    const figures = relevanceOf(name, answers, seed);
    return { ...figures, against_baseline: against(figures, baseline, seed) };
  });
  const result = {
    queries: queries.length,
    set,
    documents: postgres.documents.length,
    adapters,
    baseline,
    edition: EDITION,
    seed,
    seconds: Math.round((performance.now() - from) / 100) / 10,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result, rounded)}\n`
      : `${[...adapters, baseline].map((one) => summary(one, queries.length)).join('\n')}\n`,
  );
  if (!options.check) return 0;
  const behind = adapters.filter(({ ndcg10 }) => ndcg10 < baseline.ndcg10);
  for (const { name } of behind)
    process.stderr.write(`${name} 不如关键词检索 ranks worse than keyword search: ${short(baseline.ndcg10)}\n`);
  return behind.length === 0 ? 0 : 1;
}

function optionsOf(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        set: { type: 'string', default: 'test' },
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
      },
    });
    if ((values.set !== 'test' && values.set !== 'tune') || !/^\d{1,9}$/.test(values.seed)) return undefined;
    return { set: values.set, json: values.json, check: values.check, seed: Number(values.seed) } as const;
  } catch {
    return undefined;
  }
}

/** The demonstration in the index of these settings, asked every query once; with the documents it was given. */
async function ask(config: Config, queries: readonly JudgedQuery[]) {
  const core = await openCore(config, createLogger(config), true);
  try {
    const app = await NestFactory.createApplicationContext(CoreModule.for(core), { logger: ['error', 'warn'] });
    await app.get(LoadDemo).execute();
    const index = app.get(SearchIndex);
    const documents = new Map<string, SearchDocument>();
    const put = index.put.bind(index);
    index.put = async (some) => {
      await put(some);
      for (const one of some) documents.set(`${one.kind}:${one.id}`, one);
    };
    const { outcome } = await app.get(RebuildSearch).execute({ fromStart: true });
    const { answering, because } = await index.status();
    if (outcome !== 'DONE' || answering !== index.name)
      throw new Error(`${index.name} was not filled: ${outcome}, ${answering} answers, because ${String(because)}`);
    const held = await Promise.all(SEARCH_KINDS.map((kind) => index.idsHeld(kind, null, 100_000)));
    if (held.flat().length !== documents.size)
      throw new Error(`of ${held.flat().length} documents the baseline is given ${documents.size}`);
    const answers: Answered[] = [];
    for (const query of queries) {
      const { items } = await index.search({ text: query.text }, { first: DEPTH, after: null });
      answers.push({ query, found: items.map(({ node: { kind, id } }) => `${kind}:${id}`) });
    }
    await app.close();
    return { name: index.name, answers, documents: [...documents.values()] };
  } finally {
    await core.close();
  }
}

const short = (figure: number): string => figure.toFixed(3);

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value;

/** The figures for a person at a terminal. */
function summary({ name, ndcg10, ci95, by_kind, nothing_found, worst }: AdapterRelevance, queries: number): string {
  return [
    `${name}: nDCG@10 ${short(ndcg10)} [${ci95.map(short).join(', ')}]，${queries} 条查询 queries，无结果 nothing found ${nothing_found.length}`,
    ...Object.entries(by_kind).map(([kind, mean]) => `  ${kind}: ${short(mean.ndcg10)} (${mean.queries})`),
    '  最差 worst:',
    ...worst.slice(0, 5).map(({ text, ndcg10: figure, first }) => `    ${short(figure)} ${text} → ${first.join(', ')}`),
  ].join('\n');
}
