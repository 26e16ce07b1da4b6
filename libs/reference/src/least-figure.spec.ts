import { leastFigure } from './least-figure';
import { matchingReference } from './matching-reference';

const least = (metric: string, parameter: string | undefined, unit: string) =>
  leastFigure({ metric, parameter, unit }, matchingReference());

describe('the least a figure can be', () => {
  it('is nothing of a substance, and no flow', () => {
    expect(least('outlet', 'cod', 'mg/L')).toBe(0);
    expect(least('inlet', 'so2', 'mg/Nm3')).toBe(0);
    expect(least('inlet', 'do', 'mg/L')).toBe(0);
    expect(least('capacity', undefined, 'm3/d')).toBe(0);
    expect(least('removal_pct', 'cod', '%')).toBe(0);
  });
  it('is not known of temperatures and of what is no amount', () => {
    expect(least('inlet', 'water_temp', 'degC')).toBeUndefined();
    expect(least('inlet', 'flue_temp', 'degC')).toBeUndefined();
    expect(least('operating_temp', undefined, 'degC')).toBeUndefined();
    expect(least('dew_point', undefined, 'degC')).toBeUndefined();
    expect(least('outlet', undefined, 'mg/L')).toBeUndefined();
  });
});
