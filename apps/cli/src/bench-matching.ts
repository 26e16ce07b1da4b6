import { spawn } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_VERSION, type Need, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { BENCH_DAY, generator } from './bench/generator';
import { measureEngine, measureNaive, measureReverse, type Budget, type Course } from './bench/measure';
import { ALL_PLANS, measurePostgres, worthLoading, type PostgresFigures } from './bench/measure-postgres';
import { agree, type Answer } from './bench/naive';
import { growthExponent, percentile, rounded } from './bench/percentiles';
import type { Plan } from './bench/postgres-bench';
import type { Report, SizeReport } from './bench/report';
import { outcomesOf, shapeOf } from './bench/shape';
import { missed } from './bench/targets';

const USAGE = `用法 usage: npm run -s bench:matching -- [--offers 1000000] [--needs 100000] [--seed 1] [--no-postgres] [--json] [--check]
  --check 未达指标时以 1 退出 exits with 1 when a target is missed`;

/** Offers as objects take some gigabytes at a million, more than Node allows itself. */
const HEAP_MB = 11_000;

interface Options {
  readonly offers: number;
  readonly needs: number;
  readonly seed: number;
  readonly postgres: boolean;
  readonly json: boolean;
  readonly check: boolean;
}

/**
 * The index against the naive scan and the best Postgres plan, in one run, at a hundredth, a tenth and all of the offers:
 * one JSON object on standard output, progress on standard error.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const options = optionsOf(argv);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  if (!process.execArgv.includes('--expose-gc')) return runWithMemory(argv);
  const report = await run(options);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${summary(report)}\n`);
  if (!options.check || report.missed.length === 0) return 0;
  process.stderr.write(`未达指标 targets missed:\n${report.missed.map((line) => `  ${line}\n`).join('')}`);
  return 1;
}

function optionsOf(argv: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        offers: { type: 'string', default: '1000000' },
        needs: { type: 'string', default: '100000' },
        seed: { type: 'string', default: '1' },
        'no-postgres': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
      },
    });
    const whole = (text: string) => (/^\d{1,8}$/.test(text) ? Number(text) : 0);
    const [offers, needs, seed] = [whole(values.offers), whole(values.needs), whole(values.seed)];
    if (offers < 100 || needs < 100) return undefined;
    return { offers, needs, seed, postgres: !values['no-postgres'], json: values.json, check: values.check };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The same command in a Node that may use more memory and collect garbage when told. */
