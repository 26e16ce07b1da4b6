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
  text: { zh: '消毒', en: 'disinfection' },
  grades: new Map([
    ['ill-mbr-5000', 3],
    ['kel-water-23', 1],
    ['kel-water-15', 0],
  ]),
};
const measure = (tenders: readonly Need[], reference: MatchingReference = MARKET.reference) =>
  measureQuality({ ...MARKET, reference }, DEMANDS, [JUDGED], tenders, 1);
const REPORT = measure(tenderNeeds());

describe('the report', () => {
  it('counts demands that state something and says why the others are left out', () => {
    expect(REPORT.tenders).toBe(2);
    expect(REPORT.excluded.map(({ id }) => id)).toEqual(['cn-01']);
    expect(REPORT.recall.per_demand).toHaveLength(2);
  });

  it('confirms everything that the demonstration shows as fitting', () => {
    expect(REPORT.rechecked.fits).toBeGreaterThan(10);
    expect(REPORT.rechecked.findings_in_fits).toBeGreaterThan(50);
    expect([REPORT.violations, REPORT.rechecked.disagreements_elsewhere]).toEqual([0, []]);
  });

  it('compares the engine with keyword search on the judged set', () => {
    expect(REPORT.judged.needs).toBe(1);
    expect(REPORT.judged.ndcg10).toBeGreaterThan(REPORT.judged.baseline_ndcg10);
    expect(REPORT.judged.grades_of_shown.FITS['3']).toBe(1);
    // Without the illustration nothing is better than the record of grade 1.
    expect(REPORT.judged.real_records_only.needs).toBe(1);
    expect(REPORT.judged.real_records_only.ndcg10).not.toBeCloseTo(REPORT.judged.ndcg10, 3);
    expect(passes(REPORT)).toBe(true);
  });

  it('says in both languages what the data cannot support', () => {
    expect(REPORT.limits.length).toBeGreaterThan(8);
    for (const { zh, en } of REPORT.limits)
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
    const report = measure(tenderNeeds().slice(0, 1), lenient);
    expect(report.violations).toBeGreaterThan(0);
    expect(passes(report)).toBe(false);
  });

  it('does not pass when keyword search is better, nor without a judged set', () => {
    const passing = (change: object) => passes({ ...REPORT, judged: { ...REPORT.judged, ...change } });
    expect(passing({})).toBe(true);
    expect(passing({ ndcg10: REPORT.judged.baseline_ndcg10 - 0.001 })).toBe(false);
    expect(passing({ needs: 0 })).toBe(false);
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
