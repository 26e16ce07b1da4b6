import { parseArgs } from 'node:util';
import {
  costOfTrain,
  enumerateTrains,
  irredundantCosts,
  solveTrainProblem,
  trainInstance,
  type TrainInstanceShape,
} from '@huanpei/matching';
import { highsModel } from './bench-trains/highs-model';
import { Highs } from './bench-trains/highs-solver';

const USAGE = '用法 usage: npm run -s bench:trains -- [--json] [--scale 1] [--seconds 20] [--strict]';

/**
 * How many problems of each size are compared with HiGHS; 520 in all, so that 500 are decided though HiGHS runs out of time on
 * some. On so many of them, `timed`, HiGHS starts from nothing and the times are compared; on the others it is told the cost it
 * has to reach or better, which checks as much and takes half the time.
 */
const SIZES: readonly {
  readonly offers: number;
  readonly parameters: number;
  readonly stages: number;
  readonly count: number;
  readonly timed: number;
}[] = [
  { offers: 20, parameters: 6, stages: 4, count: 170, timed: 60 },
  { offers: 50, parameters: 6, stages: 4, count: 170, timed: 60 },
  { offers: 100, parameters: 8, stages: 5, count: 100, timed: 30 },
  { offers: 200, parameters: 8, stages: 5, count: 60, timed: 15 },
  { offers: 200, parameters: 12, stages: 6, count: 20, timed: 5 },
];
const BRUTE = 2000;
const LIMITED = 60;
const LIMIT_MS = 100;
/** Costs closer than this share are one optimum; HiGHS keeps its rows to 1e-6 only. */
const SAME = 1e-5;

/**
 * The exact search against HiGHS on seeded problems, in the same run and one after the other; against plain enumeration on
 * small problems with every feature; and under a time limit. With `--strict` the exit code tells whether the targets hold.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      scale: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '20' },
      strict: { type: 'boolean', default: false },
    },
  });
  const [scale, seconds] = [Number(values.scale), Number(values.seconds)];
  if (!(scale > 0 && scale <= 1 && seconds > 0)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const brute = againstEnumeration(Math.ceil(BRUTE * scale));
  const sizes: SizeResult[] = [];
  const highs = await Highs.start();
  warmUp();
  for (const size of SIZES) {
    process.stderr.write(`${size.offers} × ${size.parameters} × ${size.stages}…\n`);
    const [count, timed] = [Math.ceil(size.count * scale), Math.ceil(size.timed * scale)];
    sizes.push(againstHighs(highs, { ...size, count, timed }, seconds));
  }
  const all = sizes.flatMap(({ runs }) => runs);
  const limited = [
    ...SIZES.filter(({ offers }) => offers >= 100).map((size) =>
      underLimit({ ...size, features: 'LOG_LINEAR' }, Math.ceil(LIMITED * scale)),
    ),
    ...SIZES.filter(({ offers }) => offers >= 50).map((size) =>
      underLimit({ ...size, features: 'FULL' }, Math.ceil(LIMITED * scale)),
    ),
  ];
  const full = SIZES.map((size) => everyFeature(size, Math.ceil(20 * scale)));
  const result = {
    ...summary(all),
    brute,
    by_size: sizes.map(({ offers, parameters, stages, runs }) => ({ offers, parameters, stages, ...summary(runs) })),
    every_feature: full,
    limited_100ms: { ...totals(limited), by_size: limited },
  };
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);
  if (!values.strict) return 0;
  return result.disagreements === 0 && brute.disagreements === 0 && result.ratio_p50 >= 50 ? 0 : 1;
}

interface Run {
  readonly ms: number;
  readonly highsMs: number;
  readonly agreed: boolean | 'TIME_OUT';
  readonly solvable: boolean;
  /** Whether HiGHS started from nothing, as the search did. */
  readonly timed: boolean;
}

interface SizeResult {
  readonly offers: number;
  readonly parameters: number;
  readonly stages: number;
  readonly runs: readonly Run[];
}

function againstHighs(highs: Highs, size: (typeof SIZES)[number], seconds: number): SizeResult {
  const { offers, parameters, stages, count, timed } = size;
  const runs = Array.from({ length: count }, (_, i): Run => {
    const seed = 100_000 + i;
    const { problem } = trainInstance(seed, { offers, parameters, stages, features: 'LOG_LINEAR' });
    const times: number[] = [];
    let ours = solveTrainProblem(problem, { best: 1 });
    for (let again = 0; again < 3; again += 1) {
      const started = performance.now();
      ours = solveTrainProblem(problem, { best: 1 });
      times.push(performance.now() - started);
    }
    const told = i < timed ? undefined : ours.trains[0]?.cost;
    const model = highsModel(problem, told === undefined ? Infinity : told + (SAME / 2) * Math.max(1, told));
    const started = performance.now();
    const theirs = highs.solve(model, seconds);
    const highsMs = performance.now() - started;
    const best = ours.trains[0];
    const real = best === undefined || costOfTrain(problem, best.order) !== undefined;
    const agreed =
      theirs.status === 'TIME_OUT'
        ? 'TIME_OUT'
        : theirs.status === 'INFEASIBLE'
          ? best === undefined
          : best !== undefined && Math.abs(best.cost - theirs.cost) <= SAME * Math.max(1, best.cost);
    if (agreed === false || !real) {
      process.stderr.write(
        `不一致 disagreement: seed ${seed}, ${best?.cost ?? 'none'} and ${JSON.stringify(theirs)}\n`,
      );
    }
    return {
      ms: percentile(times, 0.5),
      highsMs,
      agreed: real && agreed,
      solvable: best !== undefined,
      timed: i < timed,
    };
  });
  return { offers, parameters, stages, runs };
}

