import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate, type MatchingReference, type Need, type Offer } from '@huanpei/matching';
import {
  buildIndex,
  buildReverse,
  restoreIndex,
  reverseAgree,
  reverseScan,
  type MatchingIndex,
  type ReverseAnswer,
} from './engine-adapter';
import { BENCH_DAY, type Generator } from './generator';
import { agree, scan, type Answer } from './naive';
import { percentile, rounded, timesOf, type Times } from './percentiles';
import type { SizeReport } from './report';

export const TOP = 20;
const OPTIONS = { top: TOP, today: BENCH_DAY } as const;

/** How long each part may take at the most, so that the whole run ends in time. */
export interface Budget {
  readonly engineMs: number;
  readonly reverseMs: number;
  readonly naiveMs: number;
  readonly naiveNeeds: number;
}

/** What one size is measured on. */
export interface Course {
  readonly made: Generator;
  readonly reference: MatchingReference;
  readonly offers: number;
  readonly needs: number;
  readonly budget: Budget;
  readonly say: (line: string) => void;
}

/** Runs a step for one after the other until there are no more or the time is up; at least once. */
export function within<T>(items: readonly T[], budgetMs: number, step: (item: T, at: number) => void): number {
  const end = performance.now() + budgetMs;
  let done = 0;
  for (const item of items) {
    step(item, done);
    done += 1;
    if (performance.now() > end) break;
  }
  return done;
}

