import * as fc from 'fast-check';
import { afterDelivery, afterFailedAttempt, DAYS_TO_DISABLE, nextDeliveryTry, type WebhookHealth } from './webhook';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START: WebhookHealth = { state: 'ACTIVE', failures: 0, failingSince: null, pausedUntil: null };
const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 1) + ms);
const chances = fc.double({ min: 0, max: 0.999_999, noNaN: true });

describe('a delivery', () => {
  it('is tried ever later over about a day, whatever chance says, and then given up', () => {
    fc.assert(
      fc.property(fc.array(chances, { minLength: 12, maxLength: 12 }), (drawn) => {
        let now = at(0);
        const waits: number[] = [];
        for (const [index, chance] of drawn.entries()) {
          const next = nextDeliveryTry(index + 1, now, null, chance);
          if (next === null) break;
          waits.push(next.getTime() - now.getTime());
          now = next;
        }
        expect(waits).toHaveLength(9);
        expect(waits).toEqual([...waits].sort((a, b) => a - b));
        expect(now.getTime() - at(0).getTime()).toBeGreaterThan(DAY_MS);
        expect(now.getTime() - at(0).getTime()).toBeLessThan(1.25 * DAY_MS);
      }),
    );
  });

  it('waits as long as the endpoint asks, and never longer than two hours for its asking', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -1, max: 1e9 }),
        chances,
        (tries, asked, chance) => {
          const own = nextDeliveryTry(tries, at(0), null, chance)!.getTime() - at(0).getTime();
          const wait = nextDeliveryTry(tries, at(0), asked, chance)!.getTime() - at(0).getTime();
          expect(wait).toBe(Math.max(own, Math.min(Math.max(asked, 0), 2 * HOUR_MS)));
        },
      ),
    );
  });
});

describe('an endpoint', () => {
  const fail = (times: number, everyMs = 1_000): WebhookHealth =>
    Array.from({ length: times }).reduce<WebhookHealth>(
      (health, _, index) => afterFailedAttempt(health, at(index * everyMs), false),
      START,
    );

  it('is left alone after five failures in a row, for longer each time, up to an hour', () => {
    expect(fail(4).pausedUntil).toBeNull();
    const pauses = Array.from({ length: 12 }, (_, index) => {
      const times = index + 5;
      return fail(times).pausedUntil!.getTime() - at((times - 1) * 1_000).getTime();
    });
    expect(pauses.slice(0, 3)).toEqual([60_000, 120_000, 240_000]);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBe(HOUR_MS);
  });

  it('is forgiven everything with one success', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (times) => expect(afterDelivery(fail(times))).toEqual(START)),
    );
  });

  it('is disabled after five days of failing, and not before', () => {
    const first = afterFailedAttempt(START, at(0), false);
    expect(afterFailedAttempt(first, at(DAYS_TO_DISABLE * DAY_MS - 1), false).state).toBe('ACTIVE');
    expect(afterFailedAttempt(first, at(DAYS_TO_DISABLE * DAY_MS), false).state).toBe('DISABLED');
  });

  it('is disabled at once when it says that it is gone, unless it was switched off', () => {
    expect(afterFailedAttempt(START, at(0), true).state).toBe('DISABLED');
    expect(afterFailedAttempt({ ...START, state: 'OFF' }, at(0), true).state).toBe('OFF');
  });
});
