import { labels } from '@huanpei/reference';
import { explainMissing, explainTrainFinding } from './explain-train';
import type { MissingFact, TrainFinding } from './train';

const zh = labels('zh');
const en = labels('en');

describe('what is missing, in words', () => {
  const cases: readonly (readonly [missing: MissingFact, zh: string, en: string])[] = [
    [
      { code: 'NOT_STATED', from: 'SUPPLIER', offerId: 'o', supplier: 'S', stage: 2, metric: 'capacity' },
      '须由供应商提供：处理能力（第 2 段 S · o）。',
      'Wanted from the supplier: Capacity (stage 2, S · o).',
    ],
    [
      { code: 'INLET_NOT_STATED', from: 'BUYER', metric: 'inlet', parameter: 'ph' },
      '须由采购方提供：pH值进口。',
      'Wanted from the buyer: pH at the inlet.',
    ],
    [
      {
        code: 'CONDITION_UNDECIDED',
        from: 'SUPPLIER',
        offerId: 'o',
        stage: 1,
        metric: 'removal_pct',
        parameter: 'cod',
        condition: 'in winter',
      },
      '须由供应商提供：化学需氧量去除率，条件“in winter”是否成立（第 1 段 o）。',
      'Wanted from the supplier: Chemical oxygen demand (CODCr), removal, and whether "in winter" holds (stage 1, o).',
    ],
    [
      { code: 'WEAK_EVIDENCE', from: 'SUPPLIER', offerId: 'o', stage: 1, metric: 'removal_pct', parameter: 'cod' },
      '须由供应商提供：化学需氧量去除率的更强依据（第 1 段 o）。',
      'Wanted from the supplier: stronger evidence of Chemical oxygen demand (CODCr), removal (stage 1, o).',
    ],
    [
      { code: 'ORDER_UNKNOWN', from: 'ENGINEER', offerId: 'o', stage: 3 },
      '须由工程师判断该技术在流程中的位置（第 3 段 o）。',
      'An engineer has to say where in a train this technology stands (stage 3, o).',
    ],
    [
      { code: 'NOT_STATED', from: 'SUPPLIER', metric: 'removal_pct', parameter: 'las', anyOf: ['a', 'b'] },
      '没有一家供应商载明阴离子表面活性剂去除率；须由下列任一设备的供应商提供：a、b。',
      'No supplier states Anionic surfactants, removal; wanted from the supplier of any of a, b.',
    ],
    [
      { code: 'CURRENCY', from: 'SUPPLIER', offerId: 'o', stage: 1, demand: 'price' },
      '须由供应商提供：同一币种的报价（要求 price）（第 1 段 o）。',
      'Wanted from the supplier: a price in the same currency (demand price) (stage 1, o).',
    ],
  ];
  it.each(cases)('%j', (missing, chinese, english) => {
    expect(explainMissing(missing, 'zh', zh)).toBe(chinese);
    expect(explainMissing(missing, 'en', en)).toBe(english);
  });
});

it('says which stages are taken to leave a parameter unchanged', () => {
  const finding: TrainFinding = {
    id: 'tp',
    verdict: 'PASS',
    code: 'OK',
    mandatory: true,
    weight: 1,
    asked: { kind: 'NUMERIC', demand: { metric: 'outlet', parameter: 'tp', op: '<=', value: 0.5, unit: 'mg/L' } },
    predicted: 0.4,
    margin: 0.2,
    assumptions: [
      { code: 'ASSUMED_UNCHANGED', stage: 1, offerId: 'a' },
      { code: 'ASSUMED_UNCHANGED', stage: 3, offerId: 'c' },
    ],
  };
  expect(explainTrainFinding(finding, 'zh', zh)).toBe(
    '总磷出口浓度：0.4 mg/L，满足 ≤ 0.5 mg/L，余量 20%；第 1、3 段未载明该项，按不变计。',
  );
  expect(explainTrainFinding(finding, 'en', en)).toBe(
    'Total phosphorus (as P) at the outlet: 0.4 mg/L meets ≤ 0.5 mg/L with a margin of 20%; stages 1, 3 say nothing of it and are taken to leave it unchanged.',
  );
});
