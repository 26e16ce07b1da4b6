import { daysUntil } from './deadline';

describe('days until a deadline', () => {
  it('are days of the calendar in Shanghai', () => {
    // 23:30 in Shanghai; the deadline is half an hour after midnight there, on the next day.
    expect(daysUntil('2026-03-01T16:30:00Z', new Date('2026-03-01T15:30:00Z'))).toBe(1);
    expect(daysUntil('2026-03-01T15:59:00Z', new Date('2026-02-28T16:01:00Z'))).toBe(0);
    expect(daysUntil('2026-03-31T04:00:00Z', new Date('2026-03-01T04:00:00Z'))).toBe(30);
  });

  it('are negative once it is over', () => {
    expect(daysUntil('2026-03-01T04:00:00Z', new Date('2026-03-03T04:00:00Z'))).toBe(-2);
  });
});
