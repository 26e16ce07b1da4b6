import { daysUntil, isNear } from './days-until';

const at = (deadline: string, now: string) => daysUntil(deadline, Date.parse(now));

describe('days until a deadline', () => {
  it('are days of the calendar in Shanghai', () => {
    // 23:30 in Shanghai; the deadline is half an hour after midnight there, on the next day.
    expect(at('2026-03-01T16:30:00Z', '2026-03-01T15:30:00Z')).toBe(1);
    expect(at('2026-03-01T15:59:00Z', '2026-02-28T16:01:00Z')).toBe(0);
    expect(at('2026-03-31T04:00:00Z', '2026-03-01T04:00:00Z')).toBe(30);
    expect(at('2026-03-31T01:00:00Z', '2026-03-01T10:00:00Z')).toBe(30);
  });

  it('are none once it has passed, also on its day', () => {
    expect(at('2026-03-01T04:00:00Z', '2026-03-01T04:00:00Z')).toBeUndefined();
    expect(at('2026-03-01T04:00:00Z', '2026-03-01T05:00:00Z')).toBeUndefined();
  });

  it('are near in the last week', () => expect([isNear(7), isNear(8)]).toEqual([true, false]));
});
