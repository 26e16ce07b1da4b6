import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labels, matchingReference } from '@huanpei/reference';
import { TODAY, asks, cites, fact, match, need, offer, price, row } from '../test/make';
import {
  FINDING_CODES,
  evaluate,
  explain,
  explainRelaxation,
  number,
  statement,
  type FindingCode,
  type LimitRow,
  type Need,
  type Offer,
} from './index';

type Situation = readonly [code: FindingCode, need: Need, offer: Offer, rows?: readonly LimitRow[]];

const wants = (...requirements: NonNullable<Need['requirements']>) => need({ requirements });
const cod = (text: string) => asks('outlet:cod', text);
const inlet = (text: string) => [fact('inlet:cod', text)];
const flow = [fact('capacity', '= 100 m3/d')];
const terms = { id: 'r', mandatory: true } as const;
const twoHonours: NonNullable<Need['requirements']> = [
  { ...terms, group: 'proof', honour: 'A' },
  { ...terms, id: 's', group: 'proof', service: 'B' },
];

/** At least one of every code, and of every kind of thing that is asked. */
const SITUATIONS: readonly Situation[] = [
  ['OK', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '<= 30 mg/L')])],
  ['OK', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '<= 50 mg/L')])],
  ['OK', wants(asks('outlet:so2', '<= 35 mg/Nm3')), offer([fact('outlet:so2', '<= 30 mg/m3')])],
  ['OK', wants(asks('outlet:ph', '6..9')), offer([fact('outlet:ph', '7..8')])],
  ['OK', wants(cod('not_detectable 2 mg/L')), offer([fact('outlet:cod', '<= 1 mg/L')])],
  ['OK', need({ duty: flow }), offer([fact('capacity', '20..30 m3/d')], { modular: true })],
  ['OK', need({ duty: inlet('100..300 mg/L') }), offer(inlet('= 400 mg/L'))],
  ['OK', wants(...twoHonours), offer([], { honours: ['A'] })],
  ['OK', wants({ ...terms, region: 'CN-GD' }), offer([], { regions: ['*'] })],
  ['OK', wants({ ...terms, certificate: 'CCEP' }), offer([], { certificates: [{ scheme: 'CCEP' }] })],
  ['OK', wants({ ...terms, price: price(100) }), offer([], { price: price(80) })],
  ['OK', wants({ ...terms, leadDays: 30 }), offer([], { leadDays: 1 })],
  ['INLET_ALREADY_MEETS', need({ duty: inlet('= 40 mg/L'), requirements: [cod('<= 50 mg/L')] }), offer()],
  ['ABOVE_LIMIT', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '<= 60 mg/L')])],
  ['ABOVE_LIMIT', wants(cod('< 50 mg/L')), offer([fact('outlet:cod', '<= 50 mg/L')])],
  ['ABOVE_LIMIT', wants(asks('noise', '<= 0 m')), offer([fact('noise', '<= 60 m')])],
  ['ABOVE_LIMIT', wants({ ...terms, price: price(100, 'USD') }), offer([], { price: price(120.5, 'USD') })],
  ['ABOVE_LIMIT', wants({ ...terms, leadDays: 30 }), offer([], { leadDays: 45 })],
  ['BELOW_LIMIT', wants(asks('removal_pct:cod', '>= 90 %')), offer([fact('removal_pct:cod', '>= 80 %')])],
  ['BELOW_LIMIT', wants(asks('outlet:ph', '6..9')), offer([fact('outlet:ph', '5..8')])],
  [
    'INLET_ABOVE_ENVELOPE',
    need({ duty: inlet('= 500 mg/L'), requirements: [cod('<= 50 mg/L')] }),
    offer(inlet('= 400 mg/L')),
  ],
  [
    'INLET_BELOW_ENVELOPE',
    need({ duty: inlet('= 5 mg/L'), requirements: [cod('<= 50 mg/L')] }),
    offer(inlet('100..400 mg/L')),
  ],
  ['ABOVE_ENVELOPE', need({ duty: flow }), offer([fact('capacity', '<= 30 m3/d')])],
  ['ABOVE_ENVELOPE', need({ duty: inlet('= 500 mg/L') }), offer(inlet('= 400 mg/L'))],
  ['BELOW_ENVELOPE', need({ duty: flow }), offer([fact('capacity', '200..300 m3/d')])],
  [
    'BELOW_ENVELOPE',
    need({ duty: [fact('operating_temp', '= -5 degC')] }),
    offer([fact('operating_temp', '>= 5 degC')]),
  ],
  ['NOT_STATED', wants(cod('<= 50 mg/L')), offer()],
  ['NOT_STATED', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '>= 5 mg/L')])],
  ['NOT_STATED', need({ standards: [cites()] }), offer(), [row('cod', 'not_detectable mg/L')]],
  ['NOT_STATED', need({ duty: flow }), offer()],
  ['NOT_STATED', need({ duty: flow }), offer([fact('capacity', '>= 30 m3/d')])],
  ['NOT_STATED', wants({ ...terms, service: 'B' }), offer()],
  ['NOT_STATED', wants({ ...terms, price: price(100) }), offer()],
  [
    'NOT_STATED',
    need({ duty: flow, requirements: [{ ...terms, price: price(100) }] }),
    offer([], { modular: true, price: price(80) }),
  ],
  ['INLET_NOT_STATED', wants(cod('<= 50 mg/L')), offer([fact('removal_pct:cod', '>= 90 %')])],
  ['UNIT', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '<= 5 ppm')])],
  ['UNIT', need({ duty: [...flow, fact('capacity', '= 5 MW')] }), offer([fact('capacity', '<= 500 m3/d')])],
  ['UNIT', wants({ ...terms, price: price(100) }), offer([], { price: price(80, 'CNY', 'm3/d') })],
  ['CURRENCY', wants({ ...terms, price: price(100) }), offer([], { price: price(80, 'EUR') })],
  [
    'CONDITION_UNDECIDED',
    wants(cod('<= 50 mg/L')),
    offer([fact('outlet:cod', '<= 30 mg/L', { condition: 'in summer' })]),
  ],
  ['CONDITION_UNDECIDED', wants(asks('capacity', '= 5 m3/d', { condition: 'tn > 5' })), offer()],
  [
    'CONDITION_UNDECIDED',
    need({ standards: [cites()] }),
    offer(),
    [row('cod', '<= 50 mg/L', { scope: 'new' }), row('tn', '<= 5 mg/L')],
  ],
  ['LIMIT_UNCONFIRMED', need({ standards: [cites()] }), offer(), [row('cod', '<= 50 mg/L', { confidence: 'known' })]],
  ['STANDARD_UNKNOWN', need({ standards: [cites({ code: 'GB 1-2001', parameters: ['cod'] })] }), offer()],
  ['STANDARD_UNKNOWN', need({ standards: [cites({ parameters: ['cod'] })] }), offer(), [row('tn', '<= 5 mg/L')]],
  [
    'WEAK_EVIDENCE',
    need({ minimumBasis: 'TESTED', requirements: [cod('<= 50 mg/L')] }),
    offer([fact('outlet:cod', '<= 30 mg/L')]),
  ],
  ['WEAK_EVIDENCE', need({ minimumBasis: 'TESTED', duty: flow }), offer([fact('capacity', '<= 300 m3/d')])],
  ['TYPICAL_SPREAD', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '40..60 mg/L', { basis: 'TYPICAL' })])],
  ['NOT_HELD', wants({ ...terms, honour: 'A' }), offer([], { honours: [] })],
  ['NOT_HELD', wants({ ...terms, region: 'CN-GD' }), offer([], { regions: ['CN-BJ'] })],
  [
    'EXPIRED',
    wants({ ...terms, certificate: 'CCEP' }),
    offer([], { certificates: [{ scheme: 'CCEP', validUntil: '2020-01-31' }] }),
  ],
  ['ALL_ALTERNATIVES_FAIL', wants(...twoHonours), offer([], { honours: [], services: [] })],
  ['NO_ALTERNATIVE_PASSES', wants(...twoHonours), offer([], { honours: [] })],
];