/** What the process holds after everything unreachable is gone. */
function held(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('start Node with --expose-gc');
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const CHUNK = 500;

/** Makes offers for a build and counts the time it takes, which is not the build's. */
class Source {
  spentMs = 0;

  constructor(
    private readonly made: Generator,
    private readonly count: number,
  ) {}

  *offers(): Iterable<Offer> {
    for (let from = 0; from < this.count; from += CHUNK) {
      const start = performance.now();
      const chunk: Offer[] = [];
      for (let at = from; at < Math.min(this.count, from + CHUNK); at += 1) chunk.push(this.made.offer(at));
      this.spentMs += performance.now() - start;
      yield* chunk;
    }
  }
}

export interface EngineFigures {
  readonly figures: Pick<
    SizeReport,
    | 'topk'
    | 'near'
    | 'explain20_ms'
    | 'explain20_p95_ms'
    | 'bytes_per_offer'
    | 'bytes_per_offer_said'
    | 'build_s'
    | 'snapshot_load_s'
    | 'snapshot_bytes_per_offer'
    | 'update_us'
    | 'update_p50_us'
  >;
  /** What the index answered to the first needs, after its updates, and the times it took, in the order of the needs. */
  readonly answers: readonly Answer[];
  readonly searchMs: readonly number[];
  /** Answers that changed through the snapshot, and explanations that differ from the evaluator's. */
  readonly disagreements: number;
}

const SEARCHED = 1_000;
const REPEATS = 3;
const WARM = 100;
const UPDATED = 2_000;
const EXPLAINED = 200;

/** Builds the index, asks it, changes it and loads its snapshot, with nothing else in memory. */
export function measureEngine(course: Course, needs: readonly Need[], keep: number): EngineFigures {
  const { made, reference, offers, budget, say } = course;
  const before = held();
  const source = new Source(made, offers);
  const start = performance.now();
  let index: MatchingIndex | undefined = buildIndex(source.offers(), reference);
  const buildMs = performance.now() - start - source.spentMs;
  const bytes = Math.max(0, held() - before);
  say(`索引已建 index built: ${rounded(buildMs / 1000)} s, ${rounded(bytes / offers)} B/件 an offer`);

  const asked = needs.slice(0, SEARCHED);
  const searched: Answer[] = [];
  const near: number[] = [];
  const explained: number[] = [];
  const third = budget.engineMs / 3;
  let disagreements = 0;
  within(asked.slice(0, WARM), third / 4, (need) => {
    for (const nearMisses of [false, true]) index?.search(need, { ...OPTIONS, nearMisses });
  });
  const searchMs = timed(asked, third, (need) => {
    index?.search(need, { ...OPTIONS, nearMisses: false });
  });
  near.push(...timed(asked, third, (need) => void index?.search(need, { ...OPTIONS, nearMisses: true })));

  // Each change is undone, so that what is compared with the naive scan are the offers as they were made.
  const updates: number[] = [];
  const changed = Array.from({ length: Math.min(UPDATED, offers) }, (_, at) => (at * 7919) % offers);
  // As before the searches, the code is given the time to be compiled.
  for (const version of [1, 0])
    for (let at = 0; at < WARM; at += 1) index.put(made.offer((at * 104_729) % offers, version));
  for (const version of [1, 0]) {
    for (const number of changed) {
      const offer = made.offer(number, version);
      const from = performance.now();
      index.put(offer);
      updates.push((performance.now() - from) * 1000);
    }
  }

  within(asked.slice(0, Math.max(keep, EXPLAINED)), third, (need, at) => {
    const answer = (index as MatchingIndex).search(need, { ...OPTIONS, nearMisses: true });
    if (at < keep) searched.push(answer);
    const ids = answer.matches.map(({ offerId }) => offerId);
    if (ids.length < TOP || at >= EXPLAINED) return;
    const from = performance.now();
    const findings = (index as MatchingIndex).explain(need, ids, { today: BENCH_DAY });
    explained.push(performance.now() - from);
    if (at % 5 === 0) disagreements += explanationsDiffer(made, reference, need, ids, findings) ? 1 : 0;
  });

  const said = index.bytes;
  const snapshot = index.snapshot();
  index = undefined;
  const loaded = measureSnapshot(snapshot, reference, asked.slice(0, 20), searched);
  disagreements += loaded.differing;
  return {
    figures: {
      topk: timesOf(searchMs),
      near: timesOf(near),
      explain20_ms: rounded(percentile(explained, 0.5)),
      explain20_p95_ms: rounded(percentile(explained, 0.95)),
      bytes_per_offer: rounded(bytes / offers),
      bytes_per_offer_said: rounded(said / offers),
      build_s: rounded(buildMs / 1000),
      snapshot_load_s: rounded(loaded.loadMs / 1000),
      snapshot_bytes_per_offer: rounded(loaded.bytes / offers),
      update_us: rounded(percentile(updates, 0.95)),
      update_p50_us: rounded(percentile(updates, 0.5)),
    },
    answers: searched,
    searchMs,
    disagreements,
  };
}

/** The median of a few repeats for each need, as far as the time goes. */
function timed(needs: readonly Need[], budgetMs: number, ask: (need: Need) => void): readonly number[] {
  const ms: number[] = [];
  within(needs, budgetMs, (need) => {
    const repeats: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const from = performance.now();
      ask(need);
      repeats.push(performance.now() - from);
      // What takes this long is not a matter of a single interruption.
      if ((repeats[0] ?? 0) > 50) break;
    }
    ms.push(percentile(repeats, 0.5));
  });
  return ms;
}

function explanationsDiffer(
  made: Generator,
  reference: MatchingReference,
  need: Need,
  ids: readonly string[],
  findings: readonly { readonly offerId: string }[],
): boolean {
  return ids.some((id, at) => {
    const expected = evaluate(need, made.offer(Number(id.slice(1))), reference, { today: BENCH_DAY });
    const told = (match: unknown) => JSON.stringify(match);
    return told(sortedKeys(findings[at])) !== told(sortedKeys(expected));
  });
}

