import { askedOf, filterOf, isOf, sourceOf } from './gap-address';

const asked = (address: string) => askedOf(new URLSearchParams(address));

describe('which gaps the address asks for', () => {
  it('is all of them where it says nothing, and leaves out what it does not know', () => {
    const all = { source: null, kind: null, domain: null, scenario: null, region: null };
    expect(asked('')).toEqual(all);
    expect(asked('source=X&kind=Y&domain=Z')).toEqual(all);
    expect(filterOf(asked(''))).toEqual({});
  });

  it('takes what it names, else open tenders, or where these are all met what the past asked for', () => {
    const some = { OPEN_TENDERS: 2, ARCHIVED_DEMANDS: 31 };
    const none = { OPEN_TENDERS: 0, ARCHIVED_DEMANDS: 31 };
    expect(sourceOf(null, some)).toBe('OPEN_TENDERS');
    expect(sourceOf(null, none)).toBe('ARCHIVED_DEMANDS');
    expect(sourceOf('OPEN_TENDERS', none)).toBe('OPEN_TENDERS');
    expect(sourceOf('ARCHIVED_DEMANDS', some)).toBe('ARCHIVED_DEMANDS');
    expect(sourceOf(null, { OPEN_TENDERS: 0, ARCHIVED_DEMANDS: 0 })).toBe('OPEN_TENDERS');
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
