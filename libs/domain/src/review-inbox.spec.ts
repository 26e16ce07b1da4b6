import fc from 'fast-check';
import { overdueSince } from './review-inbox';

const calendar = { weekend: [0, 6], holidays: ['2026-10-01'] };
const at = (text: string): Date => new Date(`${text}+08:00`);

it('goes back by hours of working days, over nights, weekends and holidays', () => {
  // A Wednesday.
  expect(overdueSince(at('2026-11-25T10:00'), 5, calendar)).toEqual(at('2026-11-25T05:00'));
  expect(overdueSince(at('2026-11-25T10:00'), 24, calendar)).toEqual(at('2026-11-24T10:00'));
  // Two working days before a Tuesday morning are the Friday before.
  expect(overdueSince(at('2026-11-24T09:30'), 48, calendar)).toEqual(at('2026-11-20T09:30'));
  // On a Sunday nothing has gone by since Friday night.
  expect(overdueSince(at('2026-11-29T12:00'), 24, calendar)).toEqual(at('2026-11-27T00:00'));
  expect(overdueSince(at('2026-10-02T10:00'), 24, calendar)).toEqual(at('2026-09-30T10:00'));
});

it('is never later for a longer target, nor earlier as time goes on', () => {
  const instant = fc
    .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') })
    .map((ms) => new Date(ms));
  fc.assert(
    fc.property(instant, instant, fc.nat(400), fc.nat(400), (a, b, hours, more) => {
      expect(overdueSince(a, hours + more, calendar) <= overdueSince(a, hours, calendar)).toBe(true);
      const [early, late] = a < b ? [a, b] : [b, a];
      expect(overdueSince(early, hours, calendar) <= overdueSince(late, hours, calendar)).toBe(true);
      expect(overdueSince(a, hours, calendar).getTime()).toBeLessThanOrEqual(a.getTime() - hours * 3_600_000);
    }),
  );
});

it('ends where no day is a working day', () => {
  expect(
    overdueSince(at('2026-11-25T10:00'), 1, { weekend: [0, 1, 2, 3, 4, 5, 6], holidays: [] }).getTime(),
  ).toBeLessThan(at('2017-01-01T00:00').getTime());
});
