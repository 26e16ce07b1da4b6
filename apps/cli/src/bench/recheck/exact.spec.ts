import { KNOWN_UNITS } from '@huanpei/matching';
import { approximately, compare, fraction, inUnit, minus, over, times } from './exact';

describe('exact fractions', () => {
  it('read figures as they are written', () => {
    expect(fraction(0.015)).toEqual({ top: 15n, bottom: 1000n });
    expect(fraction(-1.5e-7)).toEqual({ top: -15n, bottom: 100_000_000n });
    expect(fraction(1e21)).toEqual({ top: 10n ** 21n, bottom: 1n });
    expect(() => fraction('about 5')).toThrow('not a decimal figure');
  });

  it('do not round: 0.1 + 0.2 is 0.3, and a third of three is one', () => {
    expect(compare(minus(fraction(0.3), fraction(0.1)), fraction(0.2))).toBe(0);
    const third = over(fraction(1), fraction(3));
    expect(times(third, fraction(3))).toEqual({ top: 3n, bottom: 3n });
    expect(() => over(fraction(1), fraction(0))).toThrow(RangeError);
    expect(approximately(over(fraction(-1), fraction(8)))).toBe(-0.125);
  });

  it('are equal within 1e-9 of the larger, and not beyond', () => {
    expect(compare(fraction(50), fraction(50.00000004))).toBe(0);
    expect(compare(fraction(50), fraction(50.00000006))).toBe(-1);
    expect(compare(fraction(-2), fraction(-3))).toBe(1);
    expect(compare(fraction(0), fraction(0))).toBe(0);
  });
});

describe('the table of units', () => {
  it('converts as the contract says', () => {
    const day = inUnit(fraction(365), 'm3/a', 'm3/d');
    expect(day && compare(day, fraction(1))).toBe(0);
    const heat = inUnit(fraction(2100), 'kcal/kg', 'kWh/t');
    expect(heat && approximately(heat)).toBeCloseTo((2100 * 4186.8) / 3.6 / 1000, 9);
    expect(inUnit(fraction(1), 'm3/h', 'Nm3/h')).toBeUndefined();
    expect(inUnit(fraction(1), 'p.e.', 'm3/d')).toBeUndefined();
    expect(inUnit(fraction(7), 'p.e.', 'p.e.')).toEqual(fraction(7));
  });

  it('takes a tonne of water for a cubic metre only when told so', () => {
    expect(inUnit(fraction(1), 't/h', 'm3/d')).toBeUndefined();
    const flow = inUnit(fraction(1), 't/h', 'm3/d', true);
    expect(flow && compare(flow, fraction(24))).toBe(0);
  });

  it('has the units of the engine, each with its factor', () => {
    const first = new Map(
      KNOWN_UNITS.map(({ quantity, unit, factor }) => [quantity, { unit, factor }] as const).reverse(),
    );
    for (const { unit, quantity, factor } of KNOWN_UNITS) {
      const base = first.get(quantity);
      const one = base && inUnit(fraction(1), unit, base.unit);
      expect([unit, one && approximately(one)]).toEqual([
        unit,
        expect.closeTo(factor / (base?.factor ?? 1), 12) as number,
      ]);
    }
  });
});
