import * as fc from 'fast-check';
import {
  afterQuietHours,
  changePreferences,
  completePreferences,
  FREQUENCIES,
  GROUP_OF_KIND,
  mailDueAt,
  nextMailTry,
  NOTIFICATION_GROUPS,
  unsubscribe,
  URGENT_KINDS,
  usualPreferences,
  type DeliveryPreferences,
  type QuietHours,
} from './delivery';
import { NOTIFICATION_KINDS } from './notification';

const DAY_MS = 86_400_000;
/** The time in Shanghai as a clock on the wall shows it, by way of the time-zone database. */
const wall = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
const weekday = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', weekday: 'short' }).format(at);
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) }).map((ms) => new Date(ms));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const quietHours: fc.Arbitrary<QuietHours> = fc
  .record({ from: times, to: times })
  .filter(({ from, to }) => from !== to);
const kinds = fc.constantFrom(...NOTIFICATION_KINDS);
const preferences: fc.Arbitrary<DeliveryPreferences> = fc
  .record({
    groups: fc.tuple(
      ...NOTIFICATION_GROUPS.map((group) =>
        fc
          .record({ email: fc.boolean(), frequency: fc.constantFrom(...FREQUENCIES) })
          .map((preference) => [group, preference] as const),
      ),
    ),
    digestHour: fc.integer({ min: 0, max: 23 }),
    digestWeekday: fc.integer({ min: 1, max: 7 }),
    quietHours: fc.option(quietHours),
    urgentInQuietHours: fc.boolean(),
  })
  .map(({ groups, ...rest }) => ({
    memberId: 'm',
    language: null,
    groups: Object.fromEntries(groups) as unknown as DeliveryPreferences['groups'],
    ...rest,
  }));

const isQuiet = (at: Date, { from, to }: QuietHours): boolean => {
  const time = wall(at);
  return from < to ? time >= from && time < to : time >= from || time < to;
};

describe('quiet hours', () => {
  it('are never written into, and what waits goes out the moment they end', () => {
    fc.assert(
      fc.property(instants, quietHours, (at, quiet) => {
        const after = afterQuietHours(at, quiet);
        expect(isQuiet(after, quiet)).toBe(false);
        if (!isQuiet(at, quiet)) return expect(after).toEqual(at);
        expect(wall(after)).toBe(quiet.to);
        expect(after.getTime() % 60_000).toBe(0);
        expect(after.getTime() - at.getTime()).toBeGreaterThan(0);
        expect(after.getTime() - at.getTime()).toBeLessThanOrEqual(DAY_MS);
      }),
    );
  });

  it('gather everything of one night into one instant', () => {
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 0.999, noNaN: true }), quietHours, (at, share, quiet) => {
        fc.pre(isQuiet(at, quiet));
        const end = afterQuietHours(at, quiet);
        const later = new Date(Math.floor(at.getTime() + share * (end.getTime() - at.getTime())));
        expect(afterQuietHours(later, quiet)).toEqual(end);
      }),
    );
  });
});

