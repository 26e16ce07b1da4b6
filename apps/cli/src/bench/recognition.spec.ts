import type { JudgedParagraph } from '@huanpei/reference';
import { faultsOf, measureSets, type PrecisionAndRecall } from './recognition';

const paragraph = (id: string, set: JudgedParagraph['set'], readings: readonly string[]): JudgedParagraph => ({
  id,
  set,
  language: 'zh',
  domain: 'water',
  text: '处理规模500m3/d。',
  readings,
});

const figures = (more: Partial<PrecisionAndRecall> = {}): PrecisionAndRecall => ({
  texts: 1,
  readings: 100,
  right: 100,
  precision: 1,
  wrong: [],
  domain: { right: 1, of: 1 },
  expected: 100,
  recall: 1,
  missed: [],
  unsettled: { of: 1, read: [] },
  ...more,
});

describe('recognition', () => {
  it('is measured apart for paragraphs seen and unseen', () => {
    const { seen, unseen } = measureSets([
      paragraph('a', 'seen', ['capacity = 0.05 万m3/d']),
      paragraph('b', 'unseen', ['capacity = 900 m3/d', 'outlet ss <= 10 mg/L']),
    ]);
    expect(seen).toMatchObject({ texts: 1, precision: 1, recall: 1, wrong: [], missed: [] });
    expect(unseen).toMatchObject({ texts: 1, precision: 0, recall: 0 });
    expect(unseen.missed).toEqual(['b capacity = 900 m3/d', 'b outlet ss <= 10 mg/L']);
    expect(unseen.wrong).toEqual([expect.stringMatching(/^b .*: capacity = 500 m3\/d$/)]);
  });

  it('passes at its bounds', () => {
    const seen = figures({ precision: 0.95, recall: 0.8, wrong: ['w'], missed: ['m'] });
    const unseen = figures({ precision: 0.9, recall: 0, wrong: ['w'], missed: ['m'] });
    expect(faultsOf(figures({ precision: 0.95 }), { seen, unseen })).toEqual([]);
  });

  it.each<[what: string, demands: PrecisionAndRecall, seen: PrecisionAndRecall, unseen: PrecisionAndRecall, RegExp]>([
    [
      'titles',
      figures({ precision: 0.94, wrong: ['w'] }),
      figures(),
      figures(),
      /titles of demands: 0\.940 < 0\.95\nw$/,
    ],
    [
      'seen precision',
      figures(),
      figures({ precision: 0.94, wrong: ['w'] }),
      figures(),
      /on seen .*0\.940 < 0\.95\nw$/,
    ],
    [
      'seen recall',
      figures(),
      figures({ recall: 0.79, missed: ['m'] }),
      figures(),
      /recall on seen .*0\.790 < 0\.8\nm$/,
    ],
    ['unsettled', figures(), figures({ unsettled: { of: 1, read: ['u'] } }), figures(), /^应留.* unsettled: u$/],
    ['unseen', figures(), figures(), figures({ precision: 0.89, wrong: ['w'] }), /on unseen .*0\.890 < 0\.9\nw$/],
    [
      'nothing read',
      figures(),
      figures(),
      figures({ readings: 0, precision: null }),
      /on unseen paragraphs: — < 0\.9$/,
    ],
  ])('fails below the bound of %s', (_what, demands, seen, unseen, expected) => {
    expect(faultsOf(demands, { seen, unseen }).join('\n')).toMatch(expected);
  });
});
