import type { DemoListing } from '@huanpei/reference';
import type { JudgedNeed, JudgedTrial } from './judged';
import type { RecallReport } from './recall';

/** Something the data cannot support, Chinese first. */
export interface Limit {
  readonly zh: string;
  readonly en: string;
}

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;

/** What the figures of this bench must not be taken for, with the counts that show why. */
export function limitsOf(
  demands: number,
  { counted, withListing, excluded }: RecallReport,
  listings: readonly DemoListing[],
  judged: readonly JudgedNeed[],
  trials: readonly JudgedTrial[],
): readonly Limit[] {
  return [...limitsOfDemands(demands, counted, withListing, excluded), ...limitsOfListings(counted, listings)].concat(
    limitsOfJudged(listings, judged, trials),
  );
}

function limitsOfDemands(
  demands: number,
  counted: RecallReport['counted'],
  withListing: RecallReport['withListing'],
  excluded: RecallReport['excluded'],
): readonly Limit[] {
  const silent = excluded.filter(({ code }) => code === 'NO_NUMERIC_REQUIREMENT_OR_STANDARD').length;
  const echoed = counted.filter((trial) => trial.echoed).map(({ demand }) => demand.id);
  return [
    {
      zh: `${demands} 项真实需求中只有 ${demands - silent} 项写明数值要求或引用标准，可计入的为 ${counted.length} 项：一项之差即 ${percent(1, counted.length)}，区间几乎不排除任何结论。`,
      en: `Of ${demands} real demands only ${demands - silent} state a numeric requirement or cite a standard, and ${counted.length} can be counted: one of them is ${percent(1, counted.length)}, and the interval excludes next to nothing.`,
    },
    {
      zh: `${demands - withListing.length} 项需求所采购的技术在 178 条真实记录中没有装备，无论如何排序都找不到。`,
      en: `For ${demands - withListing.length} demands no real record has the technology procured; no ranking could find it.`,
    },
    {
      zh: `${echoed.length} 项（${echoed.join('、') || '无'}）的“正确”装备记录就是从该招标文件抄录的指标：找到它不说明什么。`,
      en: `For ${echoed.length} (${echoed.join(', ') || 'none'}) the right record repeats the figures of that very tender: finding it shows nothing.`,
    },
    {
      zh: '“所采购的技术”是整理者按公告归入目录的技术，不是中标设备；公告都没有写明买了哪台设备。',
      en: 'The technology procured is the catalogue entry under which the notice was filed, not the equipment delivered; no notice says which was bought.',
    },
    {
      zh: '隐去技术后，引擎只看得到数值；关键词检索看得到标题，而标题往往写明技术。“NAMELESS”一项去掉了技术名称中的词，但其近义词仍在。',
      en: 'With the technology hidden the engine sees figures only, while keyword search sees a title that often names it. NAMELESS lacks the words of the technology’s name, but not their synonyms.',
    },
  ];
}

function limitsOfListings(counted: RecallReport['counted'], listings: readonly DemoListing[]): readonly Limit[] {
  const real = listings.filter(({ origin }) => origin === 'REAL_RECORD');
  const facts = real.flatMap(({ content }) => content.facts);
  const few = real.filter(({ content }) => content.facts.length <= 2).length;
  const sized = real.filter(({ content }) => content.facts.some(({ metric }) => metric === 'capacity')).length;
  const weak = facts.filter(({ basis }) => basis === 'TYPICAL' || basis === 'PLANNING').length;
  const findings = counted.flatMap(({ hidden, right }) =>
    [...hidden.matches, ...hidden.nearMisses]
      .filter(({ offerId }) => right.has(offerId))
      .flatMap((one) => one.findings),
  );
  const unknown = findings.filter(({ verdict }) => verdict === 'UNKNOWN').length;
  return [
    {
      zh: `真实记录写明的很少：${real.length} 条共 ${facts.length} 个数值，${few} 条不超过两个，只有 ${sized} 条写明处理能力，${percent(weak, facts.length)} 是典型值或规划值。`,
      en: `Real records state little: ${facts.length} figures in ${real.length} records, ${few} with two at most, only ${sized} with a capacity; ${percent(weak, facts.length)} are typical or planning values.`,
    },
    {
      zh: `在计入的需求中，正确装备的 ${findings.length} 项核对有 ${percent(unknown, findings.length)} 为“未载明”；大量装备同分，此时次序只是编号的次序（见 ties_at_random_recall10）。`,
      en: `In the demands counted, ${percent(unknown, findings.length)} of the ${findings.length} findings on right equipment are “not stated”; many listings tie, and then their order is only that of their ids (see ties_at_random_recall10).`,
    },
    {
      zh: '有的领域很小（监测只有 18 条真实记录），前十名已是一大半：请与 chance_recall10 对照。',
      en: 'Some domains are small (monitoring has 18 real records), so ten are most of it: compare with chance_recall10.',
    },
    {
      zh: '违规核查针对运算：数值、换算、包络、规模是否与所载事实一致；所载事实是否属实，无从核查。',
      en: 'The recheck is of the arithmetic: figures, units, envelopes and capacities against what is stated. Whether what is stated is true, nothing here can tell.',
    },
  ];
}

function limitsOfJudged(
  listings: readonly DemoListing[],
  judged: readonly JudgedNeed[],
  trials: readonly JudgedTrial[],
): readonly Limit[] {
  if (judged.length === 0) return [];
  const illustrations = new Set(listings.filter(({ origin }) => origin === 'ILLUSTRATION').map(({ id }) => id));
  const grades = judged.flatMap((one) => [...one.grades]);
  const best = grades.filter(([, grade]) => grade === 3);
  const ofIllustrations = best.filter(([id]) => illustrations.has(id)).length;
  const unjudged = trials.reduce((sum, { unjudged: { ENGINE } }) => sum + ENGINE, 0);
  return [
    {
      zh: `评判集 ${judged.length} 项需求、${grades.length} 个评分，出自一人之手：没有第二位评判者，一致性未知；区间只反映需求的抽样，不反映评判的误差。`,
      en: `The judged set, ${judged.length} needs with ${grades.length} grades, is one judge’s work: there is no second judge, so agreement is unknown; the intervals show the sampling of needs and no error of judgement.`,
    },
    {
      zh: `需求是为评判而写的，不是真实招标；${best.length} 个 3 分中有 ${ofIllustrations} 个给了示例装备，它们本来就载明齐全；real_records_only 不计示例。`,
      en: `The needs were written for the set and are no real tenders; ${ofIllustrations} of the ${best.length} grades 3 went to illustrations, which state more than real records do; real_records_only leaves them out.`,
    },
    {
      zh: '引擎读结构化的要求，关键词检索读同一需求的文字：比较的是两种产品，不是同一输入上的两个公式。',
      en: 'The engine reads the structured requirements, keyword search the same need in prose: two products are compared, not two formulas on one input.',
    },
    {
      zh: `引擎前十名中平均有 ${trials.length === 0 ? 0 : Math.round((10 * unjudged) / trials.length) / 10} 个未评判，按 0 分计；condensed_ndcg10 略去它们。`,
      en: `On average ${trials.length === 0 ? 0 : Math.round((10 * unjudged) / trials.length) / 10} of the engine’s first ten were not judged and count as 0; condensed_ndcg10 leaves them out.`,
    },
  ];
}
