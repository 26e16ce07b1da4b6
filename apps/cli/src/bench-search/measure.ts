import { SEARCH_KINDS, SearchIndex, Work, type SearchKind, type SearchRequest } from '@huanpei/app';
import { BESIDE_INDEXER, CoreModule, openCore, type Config, type Logger } from '@huanpei/runtime';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { rounded, timesOf } from '../bench/percentiles';
import { progressTo, type Screen } from '../rebuild/progress';
import { loadMarket } from './load';
import { searchMarket } from './market';
import { MeasuredIndexer, settingsOf } from './measured-indexer';
import { measuredRebuild } from './measured-rebuild';
import { facetedQueries, textQueries, typedBeginnings, WRITTEN, type TextQuery, type Written } from './queries';
import { QUESTIONS, type AdapterReport, type Question, type QuestionTimes } from './report';
import { ChangeStream } from './stream';
import { cpuSeconds } from './written';

export interface Course {
  readonly docs: number;
  readonly seed: number;
  /** Questions of each kind. */
  readonly queries: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What is not found after so long counts as lost. */
const PATIENCE_MS = 60_000;
/** Of changes that are not measured: for so long an indexer that has just started is compiled as it runs. */
const WARM_UP_S = 20;
/** So often changes stream in, with a quiet time before each and after the last: the machine is not as quick at all times. */
const STREAMS = 3;
/** After a stream nothing is asked until nothing has been written for so long: documents of firms follow those of listings. */
const STILL_MS = 2_000;
const PAGE = { first: 20, after: null };

/**
 * One search index from empty rows to a stream of changes, on the database and index of the settings, with the indexer as a
 * process beside this one, as the product has it on the built-in database.
 */
export async function measureAdapter(
  config: Config,
  course: Course,
  log: Logger,
  screen: Screen,
): Promise<AdapterReport> {
  const say = (line: string): void => void screen.write(`${line}\n`);
  const core = await openCore(config, log, true, BESIDE_INDEXER);
  try {
    const app = await NestFactory.createApplicationContext(CoreModule.for(core), { logger: ['error', 'warn'] });
    const index = app.get(SearchIndex);
    const market = searchMarket(course.seed, course.docs);
    say(
      `写入数据行… writing rows: ${market.listings} 设备 listings, ${market.firms} 供应商 firms, ${market.tenders} 招标 tenders`,
    );
    await loadMarket(core.databaseUrl, market);

    say('重建索引… rebuilding');
    const bar = progressTo(screen, () => performance.now());
    const rebuilt = await measuredRebuild(settingsOf(config, core), bar.show);
    bar.end();
    const held = await countHeld(index);
    // As the database would have done in time.
    for (const what of ['vacuum analyze', 'checkpoint'])
      await onDatabase(core.databaseUrl, (client) => client.query(what));

    const texts = textQueries(course.seed, market, course.queries);
    const faceted = facetedQueries(course.seed, texts);
    const beginnings = typedBeginnings(course.seed, market, course.queries);
    const ask: { readonly [Q in Question]: readonly (() => Promise<unknown>)[] } = {
      text: texts.map(
        ({ text }) =>
          () =>
            index.search({ text }, PAGE),
      ),
      faceted: faceted.map((request: SearchRequest) => () => index.search(request, PAGE)),
      autocomplete: beginnings.map((text) => () => index.suggest({ text, language: 'zh', first: 10 })),
    };

    // Once beforehand, so that neither caches nor compilers are measured.
    say('先各问一遍… asking everything once beforehand');
    await inTurn(ask, (number) => number < course.queries);
    const stream = new ChangeStream(app.get(Work), market, course.seed);
    const before = new ChangeStream(app.get(Work), market, course.seed + 1);
    const indexer = await MeasuredIndexer.start(core, config, log, (written) => {
      before.hear(written);
      stream.hear(written);
    });
    // It has just started, and the product's runs for days.
    await before.run(course.perSecond, Math.min(WARM_UP_S, course.seconds));
    await settled(before);
    await indexer.still(STILL_MS, PATIENCE_MS);

    const { documents, writes: writesBefore } = indexer;
    const [quiet, inStream] = [noTimes(), noTimes()];
    // Questions in their order, in the stream as when it is quiet: a suggestion after a search takes longer than one after
    // another, whatever else goes on.
    const askQuietly = async (part: number): Promise<void> => {
      say(`平静时提问… asking while it is quiet (${part + 1}/${STREAMS + 1})`);
      const end = Math.round((course.queries * (part + 1)) / (STREAMS + 1));
      await inTurn(ask, (number) => number < end, quiet);
    };
    let [lost, streamCpuS] = [0, 0];
    for (let part = 0; part < STREAMS; part += 1) {
      await askQuietly(part);
      const seconds = course.seconds / STREAMS;
      say(`变更流中提问… asking under ${course.perSecond} 次变更每秒 changes a second, ${rounded(seconds)} s`);
      const [streamCpu, indexerCpuS] = [process.cpuUsage(), await indexer.cpuSeconds()];
      let flowing = true;
      const running = stream.run(course.perSecond, seconds).finally(() => {
        flowing = false;
      });
      await inTurn(ask, (number) => flowing || number === 0, inStream);
      await running;
      lost = Math.max(lost, await settled(stream));
      await indexer.still(STILL_MS, PATIENCE_MS);
      streamCpuS += cpuSeconds(streamCpu) + (await indexer.cpuSeconds()) - indexerCpuS;
    }
    await askQuietly(STREAMS);
    const written = await byWriting(index, texts, quiet.text);

    const report: AdapterReport = {
      name: index.name,
      docs: market.listings,
      held,
      index_per_s: rounded(Object.values(held).reduce((sum, count) => sum + count, 0) / rebuilt.seconds),
      rebuild_s: rounded(rebuilt.seconds),
      rebuild_cpu_s: rounded(rebuilt.cpuS),
      lag_p50_ms: timesOf(stream.lags).p50_ms,
      lag_p95_ms: timesOf(stream.lags).p95_ms,
      stream: {
        per_s: course.perSecond,
        seconds: course.seconds,
        changes: stream.changes,
        lost,
        documents: indexer.documents - documents,
        writes: indexer.writes - writesBefore,
        cpu_s: rounded(streamCpuS),
      },
      queries: each((question) => figures(quiet[question])),
      queries_in_stream: each((question) => figures(inStream[question])),
      ratio: each((question) => {
        const [still, moved] = [timesOf(quiet[question]), timesOf(inStream[question])];
        return { p50: rounded(moved.p50_ms / still.p50_ms, 3), p95: rounded(moved.p95_ms / still.p95_ms, 3) };
      }),
      written,
    };
    await app.close();
    return report;
  } finally {
    await core.close();
  }
}

const each = <T>(of: (question: Question) => T): { readonly [Q in Question]: T } => ({
  text: of('text'),
  faceted: of('faceted'),
  autocomplete: of('autocomplete'),
});

const figures = (ms: readonly number[]): QuestionTimes => ({ count: ms.length, ...timesOf(ms) });

async function timed(asked: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[] = [];
  for (const one of asked) {
    const from = performance.now();
    await one();
    times.push(performance.now() - from);
  }
  return times;
}

type TimesTaken = { readonly [Q in Question]: number[] };
const noTimes = (): TimesTaken => ({ text: [], faceted: [], autocomplete: [] });

/**
 * The kinds of question in turn, over and over, as long as it goes on with the next number.
 *
 * @param times what was asked before: it goes on with the next after that
 */
async function inTurn(
  ask: { readonly [Q in Question]: readonly (() => Promise<unknown>)[] },
  goesOn: (number: number) => boolean,
  times: TimesTaken = noTimes(),
): Promise<void> {
  for (let number = times.text.length; goesOn(number); number += 1) {
    for (const question of QUESTIONS) {
      const all = ask[question];
      times[question].push(...(await timed(all.slice(number % all.length, (number % all.length) + 1))));
    }
  }
}

async function byWriting(
  index: SearchIndex,
  texts: readonly TextQuery[],
  times: readonly number[],
): Promise<AdapterReport['written']> {
  const empty = new Map<Written, number>();
  for (const { written, text } of texts) {
    if ((await index.search({ text }, PAGE)).totalCount === 0) empty.set(written, (empty.get(written) ?? 0) + 1);
  }
  return Object.fromEntries(
    WRITTEN.map((written) => [
      written,
      {
        ...figures(times.filter((_, at) => texts[at]?.written === written)),
        without_hits: empty.get(written) ?? 0,
      },
    ]),
  ) as AdapterReport['written'];
}

async function countHeld(index: SearchIndex): Promise<AdapterReport['held']> {
  const counts = {} as Record<SearchKind, number>;
  for (const kind of SEARCH_KINDS) {
    counts[kind] = 0;
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await index.idsHeld(kind, after, 10_000);
      counts[kind] += ids.length;
      after = ids.at(-1) ?? null;
      if (after === null) break;
    }
  }
  return counts;
}

/** Waits until every change can be found; how many cannot. */
async function settled(stream: ChangeStream): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  while (stream.unfinished > 0 && performance.now() < end) await rest(50);
  return stream.unfinished;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function onDatabase(url: string, body: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}
