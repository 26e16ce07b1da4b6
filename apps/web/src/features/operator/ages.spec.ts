import { ageOf, showAge } from './ages';

const HOUR = 3_600_000;

describe('how long something waits', () => {
  it.each([
    [-5, 0, 'minute'],
    [59 * 60_000, 59, 'minute'],
    [HOUR, 1, 'hour'],
    [47.9 * HOUR, 47, 'hour'],
    [48 * HOUR, 2, 'day'],
    [1000 * HOUR, 41, 'day'],
  ])('%d ms is %d %s', (waited, value, unit) => expect(ageOf(waited)).toEqual({ value, unit }));

  it('is said in both languages', () => {
    expect(showAge(72 * HOUR, 'zh')).toBe('3天');
    expect(showAge(72 * HOUR, 'en')).toBe('3 days');
  });
});