/** The same value with the keys of every object in order, so that two can be compared as texts. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sortedKeys(one)]),
  );
}

function measureSnapshot(
  chunks: readonly Uint8Array[],
  reference: MatchingReference,
  needs: readonly Need[],
  before: readonly Answer[],
): { readonly loadMs: number; readonly bytes: number; readonly differing: number } {
  const folder = mkdtempSync(join(tmpdir(), 'huanpei-snapshot-'));
  try {
    const file = join(folder, 'offers');
    for (const chunk of chunks) writeFileSync(file, chunk, { flag: 'a' });
    const start = performance.now();
    const bytes = readFileSync(file);
    const index = restoreIndex(bytes, reference);
    const loadMs = performance.now() - start;
    const differing = needs.filter((need, at) => {
      const answer = before[at];
      return answer !== undefined && !agree(answer, index.search(need, { ...OPTIONS, nearMisses: true }));
    }).length;
    return { loadMs, bytes: bytes.length, differing };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TRIED = 1_000;
const WARM_OFFERS = 300;
const FIRST_STRANGER = 1_000_000_000;

/** New offers against all needs: the times of the index, and how often it differs from the scan. */
export function measureReverse(course: Course, needs: readonly Need[]): SizeReport['reverse'] {
  const { made, reference, budget, say } = course;
  const before = held();
  const start = performance.now();
  const index = buildReverse(needs, reference);
  const buildMs = performance.now() - start;
  const bytes = Math.max(0, held() - before);
  const offers = Array.from({ length: TRIED }, (_, at) => made.offer(FIRST_STRANGER + at));
  const ms: number[] = [];
  const answers: ReverseAnswer[] = [];
  // Others go before: collecting all garbage, by which the memory is measured, throws compiled code away.
  const others = Array.from({ length: WARM_OFFERS }, (_, at) => made.offer(FIRST_STRANGER + TRIED + at));
  within(others, budget.reverseMs / 6, (offer) => void index.match(offer, { today: BENCH_DAY }));
  within(offers, budget.reverseMs / 2, (offer) => {
    const from = performance.now();
    answers.push(index.match(offer, { today: BENCH_DAY }));
    ms.push(performance.now() - from);
  });
  const naive: number[] = [];
  let disagreements = 0;
  within(offers.slice(0, answers.length), budget.reverseMs / 3, (offer, at) => {
    const from = performance.now();
    const expected = reverseScan(offer, needs, reference, BENCH_DAY);
    naive.push(performance.now() - from);
    if (!reverseAgree(answers[at] as ReverseAnswer, expected)) disagreements += 1;
  });
  say(`反向 reverse: ${JSON.stringify(timesOf(ms))}, ${disagreements}/${naive.length} 不一致 differ`);
  return {
    needs: needs.length,
    ...timesOf(ms),
    offers_tried: ms.length,
    naive_p50_ms: rounded(percentile(naive, 0.5)),
    bytes_per_need: rounded(bytes / Math.max(1, needs.length)),
    build_s: rounded(buildMs / 1000),
    disagreements,
    checked: naive.length,
  };
}

export interface NaiveFigures {
  readonly times: Times;
  readonly ms: readonly number[];
  readonly answers: readonly Answer[];
}

/** The scan over offers as objects, for as many needs as the time allows. */
export function measureNaive(course: Course, offers: readonly Offer[], needs: readonly Need[]): NaiveFigures {
  const { reference, budget } = course;
  const [ms, answers]: [number[], Answer[]] = [[], []];
  // Each offer's facts are sorted once, by the first scan that meets it; that is not counted.
  const warm = performance.now();
  for (const domain of new Set(needs.map((need) => need.domain))) {
    scan(
      {
        id: '',
        name: {},
        domain,
        requirements: [{ id: 'r', mandatory: true, metric: 'depth', op: '>=', value: 1, unit: 'm' }],
      },
      offers,
      reference,
      OPTIONS,
    );
  }
  course.say(`对象已就绪 objects ready: ${rounded((performance.now() - warm) / 1000)} s`);
  within(needs.slice(0, budget.naiveNeeds), budget.naiveMs, (need) => {
    const from = performance.now();
    answers.push(scan(need, offers, reference, OPTIONS));
    ms.push(performance.now() - from);
  });
  return { times: timesOf(ms), ms, answers };
}
