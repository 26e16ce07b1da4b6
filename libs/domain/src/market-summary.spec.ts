import { summariseLots, type OpenLot } from './market-summary';

const lot = (tenderId: string, lotId: string, fits: number | null, minute = 0): OpenLot => ({
  tenderId,
  lotId,
  domain: 'water',
  check:
    fits === null
      ? null
      : { compared: 3, fits, needsData: 0, ruledOut: 3 - fits, at: new Date(Date.UTC(2026, 0, 1, 0, minute)) },
});

it('counts lots that nothing meets, of those that were checked, and says how old the checks are', () => {
  expect(summariseLots('water', [lot('a', '1', 0, 5), lot('a', '2', 2, 1), lot('b', '1', null)])).toEqual({
    domain: 'water',
    openTenders: 2,
    openLots: 3,
    gaps: 1,
    checkedLots: 2,
    oldestCheckAt: new Date(Date.UTC(2026, 0, 1, 0, 1)),
    latestCheckAt: new Date(Date.UTC(2026, 0, 1, 0, 5)),
  });
});

it('takes a lot that was not checked for no gap', () => {
  expect(summariseLots('air', [lot('a', '1', null)])).toMatchObject({ gaps: 0, checkedLots: 0, oldestCheckAt: null });
});
