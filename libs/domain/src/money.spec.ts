import fc from 'fast-check';
import { toMajor, toMinor, toNearestMinor } from './money';

describe('money', () => {
  it('goes to major units and back without loss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_007_199_254_740_991 }),
        fc.constantFrom('CNY', 'JPY', 'KWD', 'USD'),
        (amountMinor, currency) => {
          fc.pre(amountMinor <= 900_719_925_474_099);
          expect(toMinor(toMajor({ amountMinor, currency }).amount, currency)).toEqual({ amountMinor, currency });
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('is exact where floating point is not', () => {
    expect(toMinor(1.1, 'CNY')).toEqual({ amountMinor: 110, currency: 'CNY' });
    expect(toMinor(4.35, 'CNY')).toEqual({ amountMinor: 435, currency: 'CNY' });
    expect(toMajor({ amountMinor: 5_200_000_000, currency: 'CNY' })).toEqual({ amount: 52_000_000, currency: 'CNY' });
    expect(toMajor({ amountMinor: 500, currency: 'JPY' }).amount).toBe(500);
  });

  it('does not round a fraction of a fen away', () => {
    expect(toMinor(0.001, 'CNY')).toBeUndefined();
    expect(toMinor(1e14, 'CNY')).toBeUndefined();
  });

  it('goes to the nearest minor unit where it was computed', () => {
    expect(toNearestMinor({ amount: 1234.5678, currency: 'CNY' })).toEqual({ amountMinor: 123_457, currency: 'CNY' });
    expect(toNearestMinor({ amount: 1e-7, currency: 'CNY' }).amountMinor).toBe(0);
    expect(toNearestMinor({ amount: 1234.5678, currency: 'JPY' }).amountMinor).toBe(1_235);
  });
});
