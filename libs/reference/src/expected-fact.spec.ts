import { completeness, isStated, matchingReference, saysLittle, templateFor, usualOp } from './index';

describe('an expected fact', () => {
  it('is stated by its metric or another that says as much, of its parameter', () => {
    const outlet = { metric: 'outlet', or: ['removal_pct'], parameter: 'cod' };
    expect(isStated(outlet, [{ metric: 'removal_pct', parameter: 'cod' }])).toBe(true);
    expect(isStated(outlet, [{ metric: 'removal_pct', parameter: 'tp' }, { metric: 'outlet' }])).toBe(false);
    expect(
      isStated({ metric: 'inlet', parameter: 'cod', anyParameter: true }, [{ metric: 'inlet', parameter: 'ss' }]),
    ).toBe(true);
    expect(isStated({ metric: 'capacity' }, [{ metric: 'capacity', parameter: 'sludge' }])).toBe(true);
    expect(isStated({ metric: 'capacity' }, [])).toBe(false);
  });

  it('is one of those of which a listing says little when it states less than half', () => {
    expect(saysLittle({ share: 4 / 22 })).toBe(true);
    expect(saysLittle({ share: 0.5 })).toBe(false);
    expect(saysLittle(completeness([{ metric: 'capacity' }], templateFor(['water.mun.mbr'])))).toBe(true);
    expect(saysLittle(completeness([], templateFor([])))).toBe(false);
  });

  it.each([
    ['outlet', 'cod', '<='],
    ['outlet', 'ph', 'range'],
    ['inlet', 'cod', 'range'],
    ['operating_temp', undefined, 'range'],
    ['removal_pct', 'cod', '>='],
    ['spec_energy_water', undefined, '<='],
    ['capacity', undefined, '='],
  ])('of %s %s is usually stated with %s', (metric, parameter, op) => {
    expect(usualOp(metric, parameter, matchingReference())).toBe(op);
  });
});
