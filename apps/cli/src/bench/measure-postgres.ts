import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MatchingReference, Need, Offer } from '@huanpei/matching';
import { startEmbeddedPostgres } from '@huanpei/runtime';
import { BENCH_DAY } from './generator';
import { agree, scan, type Answer } from './naive';
import { percentile, rounded, timesOf } from './percentiles';
import { LAYOUTS, planName, PostgresBench, type Layout, type Plan } from './postgres-bench';
import { forSql } from './postgres-terms';
import type { PostgresReport } from './report';
import { TOP } from './measure';

const OPTIONS = { top: TOP, today: BENCH_DAY } as const;

/** Every plan; the larger sizes try those that were best before. */
export const ALL_PLANS: readonly Plan[] = [...LAYOUTS, 'by scope' as const].flatMap((layout) =>
  [false, true].map((parallel) => ({ layout, parallel })),
);

export interface PostgresCourse {
  readonly offers: readonly Offer[];
  readonly needs: readonly Need[];
  /** What the naive scan answered to the first needs. */
  readonly expected: readonly Answer[];
  readonly plans: readonly Plan[];
  readonly reference: MatchingReference;
  readonly budgetMs: number;
  readonly say: (line: string) => void;
}

export interface PostgresFigures {
  readonly report: PostgresReport;
  /** The times of the best plan, in the order of the needs. */
  readonly ms: readonly number[];
  /** The plans, best first. */
  readonly order: readonly Plan[];
  /** What loading each layout took. */
  readonly loadedMs: ReadonlyMap<Layout, number>;
}

/** Loads the offers into a database of its own, asks each plan the same, and takes the best at the median. */
export async function measurePostgres(course: PostgresCourse): Promise<PostgresFigures> {
  const { offers, plans, reference, say } = course;
  const folder = mkdtempSync(join(tmpdir(), 'huanpei-bench-'));
  chmodSync(folder, 0o755);
  const shared = `${Math.min(4096, Math.floor(totalmem() / 2 ** 20 / 5))}MB`;
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    durable: false,
    settings: [
      `shared_buffers=${shared}`,
      'effective_cache_size=8GB',
      'maintenance_work_mem=512MB',
      'max_wal_size=8GB',
      'wal_level=minimal',
      'max_wal_senders=0',
      'autovacuum=off',
      'max_parallel_workers=2',
    ],
  });
  try {
    const start = performance.now();
    const bench = await PostgresBench.load(server.url, offers, layoutsOf(plans), reference);
    const loadMs = performance.now() - start;
    const bytes = await bench.bytes();
    say(`Postgres 已载入 loaded: ${rounded(loadMs / 1000)} s`);
    try {
      const expected = expectedFor(course);
      const results: { plan: Plan; ms: readonly number[]; disagreements: number }[] = [];
      for (const plan of plans) {
        const result = await askAll(bench, plan, course, expected);
        results.push({ plan, ...result });
        say(`  ${planName(plan)}: ${JSON.stringify(timesOf(result.ms))}, ${result.disagreements} 不一致 differ`);
      }
      const order = [...results].sort((a, b) => timesOf(a.ms).p50_ms - timesOf(b.ms).p50_ms);
      const [best] = order;
      if (!best) throw new Error('no plan was tried');
      return {
        ms: best.ms,
        order: order.map(({ plan }) => plan),
        loadedMs: bench.loadedMs,
        report: {
          ...timesOf(best.ms),
          plan: planName(best.plan),
          needs: best.ms.length,
          disagreements: order.reduce((sum, { disagreements }) => sum + disagreements, 0),
          checked: Math.min(expected.length, best.ms.length) * order.length,
          load_s: rounded(loadMs / 1000),
          bytes_per_offer: rounded(bytes / offers.length),
          shared_buffers: shared,
          tried: results.map(({ plan, ms, disagreements }) => ({
            plan: planName(plan),
            ...timesOf(ms),
            needs: ms.length,
            disagreements,
          })),
        },
      };
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/**
 * The best plans, up to four, whose tables together load within the limit; at least one. At a larger size the others
 * would tell no more.
 */
export function worthLoading(
  { order, loadedMs }: Pick<PostgresFigures, 'order' | 'loadedMs'>,
  limitMs: number,
): readonly Plan[] {
  const kept: Plan[] = [];
  for (const plan of order) {
    const load = layoutsOf([...kept, plan]).reduce((sum, layout) => sum + (loadedMs.get(layout) ?? 0), 0);
    if (kept.length === 0 || (kept.length < 4 && load <= limitMs)) kept.push(plan);
  }
  return kept;
}

/** The tables that plans read. */
function layoutsOf(plans: readonly Plan[]): readonly Layout[] {
  return [
    ...new Set(
      plans.flatMap(({ layout }) =>
        layout === 'by scope' ? (['table per technology', 'wide table, B-tree'] as const) : [layout],
      ),
    ),
  ];
}

const SCANNED_AGAIN = 10;

/** The oracle for what the SQL is asked, which counts only the terms that demands measure. */
function expectedFor({ needs, offers, expected, reference }: PostgresCourse): readonly Answer[] {
  return needs
    .slice(0, Math.min(SCANNED_AGAIN, expected.length))
    .map((need) => scan(forSql(need, reference, BENCH_DAY), offers, reference, OPTIONS));
}

async function askAll(
  bench: PostgresBench,
  plan: Plan,
  { needs, budgetMs, plans, reference }: PostgresCourse,
  expected: readonly Answer[],
): Promise<{ readonly ms: readonly number[]; readonly disagreements: number }> {
  await bench.prepare(plan);
  // Everything is read once before it is timed.
  const end = performance.now() + budgetMs / plans.length;
  for (const need of needs.slice(0, 5)) await bench.answer(forSql(need, reference, BENCH_DAY), plan, OPTIONS);
  const ms: number[] = [];
  let disagreements = 0;
  for (const [at, need] of needs.entries()) {
    const asked = forSql(need, reference, BENCH_DAY);
    // As the index is measured: the middle of three, unless one takes long.
    const repeats: number[] = [];
    let answer: Answer | undefined;
    while (repeats.length < 3) {
      const from = performance.now();
      answer = await bench.answer(asked, plan, OPTIONS);
      repeats.push(performance.now() - from);
      if ((repeats[0] ?? 0) > 50) break;
    }
    ms.push(percentile(repeats, 0.5));
    const known = expected[at];
    if (known && answer && !agree(answer, known, false)) disagreements += 1;
    if (performance.now() > end) break;
  }
  return { ms, disagreements };
}
