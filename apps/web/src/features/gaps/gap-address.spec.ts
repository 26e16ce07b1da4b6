import { askedOf, filterOf, isOf } from './gap-address';

const asked = (address: string) => askedOf(new URLSearchParams(address));

describe('which gaps the address asks for', () => {
  it('takes the open tenders where it says nothing, and leaves out what it does not know', () => {
    const all = { source: 'OPEN_TENDERS', kind: null, domain: null, scenario: null, region: null };
    expect(asked('')).toEqual(all);
    expect(asked('source=X&kind=Y&domain=Z')).toEqual(all);
    expect(filterOf(asked(''))).toEqual({});
  });

  it('asks the server for what it can filter, and picks out the rest', () => {
    const one = asked('source=ARCHIVED_DEMANDS&scenario=water.mun&region=-&kind=UNDECIDED');
    expect(filterOf(one)).toEqual({ kind: 'UNDECIDED', scenario: 'water.mun' });
    expect(isOf({ scenario: { code: 'water.mun' }, region: null }, one)).toBe(true);
    expect(isOf({ scenario: { code: 'water.mun.mbr' }, region: null }, one)).toBe(false);
    expect(isOf({ scenario: { code: 'water.mun' }, region: { code: 'CN' } }, one)).toBe(false);
  });

  it('takes a city for its province, and a country not for its provinces', () => {
    const need = { scenario: null, region: { code: 'CN-GD-4401' } };
    expect(isOf(need, asked('region=CN-GD'))).toBe(true);
    expect(isOf(need, asked('region=CN'))).toBe(false);
    expect(isOf(need, asked('scenario=-'))).toBe(true);
  });
});