function runWithMemory(argv: readonly string[]): Promise<number> {
  const runner = join(__dirname, '../run.mjs');
  const flags = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`];
  const child = spawn(process.execPath, [...flags, runner, 'bench-matching', ...argv], {
    stdio: 'inherit',
    env: { ...process.env, HUANPEI_BUILT: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The parts of the run, shared out so that a million offers end within a quarter of an hour. */
const BUDGETS: readonly Budget[] = [
  { engineMs: 15_000, reverseMs: 9_000, naiveMs: 15_000, naiveNeeds: 200 },
  { engineMs: 20_000, reverseMs: 18_000, naiveMs: 45_000, naiveNeeds: 200 },
  { engineMs: 60_000, reverseMs: 36_000, naiveMs: 120_000, naiveNeeds: 200 },
];
const POSTGRES_MS = [25_000, 45_000, 110_000];
const POSTGRES_NEEDS = 100;

async function run(options: Options): Promise<Report> {
  const start = performance.now();
  const say = (line: string) =>
    void process.stderr.write(`${rounded((performance.now() - start) / 1000, 3)} s  ${line}\n`);
  const reference = matchingReference();
  const made = generator(options.seed);
  const shape = shapeOf(made, options, reference, BENCH_DAY);
  const sizes: SizeReport[] = [];
  const outcomes: Report['generator']['outcomes'][number][] = [];
  let plans: readonly Plan[] = ALL_PLANS;
  for (const [place, part] of [100, 10, 1].entries()) {
    const course: Course = {
      made,
      reference,
      offers: Math.max(1, Math.round(options.offers / part)),
      needs: Math.max(1, Math.round(options.needs / part)),
      budget: BUDGETS[place] as Budget,
      say,
    };
    say(`${course.offers} 件装备 offers, ${course.needs} 项需求 needs`);
    const { report, answers, postgres } = await measureSize(course, {
      plans: options.postgres ? plans : [],
      postgresMs: POSTGRES_MS[place] ?? 0,
    });
    sizes.push(report);
    outcomes.push({ offers: course.offers, ...outcomesOf(answers) });
    if (place === 1 && postgres) plans = worthLoading(postgres, LARGEST_LOAD_MS / 10);
  }
  const grows = (of: (size: SizeReport) => number | undefined) =>
    growthExponent(sizes.map((size) => ({ size: size.offers, value: of(size) ?? 0 })));
  const withoutVerdict: Omit<Report, 'missed'> = {
    engine: ENGINE_VERSION,
    machine: {
      cpus: cpus().length,
      model: cpus()[0]?.model ?? '',
      memory_gb: rounded(totalmem() / 2 ** 30, 3),
      node: process.version,
    },
    seed: options.seed,
    sizes,
    growth: {
      topk_p50: grows(({ topk }) => topk.p50_ms),
      topk_p95: grows(({ topk }) => topk.p95_ms),
      naive_p50: grows(({ naive }) => naive.p50_ms),
      postgres_p50: options.postgres ? grows(({ postgres }) => postgres?.p50_ms) : null,
      reverse_p95: grows(({ reverse }) => reverse.p95_ms),
    },
    generator: { ...shape, outcomes },
    took_s: rounded((performance.now() - start) / 1000),
  };
  return { ...withoutVerdict, missed: missed({ ...withoutVerdict, missed: [] }) };
}

/** Most time to load the tables of the largest size. */
const LARGEST_LOAD_MS = 120_000;

async function measureSize(
  course: Course,
  { plans, postgresMs }: { readonly plans: readonly Plan[]; readonly postgresMs: number },
): Promise<{
  readonly report: SizeReport;
  readonly answers: readonly Answer[];
  readonly postgres: PostgresFigures | undefined;
}> {
  const { made, reference, budget, say } = course;
  const needs: readonly Need[] = Array.from({ length: course.needs }, (_, number) => made.need(number));
  const engine = measureEngine(course, needs, budget.naiveNeeds);
  say(`引擎 engine: ${JSON.stringify(engine.figures)}`);
  const reverse = measureReverse(course, needs);
  const offers: Offer[] = [];
  for (let number = 0; number < course.offers; number += 1) offers.push(made.offer(number));
  const naive = measureNaive(course, offers, needs);
  const compared = Math.min(naive.answers.length, engine.answers.length);
  const differing = Array.from({ length: compared }, (_, at) => at).filter(
    (at) => !agree(engine.answers[at] as Answer, naive.answers[at] as Answer),
  );
  say(`逐项扫描 naive: ${JSON.stringify(naive.times)}, ${differing.length}/${compared} 不一致 differ`);
  const postgres =
    plans.length === 0
      ? undefined
      : await measurePostgres({
          offers,
          needs: needs.slice(0, POSTGRES_NEEDS),
          expected: naive.answers,
          plans,
          reference,
          budgetMs: postgresMs,
          say,
        });
  const report: SizeReport = {
    offers: course.offers,
    needs: course.needs,
    ...engine.figures,
    naive: { ...naive.times, needs: naive.ms.length },
    postgres: postgres?.report ?? null,
    reverse,
    ratio_to_naive: ratio(naive.ms, engine.searchMs),
    ratio_to_postgres: postgres ? ratio(postgres.ms, engine.searchMs) : null,
    disagreements: engine.disagreements + reverse.disagreements + differing.length,
    checked: compared + reverse.checked,
  };
  return { report, answers: naive.answers, postgres };
}

/** How many times longer the one takes than the other, at the median over the needs that both answered. */
function ratio(slow: readonly number[], fast: readonly number[]): number {
  const both = Math.min(slow.length, fast.length);
  return rounded(percentile(slow.slice(0, both), 0.5) / percentile(fast.slice(0, both), 0.5));
}

function summary({ sizes, growth, generator: { offers, needs, outcomes }, missed: lines }: Report): string {
  const rows = sizes.map(
    ({ offers: count, topk, near, naive, postgres, reverse, ...size }) =>
      `${count} 件 offers: 前20 top-20 ${topk.p50_ms}/${topk.p95_ms} ms · 近似 near ${near.p50_ms}/${near.p95_ms} ms · ` +
      `反向 reverse ${reverse.p50_ms}/${reverse.p95_ms} ms (${reverse.needs}) · 扫描 naive ${naive.p50_ms} ms (${size.ratio_to_naive}×) · ` +
      `Postgres ${postgres ? `${postgres.p50_ms}/${postgres.p95_ms} ms (${size.ratio_to_postgres}×, ${postgres.plan})` : '-'} · ` +
      `${size.bytes_per_offer} B · 建 build ${size.build_s} s · 改 update ${size.update_us} µs · 不一致 differ ${size.disagreements}/${size.checked}`,
  );
  return [
    ...rows,
    `增长 growth: ${JSON.stringify(growth)}`,
    `生成 generator: ${needs.requirements.p50} 项要求 requirements, 引用 citing ${needs.citing}, 未载明 not stated ${offers.facts_not_stated}, ` +
      `结果 outcomes ${JSON.stringify(outcomes.at(-1)?.outcomes)}`,
    ...lines.map((line) => `未达 missed: ${line}`),
  ].join('\n');
}
