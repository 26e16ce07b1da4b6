import { labels } from '@huanpei/reference';
import type { Asked } from '../model';
import {
  explainMissing,
  explainNotCredited,
  explainTrain,
  explainTrainFinding,
  explainUnreached,
  explainUntested,
} from './explain-train';
import type { MissingFact, NotCredited, Train, TrainFinding, Unreached, Untested } from './train';

const zh = labels('zh');
const en = labels('en');

const price: Asked = { kind: 'PRICE', price: { amount: 500_000, currency: 'CNY' } };
const noise: Asked = { kind: 'NUMERIC', demand: { metric: 'noise_level', op: '<=', value: 80, unit: 'dB(A)' } };
const ammonia: Asked = {
  kind: 'NUMERIC',
  demand: { metric: 'outlet', parameter: 'nh3n', op: '<=', value: 5, unit: 'mg/L' },
  citation: { code: 'GB 18918-2002', level: '1A' },
};
const unknown: Asked = { kind: 'STANDARD', code: 'GB 18918-2002', level: '9Z' };
const removal: Asked = {
  kind: 'NUMERIC',
  demand: { metric: 'removal_pct', parameter: 'tp', op: '>=', value: 90, unit: '%' },
};
const none: Asked = {
  kind: 'NUMERIC',
  demand: { metric: 'outlet', parameter: 'fecal_coliform', op: 'not_detectable', unit: '1/L' },
};
const delivery: Asked = { kind: 'LEAD_DAYS', days: 90 };

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
      { code: 'CURRENCY', from: 'SUPPLIER', offerId: 'o', stage: 1, demand: 'r1', asked: price },
      '须由供应商提供：同一币种的报价（要求 ≤ ¥500,000）（第 1 段 o）。',
      'Wanted from the supplier: a price in the same currency (demanded: ≤ ¥500,000) (stage 1, o).',
    ],
    [
      {
        code: 'NOT_STATED',
        from: 'SUPPLIER',
        offerId: 'o',
        stage: 1,
        demand: 'r1',
        asked: noise,
        metric: 'noise_level',
      },
      '须由供应商提供：运行噪声（要求 ≤ 80 dB(A)）（第 1 段 o）。',
      'Wanted from the supplier: Operating noise (demanded: ≤ 80 dB(A)) (stage 1, o).',
    ],
    [
      {
        code: 'CONDITION_UNDECIDED',
        from: 'BUYER',
        demand: 'GB 18918-2002/1A/nh3n',
        asked: ammonia,
        condition: 'water temperature > 12 degC',
      },
      '须由采购方写明：条件“水温＞12℃”是否成立，由此决定是否适用氨氮出口浓度 ≤ 5 mg/L（GB 18918-2002 一级A）。',
      'Wanted from the buyer: whether "water temperature > 12 °C" holds, which decides whether Ammonia nitrogen (as N) at the outlet ≤ 5 mg/L (GB 18918-2002 Class 1A) applies.',
    ],
    [
      { code: 'LIMIT_UNCONFIRMED', from: 'BUYER', demand: 'GB 18918-2002/1A/nh3n', asked: ammonia },
      '须由采购方提供：氨氮出口浓度 ≤ 5 mg/L（GB 18918-2002 一级A）（该限值尚未核对原文）。',
      'Wanted from the buyer: Ammonia nitrogen (as N) at the outlet ≤ 5 mg/L (GB 18918-2002 Class 1A), a limit not yet confirmed in the original text.',
    ],
    [
      { code: 'STANDARD_UNKNOWN', from: 'BUYER', demand: 'GB 18918-2002/9Z', asked: unknown },
      '须由采购方提供：GB 18918-2002 9Z 的限值（参考数据中没有）。',
      'Wanted from the buyer: the limits of GB 18918-2002 9Z, of which the reference data have none.',
    ],
    [
      { code: 'INLET_NOT_STATED', from: 'BUYER', demand: 'r2', asked: removal },
      '须由采购方提供：总磷进口值。',
      'Wanted from the buyer: Total phosphorus (as P) at the inlet.',
    ],
    [
      { code: 'NOT_STATED', from: 'BUYER', demand: 'r3', asked: none },
      '须由采购方提供：可与“粪大肠菌群出口浓度 不得检出”比较的数值。',
      'Wanted from the buyer: a figure to compare "Faecal coliforms at the outlet not detectable" with.',
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

it('names the stage of a finding of one stage', () => {
  const finding: TrainFinding = {
    id: 'stage:2:capacity',
    verdict: 'UNKNOWN',
    code: 'NOT_STATED',
    mandatory: true,
    weight: 1,
    asked: { kind: 'NUMERIC', demand: { metric: 'capacity', op: '=', value: 1000, unit: 'm3/d' } },
  };
  expect(explainTrainFinding(finding, 'zh', zh)).toMatch(/^第 2 段 · 处理能力/);
  expect(explainTrainFinding(finding, 'en', en)).toMatch(/^Stage 2: Capacity/);
});

describe('what was not tested, in words', () => {
  const cases: readonly (readonly [untested: Untested, zh: string, en: string])[] = [
    [
      {
        stage: 2,
        offerId: 'o',
        metric: 'inlet',
        parameter: 'water_temp',
        facts: [{ metric: 'inlet', parameter: 'water_temp', op: 'range', value: 10, valueMax: 30, unit: 'degC' }],
      },
      '未核对：第 2 段 o 载明水温进口值 10–30 ℃，而需求未给出该项。',
      'Not tested: stage 2, o, states Water temperature at the inlet 10–30 °C, and the need does not give it.',
    ],
    [
      {
        stage: 1,
        offerId: 'o',
        metric: 'operating_temp',
        facts: [{ metric: 'operating_temp', op: '>=', value: 180, unit: 'degC' }],
      },
      '未核对：第 1 段 o 载明适用温度 ≥ 180 ℃，而需求未给出该项。',
      'Not tested: stage 1, o, states Operating temperature ≥ 180 °C, and the need does not give it.',
    ],
    [
      {
        stage: 1,
        offerId: 'o',
        metric: 'inlet',
        parameter: 'ss',
        facts: [{ metric: 'inlet', parameter: 'ss', op: '=', value: 50, unit: 'mg/L' }],
      },
      '未核对：第 1 段 o 载明悬浮物进口浓度 ≤ 50 mg/L，而需求未给出该项。',
      'Not tested: stage 1, o, states Suspended solids at the inlet ≤ 50 mg/L, and the need does not give it.',
    ],
  ];
  it.each(cases)('%j', (untested, chinese, english) => {
    expect(explainUntested(untested, 'zh', zh)).toBe(chinese);
    expect(explainUntested(untested, 'en', en)).toBe(english);
  });
});

describe('why nothing was found, in words', () => {
  const tp = { code: 'OUT_OF_REACH', parameter: 'tp', unit: 'mg/L', limit: 0.5 } as const;
  const cases: readonly (readonly [reason: Unreached, zh: string, en: string])[] = [
    [
      { ...tp, best: 0.6, offerIds: ['a', 'b'] },
      '没有一条流程使总磷达到 0.5 mg/L，最低可达 0.6 mg/L（a、b）。',
      'No train brings Total phosphorus (as P) to 0.5 mg/L; the lowest any comes to is 0.6 mg/L (a, b).',
    ],
    [
      { ...tp, best: 3 },
      '没有一条流程使总磷达到 0.5 mg/L，没有设备使其低于 3 mg/L。',
      'No train brings Total phosphorus (as P) to 0.5 mg/L; none brings it below 3 mg/L.',
    ],
    [tp, '没有一条流程使总磷达到 0.5 mg/L。', 'No train brings Total phosphorus (as P) to 0.5 mg/L.'],
    [
      { code: 'OUT_OF_REACH', demand: 'r1', asked: noise },
      '没有一条流程满足运行噪声 ≤ 80 dB(A)的要求。',
      'No train meets the demand on Operating noise ≤ 80 dB(A).',
    ],
    [
      { code: 'OUT_OF_REACH', metric: 'removal_pct', parameter: 'tp' },
      '没有一条流程满足总磷去除率的要求。',
      'No train meets the demand on Total phosphorus (as P), removal.',
    ],
    [
      { code: 'NOBODY_STATES', parameter: 'tp', unit: 'mg/L', limit: 0.5 },
      '没有一台设备载明总磷的去除率或出口值。',
      'No listing states a removal or an outlet of Total phosphorus (as P).',
    ],
    [
      { code: 'SUM_EXCEEDED', demand: 'r1', asked: price },
      '合计要求 总价 ≤ ¥500,000 排除了所有流程。',
      'The demand on the sum, Price for the whole duty ≤ ¥500,000, rules every train out.',
    ],
  ];
  it.each(cases)('%j', (reason, chinese, english) => {
    expect(explainUnreached(reason, 'zh', zh)).toBe(chinese);
    expect(explainUnreached(reason, 'en', en)).toBe(english);
  });

  it.each(['NOTHING_TO_DO', 'NO_STAGE', 'NOT_TOGETHER', 'STOPPED'] as const)('%s', (code) => {
    expect(explainUnreached({ code }, 'zh', zh)).toMatch(/。$/);
    expect(explainUnreached({ code }, 'en', en)).toMatch(/\.$/);
  });
});

describe('a figure that is no prediction', () => {
  const inlet: NotCredited = { code: 'NOT_STATED', metric: 'inlet', stage: 2 };
  const cases: readonly (readonly [why: NotCredited, zh: string, en: string])[] = [
    [inlet, '未载明适用的进口上限', 'no inlet is stated up to which it holds'],
    [{ code: 'CONDITION_UNDECIDED', metric: 'removal_pct', stage: 2 }, '所依条件未定', 'its condition is not settled'],
    [{ code: 'WEAK_EVIDENCE', metric: 'outlet', stage: 2 }, '依据不足', 'its evidence does not count'],
  ];
  it.each(cases)('%j', (why, chinese, english) => {
    expect(explainNotCredited(why, 'zh')).toBe(`非预测值：第 2 段所载未计入，${chinese}`);
    expect(explainNotCredited(why, 'en')).toBe(`no prediction: what stage 2 states is not credited, ${english}`);
  });

  it('says so beside the figure', () => {
    const figure = { parameter: 'ss', unit: 'mg/L', value: 800 };
    const train: Train = {
      outcome: 'FITS',
      stages: [
        { offerId: 'a', technologies: [], units: 1, inlet: [figure], outlet: [{ ...figure, notCredited: inlet }] },
      ],
      outlet: { ss: 800 },
      suppliers: [],
      findings: [],
      missing: [],
      untested: [],
    };
    expect(explainTrain(train, 'en', en)[1]).toBe(
      `  1. a × 1: Suspended solids 800 mg/L (${explainNotCredited(inlet, 'en')})`,
    );
    expect(explainTrain(train, 'zh', zh)[1]).toContain(`800 mg/L（${explainNotCredited(inlet, 'zh')}）`);
  });
});

it('names listings and suppliers where their names are known, and shows an id where one is not', () => {
  const named = {
    ...zh,
    offer: (id: string) => (id === 'o' ? '一体化设备' : undefined),
    supplier: (id: string) => (id === 'S' ? '甲公司' : undefined),
  };
  const missing = { code: 'NOT_STATED', from: 'SUPPLIER' } as const;
  expect(
    explainMissing({ ...missing, stage: 2, supplier: 'S', offerId: 'o', demand: 'r1', asked: delivery }, 'zh', named),
  ).toBe('须由供应商提供：交货期 ≤ 90 天（第 2 段 甲公司 · 一体化设备）。');
  expect(explainMissing({ ...missing, anyOf: ['o', 'p'], demand: 'r2', asked: delivery }, 'zh', named)).toBe(
    '没有一家供应商载明交货期 ≤ 90 天；须由下列任一设备的供应商提供：一体化设备、p。',
  );
});
