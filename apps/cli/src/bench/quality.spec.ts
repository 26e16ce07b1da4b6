import type { MatchingReference, Need } from '@huanpei/matching';
import { demo } from '@huanpei/reference';
import { main } from '../bench-quality';
import { marketOfDemo, tenderNeeds } from './demo-market';
import type { JudgedNeed } from './judged';
import { measureQuality, passes } from './quality';

const MARKET = marketOfDemo();
const DEMANDS = demo().demands.filter(({ id }) => ['cn-01', 'cn-21', 'ted-20'].includes(id));
/** Found by its figures and not by its words. */
const JUDGED: JudgedNeed = {
  need: {
    id: 'judged',
    name: {},
    domain: 'water',
    duty: [{ metric: 'capacity', op: '=', value: 20000, unit: 'm3/d' }],
    requirements: [
      { id: 'tn', mandatory: true, metric: 'outlet', parameter: 'tn', op: '<=', value: 15, unit: 'mg/L' },
      { id: 'tp', mandatory: true, metric: 'outlet', parameter: 'tp', op: '<=', value: 0.5, unit: 'mg/L' },
    ],
  },
  text: '消毒 disinfection',
  grades: new Map([
    ['ill-mbr-5000', 3],
    ['kel-water-15', 0],
  ]),
};
const TENDERS = tenderNeeds();
/** Most of the time goes into the tenders, so only some specs take them all. */
const measure = (
  judged: readonly JudgedNeed[],
  tenders: readonly Need[] = TENDERS.slice(0, 1),
  reference = MARKET.reference,
) => measureQuality({ ...MARKET, reference }, DEMANDS, judged, tenders, 1);

describe('the report', () => {
  const report = measure([JUDGED], TENDERS);

  it('counts demands that state something and says why the others are left out', () => {
    expect(report.tenders).toBe(2);
    expect(report.excluded.map(({ id }) => id)).toEqual(['cn-01']);
    expect(report.recall.per_demand).toHaveLength(2);
  });

  it('confirms everything that the demonstration shows as fitting', () => {
    expect(report.rechecked.fits).toBeGreaterThan(10);
    expect(report.rechecked.findings_in_fits).toBeGreaterThan(50);
    expect([report.violations, report.rechecked.disagreements_elsewhere]).toEqual([0, []]);
  });

  it('compares the engine with keyword search on the judged set', () => {
    expect(report.judged.needs).toBe(1);
    expect(report.judged.ndcg10).toBeGreaterThan(report.judged.baseline_ndcg10);
    expect(report.judged.grades_of_shown.FITS['3']).toBe(1);
    expect(passes(report)).toBe(true);
  });

  it('is the same for the same seed', () => {
    const first = measure([JUDGED], []);
    expect(measure([JUDGED], [])).toEqual(first);
  });

  it('says in both languages what the data cannot support', () => {
    expect(report.limits.length).toBeGreaterThan(8);
    for (const { zh, en } of report.limits)
      expect([zh, en]).toEqual([
        expect.stringMatching(/\p{Script=Han}/u),
        expect.stringMatching(/^[^\p{Script=Han}]+$/u),
      ]);
  });
});

describe('the check', () => {
  it('does not pass when something shown as fitting is not proven', () => {
    // An engine that reads every limit a hundred times too mildly.
    const lenient: MatchingReference = {
      ...MARKET.reference,
      limits: (code, level) =>
        MARKET.reference
          .limits(code, level)
          .map((row) => (row.op === '<=' && row.limit !== null ? { ...row, limit: row.limit * 100 } : row)),
    };
    const report = measure([JUDGED], TENDERS.slice(0, 1), lenient);
    expect(report.violations).toBeGreaterThan(0);
    expect(passes(report)).toBe(false);
  });

  it('does not pass when keyword search is better, nor without a judged set', () => {
    const wordy: JudgedNeed = { ...JUDGED, grades: new Map([['kel-water-15', 3]]) };
    const report = measure([wordy]);
    expect(report.judged.baseline_ndcg10).toBeGreaterThan(report.judged.ndcg10);
    expect(passes(report)).toBe(false);
    expect(passes(measure([]))).toBe(false);
  });
});

it('refuses a seed that is no number', async () => {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await main(['--seed', 'x'])).toBe(2);
    expect(told).toHaveBeenCalledWith(expect.stringContaining('usage'));
  } finally {
    told.mockRestore();
  }
});
