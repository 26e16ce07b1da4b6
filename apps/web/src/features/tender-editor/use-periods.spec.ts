import { earliestOf, periodsOf, suggested, type LegalClock } from './use-periods';

const clock = (id: string, step: string, more: Partial<LegalClock> = {}): LegalClock => ({
  id,
  step,
  direction: 'MINIMUM',
  amount: 20,
  unit: 'DAYS',
  label: id,
  from: '',
  citation: `law of ${id}`,
  decides: true,
  endsAt: '2026-06-25T02:00:00Z',
  changeEndsAt: '2026-07-01T02:00:00Z',
  ...more,
});

it('takes the periods that decide, and no others', () => {
  const periods = periodsOf(
    [
      clock('seen', 'TO_DEADLINE', { decides: false }),
      clock('most', 'TO_DEADLINE', { direction: 'MAXIMUM' }),
      clock('gp', 'TO_DEADLINE'),
    ],
    false,
  );
  expect(periods.deadline).toEqual({ at: '2026-06-25T02:00:00Z', citation: 'law of gp' });
  expect(earliestOf(periods)).toEqual({ deadline: '2026-06-25T02:00:00Z', documentsUntil: undefined });
});

it('counts a change of what is published from now', () => {
  const clocks = [clock('change', 'CHANGE_TO_DEADLINE')];
  expect(periodsOf(clocks, true).change).toEqual({ at: '2026-07-01T02:00:00Z', citation: 'law of change' });
  expect(periodsOf(clocks, false).change).toBeUndefined();
});

it('suggests the next full hour that leaves time to read', () => {
  expect(suggested('2026-06-25T02:00:00Z')).toBe('2026-06-25T03:00:00.000Z');
  expect(suggested('2026-06-25T02:55:00Z')).toBe('2026-06-25T04:00:00.000Z');
});