/** What a sentence must not contain: holes left by a part that is missing. */
const HOLE =
  /undefined|NaN|Infinity|null|\[object|\(\s*\)|（\s*）|“\s*”|""|\?|\s{2}|[：:，,；;]\s*[。.，,；;]|[(（]1[)）]|\{|\}/;

function sentences(situation: Situation): readonly (readonly [FindingCode, string, string])[] {
  const [, of, against, rows] = situation;
  return match(of, against, rows).findings.map((one) => [
    one.code,
    explain(one, 'zh', labels('zh')),
    explain(one, 'en', labels('en')),
  ]);
}

describe('the sentences', () => {
  it.each(SITUATIONS.map((situation, at) => [`${at} ${situation[0]}`, situation] as const))(
    '%s',
    (_title, situation) => {
      const said = sentences(situation);
      expect(said.map(([code]) => code)).toContain(situation[0]);
      for (const [, zh, en] of said) {
        expect(zh).not.toMatch(HOLE);
        expect(en).not.toMatch(HOLE);
        expect(zh).toMatch(/^\S.*：.+。$/u);
        expect(en).toMatch(/^\S.*: .+\.$/u);
      }
    },
  );

  it('exist for every code', () => {
    expect(new Set(SITUATIONS.map(([code]) => code))).toEqual(new Set(FINDING_CODES));
  });

  it('have no holes in the worked examples either', () => {
    const folder = join(__dirname, '../cases');
    for (const file of readdirSync(folder)) {
      const { need: of, offer: against } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        need: Need;
        offer: Offer;
      };
      for (const one of evaluate(of, against, matchingReference(), { today: TODAY })?.findings ?? []) {
        expect(explain(one, 'zh', labels('zh'))).not.toMatch(HOLE);
        expect(explain(one, 'en', labels('en'))).not.toMatch(HOLE);
      }
    }
  });

  it.each<[string, Situation, string, string]>([
    [
      'a pass with its margin and evidence',
      ['OK', wants(cod('<= 50 mg/L')), offer([fact('outlet:cod', '<= 30 mg/L', { basis: 'TESTED' })])],
      '化学需氧量出口浓度：30 mg/L，满足 ≤ 50 mg/L，余量 40%；依据：检测报告。',
      'Chemical oxygen demand (CODCr) at the outlet: 30 mg/L meets ≤ 50 mg/L with a margin of 40%; basis: accredited test report.',
    ],
    [
      'an emission to air',
      ['ABOVE_LIMIT', wants(asks('outlet:so2', '<= 35 mg/Nm3')), offer([fact('outlet:so2', '<= 70 mg/Nm3')])],
      '二氧化硫排放浓度：70 mg/Nm³，不满足 ≤ 35 mg/Nm³，超出 100%。',
      'Sulfur dioxide, emission: 70 mg/Nm³ does not meet ≤ 35 mg/Nm³, 100% above it.',
    ],
    [
      'a pH, without a unit and without a share',
      ['BELOW_LIMIT', wants(asks('outlet:ph', '6..9')), offer([fact('outlet:ph', '5..8')])],
      'pH值出口：5，不满足 6–9，偏低。',
      'pH at the outlet: 5 does not meet 6–9, being too low.',
    ],
    [
      'an inlet outside the envelope',
      [
        'INLET_ABOVE_ENVELOPE',
        need({ duty: inlet('= 500 mg/L'), requirements: [cod('<= 50 mg/L')] }),
        offer(inlet('= 400 mg/L')),
      ],
      '化学需氧量出口浓度：进口设计值 500 mg/L 高于设备适用的进口范围（≤ 400 mg/L），其性能保证不适用。',
      'Chemical oxygen demand (CODCr) at the outlet: the inlet of 500 mg/L is above what the equipment accepts (≤ 400 mg/L), where its guarantees do not hold.',
    ],
    [
      'a capacity of several units',
      ['OK', need({ duty: flow }), offer([fact('capacity', '= 30 m3/d')], { modular: true })],
      '处理能力：设计值 100 m³/d，4 台（套）并联，单台（套）30 m³/d，可以承担；依据：供应商保证。',
      'Capacity: the design value 100 m³/d is covered by 4 units of 30 m³/d in parallel; basis: guaranteed by the supplier.',
    ],
    [
      'a capacity of one unit',
      ['OK', need({ duty: flow }), offer([fact('capacity', '= 130 m3/d')], { modular: true })],
      '处理能力：设计值 100 m³/d，单台（套）130 m³/d，可以承担；依据：供应商保证。',
      'Capacity: the design value 100 m³/d is covered, one unit treating 130 m³/d; basis: guaranteed by the supplier.',
    ],
    [
      'units that are too large for their share',
      ['BELOW_ENVELOPE', need({ duty: flow }), offer([fact('capacity', '60..70 m3/d')], { modular: true })],
      '处理能力：设计值 100 m³/d 低于设备的最低负荷（2 台（套）并联，单台（套）60–70 m³/d）。',
      'Capacity: the design value 100 m³/d is below what the equipment treats (2 in parallel; one unit: 60–70 m³/d).',
    ],
    [
      'a price',
      ['OK', wants({ ...terms, price: price(60_000_000) }), offer([], { price: price(52_000_000) })],
      '总价：¥52,000,000，满足 ≤ ¥60,000,000，余量 13.3%。',
      'Price for the whole duty: ¥52,000,000 meets ≤ ¥60,000,000 with a margin of 13.3%.',
    ],
    [
      'a region',
      ['OK', wants({ ...terms, region: 'CN-HN' }), offer([], { regions: ['CN'] })],
      '服务地区 · 湖南省：已覆盖。',
      'Region served · Hunan: covered.',
    ],
    [
      'what is missing',
      ['NOT_STATED', wants(cod('<= 50 mg/L')), offer()],
      '化学需氧量出口浓度：供应商未说明，要求 ≤ 50 mg/L；补充后即可判定。',
      'Chemical oxygen demand (CODCr) at the outlet: not stated by the supplier; asked: ≤ 50 mg/L; the figure would settle it.',
    ],
  ])('say %s', (_title, situation, zh, en) => {
    expect(sentences(situation)).toEqual([[situation[0], zh, en]]);
  });

  it('say what a relaxation would bring', () => {
    const asked = match(wants(cod('<= 50 mg/L')), offer()).findings[0]?.asked;
    if (!asked) throw new Error('no finding');
    const relaxation = { requirement: 'r', from: 50, to: 60, unit: 'mg/L', fits: 3 };
    expect(explainRelaxation(relaxation, asked, 'zh', labels('zh'))).toBe(
      '化学需氧量出口浓度由 50 mg/L 放宽到 60 mg/L 后，满足全部要求的设备有 3 项。',
    );
    expect(explainRelaxation(relaxation, asked, 'en', labels('en'))).toBe(
      'Chemical oxygen demand (CODCr) at the outlet: relaxed from 50 mg/L to 60 mg/L, 3 would fit.',
    );
  });
});

describe('numbers', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.333333'],
    [20000, '20000'],
    [1234567.8, '1,234,570'],
    [1e15, '1,000,000,000,000,000'],
    [-5, '-5'],
    [1e-7, '0.0000001'],
  ])('%d reads %s', (value, text) => {
    expect(number(value)).toBe(text);
  });

  it.each([
    ['<= 50 mg/L', '≤ 50 mg/L'],
    ['6..9', '6–9'],
    ['>= 90 %', '≥ 90%'],
    ['= 5 m3/d', '5 m³/d'],
    ['not_detectable mg/L', 'not detectable'],
    ['not_detectable 2 mg/L', 'not detectable (< 2 mg/L)'],
  ])('%s reads %s', (text, expected) => {
    expect(statement(fact('outlet:cod', text), 'en', labels('en'))).toBe(expected);
  });
});
