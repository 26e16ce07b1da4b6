import { parseArgs } from 'node:util';
import { demo, EDITION, judgedParagraphs } from '@huanpei/reference';
import { faultsOf, measureDemands, measureSets, type Precision, type PrecisionAndRecall } from './bench/recognition';

const USAGE = '用法 usage: npm run -s bench:recognition -- [--json] [--check]';

/**
 * How well a need is recognised in running text: in the titles of the real demands against their records, and in
 * paragraphs against what an engineer reads in them, those the rules were changed for apart from new ones.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(`${USAGE}\n`);
    return 0;
  }
  const demands = measureDemands(demo().demands);
  const paragraphs = measureSets(judgedParagraphs());
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ edition: EDITION, demands, paragraphs })}\n`
      : [
          `真实需求标题 titles of real demands: ${summary(demands)}`,
          `已见段落 seen paragraphs: ${summary(paragraphs.seen)}，${recall(paragraphs.seen)}`,
          `未见段落 unseen paragraphs: ${summary(paragraphs.unseen)}，${recall(paragraphs.unseen)}`,
          '',
        ].join('\n'),
  );
  if (!values.check) return 0;
  const faults = faultsOf(demands, paragraphs);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

const percent = (figure: number | null): string => (figure === null ? '—' : `${(figure * 100).toFixed(1)} %`);

const summary = ({ texts, readings, precision, domain }: Precision): string =>
  `${texts} 段 texts, ${readings} 处 readings, 准确率 precision ${percent(precision)}, 领域 domain ${domain.right}/${domain.of}`;

const recall = ({ expected, recall, unsettled }: PrecisionAndRecall): string =>
  `召回率 recall ${percent(recall)} / ${expected}, 应留待确认而误读 read though unsettled ${unsettled.read.length}/${unsettled.of}`;
