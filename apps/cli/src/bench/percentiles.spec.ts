import { growthExponent, percentile, rounded } from './percentiles';

describe('percentiles', () => {
  it('takes the nearest rank', () => {
    const values = [5, 1, 4, 2, 3];
    expect([0, 0.2, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([1, 1, 3, 5, 5]);
    expect(percentile([], 0.5)).toBe(0);
    expect(rounded(0.123456)).toBe(0.1235);
  });

  it('gives the exponent of growth: 1 when ten times the size takes ten times as long', () => {
    const grows = (values: readonly number[]) => growthExponent(values.map((value, at) => ({ size: 10 ** at, value })));
    expect(grows([1, 10, 100])).toBe(1);
    expect(grows([1, 2, 10])).toBe(0.5);
    expect(grows([1])).toBeNaN();
  });
});