function summary(runs: readonly Run[]) {
  const decided = runs.filter(({ agreed }) => agreed !== 'TIME_OUT');
  const timed = runs.filter((run) => run.timed);
  const ratios = timed.filter(({ agreed }) => agreed !== 'TIME_OUT').map(({ ms, highsMs }) => highsMs / ms);
  return {
    instances: runs.length,
    optimal: decided.filter(({ agreed }) => agreed === true).length,
    solvable: runs.filter(({ solvable }) => solvable).length,
    disagreements: decided.filter(({ agreed }) => agreed === false).length,
    highs_time_outs: runs.length - decided.length,
    timed: ratios.length,
    ratio_p50: round(percentile(ratios, 0.5)),
    ratio_p5: round(percentile(ratios, 0.05)),
    p50_ms: round(
      percentile(
        runs.map(({ ms }) => ms),
        0.5,
      ),
    ),
    p95_ms: round(
      percentile(
        runs.map(({ ms }) => ms),
        0.95,
      ),
    ),
    max_ms: round(
      percentile(
        runs.map(({ ms }) => ms),
        1,
      ),
    ),
    highs_p50_ms: round(
      percentile(
        timed.map(({ highsMs }) => highsMs),
        0.5,
      ),
    ),
    highs_p95_ms: round(
      percentile(
        timed.map(({ highsMs }) => highsMs),
        0.95,
      ),
    ),
  };
}

/** The three cheapest sets of groups of small problems, by-products, losses, guarantees and units included. */
function againstEnumeration(count: number) {
  let disagreements = 0;
  let solvable = 0;
  for (let seed = 0; seed < count; seed += 1) {
    const shape: TrainInstanceShape = {
      offers: 6 + (seed % 5),
      parameters: 1 + (seed % 4),
      stages: 2 + (seed % 3),
      features: 'FULL',
    };
    const { problem } = trainInstance(200_000 + seed, shape);
    const expected = irredundantCosts(enumerateTrains(problem), 3);
    const found = solveTrainProblem(problem, { best: 3 }).trains.map(({ cost }) => cost);
    if (expected.length > 0) solvable += 1;
    const same = (cost: number, i: number) => Math.abs(cost - (expected[i] ?? NaN)) <= 1e-7 * Math.max(1, cost);
    if (found.length === expected.length && found.every(same)) continue;
    disagreements += 1;
    process.stderr.write(`不一致 disagreement: seed ${200_000 + seed}, ${found.join()} and ${expected.join()}\n`);
  }
  return { instances: count, solvable, disagreements };
}

interface Limited {
  readonly offers: number;
  readonly parameters: number;
  readonly stages: number;
  readonly features: TrainInstanceShape['features'];
  readonly have_one: number;
  readonly answered: number;
  readonly proven: number;
  readonly gap_p50: number;
  readonly gap_p95: number;
  readonly max_ms: number;
}

/** Problems that have a train by construction, each given 100 ms. */
function underLimit(shape: TrainInstanceShape, count: number): Limited {
  const { offers, parameters, stages, features } = shape;
  const gaps: number[] = [];
  let [haveOne, answered, proven, longest] = [0, 0, 0, 0];
  for (let seed = 300_000; haveOne < count; seed += 1) {
    const { problem, witness } = trainInstance(seed, { offers, parameters, stages, features });
    if (!witness) continue;
    haveOne += 1;
    const started = performance.now();
    const { trains, complete, bound } = solveTrainProblem(problem, {
      best: 1,
      stop: () => performance.now() - started > LIMIT_MS,
    });
    longest = Math.max(longest, performance.now() - started);
    const [best] = trains;
    if (!best) continue;
    answered += 1;
    if (complete) proven += 1;
    gaps.push(complete || best.cost <= 0 ? 0 : Math.max(0, (best.cost - bound) / best.cost));
  }
  return {
    offers,
    parameters,
    stages,
    features,
    have_one: haveOne,
    answered,
    proven,
    gap_p50: round(percentile(gaps, 0.5)),
    gap_p95: round(percentile(gaps, 0.95)),
    max_ms: round(longest),
  };
}

function totals(limited: readonly Limited[]) {
  const haveOne = limited.reduce((sum, one) => sum + one.have_one, 0);
  const answered = limited.reduce((sum, one) => sum + one.answered, 0);
  return {
    have_one: haveOne,
    answered,
    share: round(answered / haveOne),
    proven: limited.reduce((sum, one) => sum + one.proven, 0),
  };
}

/** The exact search alone, with by-products, losses, guarantees, units and the rest; at most 10 s each. */
function everyFeature({ offers, parameters, stages }: (typeof SIZES)[number], count: number) {
  let complete = 0;
  const times = Array.from({ length: count }, (_, i) => {
    const { problem } = trainInstance(400_000 + i, { offers, parameters, stages, features: 'FULL' });
    const started = performance.now();
    if (solveTrainProblem(problem, { best: 1, stop: () => performance.now() - started > 10_000 }).complete)
      complete += 1;
    return performance.now() - started;
  });
  return {
    offers,
    parameters,
    stages,
    instances: count,
    complete,
    p50_ms: round(percentile(times, 0.5)),
    p95_ms: round(percentile(times, 0.95)),
  };
}

/** The compiler of the runtime needs some calls before times mean anything. */
function warmUp(): void {
  for (let seed = 0; seed < 60; seed += 1) {
    const { problem } = trainInstance(seed, { offers: 50, parameters: 6, stages: 4, features: 'LOG_LINEAR' });
    solveTrainProblem(problem, { best: 1 });
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
}

const round = (value: number): number => Number(value.toPrecision(4));
