import type { Asked, Finding, Match } from '@huanpei/matching';
import { aboutWhat, exclusionsOf, gapKindOf, groupGaps, provinceOf, type MarketGap } from './market-gap';

const about = (parameter: string, value: number): Asked => ({
  kind: 'NUMERIC',
  demand: { metric: 'outlet', parameter, op: '<=', value, unit: 'mg/L' },
});
const finding = (id: string, verdict: Finding['verdict'], asked: Asked, more: Partial<Finding> = {}): Finding => ({
  id,
  verdict,
  code: verdict === 'FAIL' ? 'ABOVE_LIMIT' : verdict === 'PASS' ? 'OK' : 'NOT_STATED',
  mandatory: true,
  weight: 1,
  asked,
  ...more,
});
const match = (offerId: string, findings: readonly Finding[]): Match => ({
  offerId,
  outcome: 'RULED_OUT',
  score: 0,
  findings,
});
const COD = about('cod', 30);
const TP = about('tp', 0.3);

describe('what excludes most', () => {
  it('counts for each requirement the listings it keeps out alone, and all of them', () => {
    expect(
      exclusionsOf([
        match('a', [finding('cod', 'FAIL', COD), finding('tp', 'PASS', TP)]),
        match('b', [finding('cod', 'FAIL', COD), finding('tp', 'FAIL', TP)]),
        match('c', [finding('cod', 'FAIL', COD), finding('tp', 'UNKNOWN', TP)]),
        match('d', [finding('cod', 'PASS', COD), finding('tp', 'FAIL', TP)]),
      ]),
    ).toEqual([
      { asked: COD, alone: 2, total: 3 },
      { asked: TP, alone: 1, total: 2 },
    ]);
  });

  it('leaves out what rules nobody out: scored demands and single alternatives', () => {
    const scored = finding('cod', 'FAIL', COD, { mandatory: false });
    const alternative = finding('tp', 'FAIL', TP, { group: 'g' });
    expect(exclusionsOf([match('a', [scored, alternative])])).toEqual([]);
  });

  it('counts a listing once for what several needs ask of it', () => {
    const matches = [
      match('a', [finding('r1', 'FAIL', COD)]),
      match('a', [finding('r2', 'FAIL', about('cod', 40))]),
      match('b', [finding('r1', 'FAIL', COD)]),
    ];
    expect(exclusionsOf(matches, aboutWhat)).toEqual([{ asked: COD, alone: 2, total: 2 }]);
    expect(exclusionsOf(matches).map(({ total }) => total)).toEqual([2, 1]);
  });
});

describe('gaps', () => {
  it.each([
    [{ compared: 3, fits: 1, needsData: 2, ruledOut: 0 }, undefined],
    [{ compared: 0, fits: 0, needsData: 0, ruledOut: 0 }, 'NOTHING_LISTED'],
    [{ compared: 3, fits: 0, needsData: 0, ruledOut: 3 }, 'ALL_RULED_OUT'],
    [{ compared: 3, fits: 0, needsData: 1, ruledOut: 2 }, 'UNDECIDED'],
  ] as const)('%j is %s', (counts, kind) => {
    expect(gapKindOf(counts)).toBe(kind);
  });

  it('come together by scenario and province, with the budget of a tender counted once', () => {
    const gap = (key: string, given: Partial<MarketGap>): MarketGap => ({
      key,
      source: 'OPEN_TENDERS',
      kind: 'UNDECIDED',
      tenderId: key,
      lotId: '1',
      demandId: null,
      title: { zh: key },
      domain: 'water',
      scenario: 'water.mun',
      region: 'CN-GD',
      budget: null,
      counts: { compared: 1, fits: 0, needsData: 1, ruledOut: 0 },
      ...given,
    });
    const budget = { amountMinor: 100, currency: 'CNY' };
    const groups = groupGaps([
      gap('x', { scenario: null, region: null }),
      gap('a/1', { tenderId: 'a', budget }),
      gap('a/2', { tenderId: 'a', budget, region: 'CN-GD-4401' }),
      gap('b', {}),
    ]);
    expect(
      groups.map(({ scenario, region, gaps, worth, withoutBudget }) => [
        scenario,
        region,
        gaps.length,
        worth,
        withoutBudget,
      ]),
    ).toEqual([
      ['water.mun', 'CN-GD', 3, [budget], 1],
      [null, null, 1, [], 1],
    ]);
    expect([provinceOf('CN'), provinceOf('CN-GD-4401-440106'), provinceOf(null)]).toEqual(['CN', 'CN-GD', null]);
  });
});
