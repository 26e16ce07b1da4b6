import { changesOf } from './lines';

it('says what is gone and what is new, by part', () => {
  const before = [
    { of: '要求', says: '★ COD ≤ 50' },
    { of: '截止', says: '3 月' },
    { of: '要求', says: '★ SS ≤ 10' },
  ];
  const after = [
    { of: '截止', says: '4 月' },
    { of: '要求', says: '★ COD ≤ 40' },
    { of: '要求', says: '★ SS ≤ 10' },
  ];
  expect(changesOf(before, after).map(({ of, how, says }) => [of, how, says])).toEqual([
    ['要求', 'REMOVED', '★ COD ≤ 50'],
    ['要求', 'ADDED', '★ COD ≤ 40'],
    ['截止', 'REMOVED', '3 月'],
    ['截止', 'ADDED', '4 月'],
  ]);
  expect(changesOf(before, before)).toEqual([]);
});