describe('when a mail is due', () => {
  it('is never before it was told, never in quiet hours but for what is urgent, and within the period', () => {
    fc.assert(
      fc.property(preferences, kinds, instants, (wanted, kind, toldAt) => {
        const due = mailDueAt(wanted, kind, toldAt);
        const { email, frequency } = wanted.groups[GROUP_OF_KIND[kind]];
        if (!email) return expect(due).toBeNull();
        const wait = due!.getTime() - toldAt.getTime();
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(({ INSTANT: 0, DAILY: 1, WEEKLY: 7 }[frequency] + 1) * DAY_MS);
        const passes = wanted.urgentInQuietHours && URGENT_KINDS.includes(kind) && frequency === 'INSTANT';
        if (passes) return expect(due).toEqual(toldAt);
        if (wanted.quietHours) expect(isQuiet(due!, wanted.quietHours)).toBe(false);
        if (frequency === 'INSTANT') return;
        const hour = `${String(wanted.digestHour).padStart(2, '0')}:00`;
        const moved = wanted.quietHours !== null && wall(due!) === wanted.quietHours.to;
        expect(moved || wall(due!) === hour).toBe(true);
        if (frequency === 'WEEKLY' && !moved) expect(weekday(due!)).toBe(WEEKDAYS[wanted.digestWeekday - 1]);
      }),
    );
  });

  it('is the same for all that one digest gathers', () => {
    const daily = usualPreferences('m', null);
    const at = (iso: string) => mailDueAt(daily, 'TAILORING_SUSPECTED', new Date(iso))?.toISOString();
    // 08:00 in Shanghai is midnight in UTC.
    expect(at('2026-11-27T00:00:00Z')).toBe('2026-11-28T00:00:00.000Z');
    expect(at('2026-11-27T23:59:59Z')).toBe('2026-11-28T00:00:00.000Z');
    expect(at('2026-11-28T00:00:00.001Z')).toBe('2026-11-29T00:00:00.000Z');
  });

  it('is on the day of the week, counted in Shanghai', () => {
    const weekly = changePreferences(usualPreferences('m', null), {
      groups: [{ group: 'MATCHES', frequency: 'WEEKLY' }],
      digestHour: 2,
      digestWeekday: 1,
    });
    if (!weekly.ok) throw new Error('refused');
    // Sunday evening in UTC is Monday morning in Shanghai.
    expect(mailDueAt(weekly.value, 'TENDER_MATCHES', new Date('2026-11-27T10:00:00Z'))?.toISOString()).toBe(
      '2026-11-29T18:00:00.000Z',
    );
  });
});

describe('preferences', () => {
  it('keep what is not changed', () => {
    fc.assert(
      fc.property(preferences, (before) => {
        expect(changePreferences(before, {})).toEqual({ ok: true, value: before });
        const one = changePreferences(before, { groups: [{ group: 'TENDERS', email: false }] });
        expect(one).toMatchObject({
          ok: true,
          value: { ...before, groups: { ...before.groups, TENDERS: { ...before.groups.TENDERS, email: false } } },
        });
      }),
    );
  });

  it('are refused with every fault at once', () => {
    const refused = changePreferences(usualPreferences('m', null), {
      digestHour: 24,
      digestWeekday: 0,
      quietHours: { from: '7:00', to: '24:00' },
    });
    expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual([
      'digestHour',
      'digestWeekday',
      'quietHours.from',
      'quietHours.to',
    ]);
    expect(
      changePreferences(usualPreferences('m', null), { quietHours: { from: '07:00', to: '07:00' } }),
    ).toMatchObject({ ok: false, refusals: [{ field: 'quietHours.to' }] });
  });

  it('get what is usual for a group that came later', () => {
    const { MATCHES: _later, ...groups } = usualPreferences('m', null).groups;
    const kept = { ...usualPreferences('m', null), digestHour: 20, groups };
    expect(completePreferences(kept, 'm', null)).toEqual({ ...usualPreferences('m', null), digestHour: 20 });
  });

  it('stop the groups of a link and nothing else', () => {
    fc.assert(
      fc.property(preferences, fc.subarray([...NOTIFICATION_GROUPS]), (before, groups) => {
        const after = unsubscribe(before, groups);
        for (const group of NOTIFICATION_GROUPS) {
          expect(after.groups[group]).toEqual(
            groups.includes(group) ? { ...before.groups[group], email: false } : before.groups[group],
          );
        }
        expect(unsubscribe(after, groups)).toEqual(after);
      }),
    );
  });
});

it('tries a mail again ever later, for a day and not for ever', () => {
  const failedAt = new Date(0);
  const waits = Array.from({ length: 9 }, (_, index) => nextMailTry(index + 1, failedAt, 0)?.getTime() ?? null);
  const made = waits.filter((wait) => wait !== null);
  expect(made).toEqual([...made].sort((a, b) => a - b));
  const sum = made.reduce((total, wait) => total + wait, 0);
  expect(sum).toBeGreaterThan(20 * 3_600_000);
  expect(sum).toBeLessThan(30 * 3_600_000);
  expect(waits.slice(-2)).toEqual([null, null]);
});
