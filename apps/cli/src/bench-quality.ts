import { parseArgs } from 'node:util';
import { ENGINE_VERSION } from '@huanpei/matching';
import { demo, EDITION, judgedSet } from '@huanpei/reference';
import { marketOfDemo, tenderNeeds } from './bench/demo-market';
import { judgedNeeds } from './bench/judged';
import { measureQuality, passes, type QualityReport } from './bench/quality';

const USAGE = '用法 usage: npm run -s bench:quality -- [--json] [--check] [--seed 1]';

/**
 * How good matches are: real public demands with their technology hidden, a judged set, and every finding worked out a
 * second time. docs/quality.md says what is measured and what it cannot show. With `--check`, 1 when anything shown as
 * fitting is unproven, or keyword search ranks the judged set better than the engine.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !/^\d{1,9}$/.test(values.seed)) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const seed = Number(values.seed);
  const from = performance.now();
  const report = measureQuality(marketOfDemo(), demo().demands, judgedNeeds(judgedSet()), tenderNeeds(), seed);
  const seconds = Math.round((performance.now() - from) / 100) / 10;
  const result = { ...report, engine: ENGINE_VERSION, edition: EDITION, seed, seconds };
  process.stdout.write(values.json ? `${JSON.stringify(result, rounded)}\n` : summary(report));
  if (!values.check || passes(report)) return 0;
  process.stderr.write(
    `未通过：违规 ${report.violations}，引擎 nDCG@10 ${short(report.judged.ndcg10)}，关键词检索 ${short(report.judged.baseline_ndcg10)}\n` +
      `not passed: ${report.violations} violation(s), nDCG@10 of the engine ${short(report.judged.ndcg10)}, of keyword search ${short(report.judged.baseline_ndcg10)}\n`,
  );
  return 1;
}

const short = (figure: number): string => figure.toFixed(3);

/** Six decimals are more than any of the figures deserves. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value;

/** The report for a person at a terminal. */
function summary({
  tenders,
  recall10,
  baseline_recall10,
  recall,
  judged,
  violations,
  rechecked,
  excluded,
  limits,
}: QualityReport): string {
  const { ci95 } = judged.ways.ENGINE.ndcg10;
  const { wins, ties, losses } = judged.against_baseline;
  return `${[
    `真实需求 real demands: ${tenders}，排除 excluded ${excluded.length}`,
    `  recall@10 引擎 engine ${short(recall10)}，关键词 keyword search ${short(baseline_recall10)}，随机 chance ${short(recall.counted.chance_recall10)}`,
    `评判集 judged set: ${judged.needs}`,
    `  nDCG@10 引擎 engine ${short(judged.ndcg10)} [${ci95.map(short).join(', ')}]，关键词 keyword search ${short(judged.baseline_ndcg10)}；胜 wins ${wins} 平 ties ${ties} 负 losses ${losses}`,
    `重新核算 rechecked: ${rechecked.fits} 项满足 fits, ${rechecked.findings_in_fits} + ${rechecked.findings_elsewhere} findings，违规 violations ${violations}，其余分歧 elsewhere ${rechecked.disagreements_elsewhere.length}`,
    '数据无法说明 what the data cannot support:',
    ...limits.map(({ zh, en }) => `  - ${zh}\n    ${en}`),
  ].join('\n')}\n`;
}
