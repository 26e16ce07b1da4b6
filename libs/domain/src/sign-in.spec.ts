import fc from 'fast-check';
import {
  afterFailure,
  judgeRefresh,
  lockedUntil,
  NO_FAILURES,
  REFRESH_TOKEN_MS,
  REPEAT_GRACE_MS,
  type Session,
} from './sign-in';

const MINUTE = 60_000;
const start = new Date('2026-01-05T00:00:00Z');
const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);

describe('lockout', () => {
  it('locks at the fifth failure in a quarter of an hour, not before', () => {
    let record = NO_FAILURES;
    for (let n = 1; n <= 4; n += 1) {
      record = afterFailure(record, at(n));
      expect(lockedUntil(record, at(n))).toBeNull();
    }
    record = afterFailure(record, at(5));
    expect(lockedUntil(record, at(5))).toEqual(at(20));
    expect(lockedUntil(record, at(20))).toBeNull();
  });

  it('locks twice as long for each failure after the lock, up to a day', () => {
    let record = NO_FAILURES;
    for (let n = 0; n < 5; n += 1) record = afterFailure(record, at(0));
    let now = 15;
    for (const minutes of [30, 60, 120, 240, 480, 960, 1440, 1440]) {
      record = afterFailure(record, at(now));
      expect(lockedUntil(record, at(now))).toEqual(at(now + minutes));
      now += minutes;
    }
  });

  it('forgets failures a quarter of an hour after the last one or the end of a lock', () => {
    let record = NO_FAILURES;
    for (let n = 0; n < 4; n += 1) record = afterFailure(record, at(0));
    expect(afterFailure(record, at(16)).failures).toBe(1);
  });

  it('never lets through more than 100 guesses in an hour, however they are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 200, maxLength: 600 }), (gaps) => {
        let record = NO_FAILURES;
        let now = start.getTime();
        const looked: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (lockedUntil(record, new Date(now))) continue;
          record = afterFailure(record, new Date(now));
          looked.push(now);
        }
        for (const from of looked)
          expect(looked.filter((time) => time >= from && time < from + 60 * MINUTE).length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 100 },
    );
  });
});

describe('refresh tokens', () => {
  const session: Session = {
    id: 's',
    family: 'f',
    memberId: 'm',
    tokenHash: 'h',
    createdAt: start,
    expiresAt: new Date(start.getTime() + REFRESH_TOKEN_MS),
    replacedAt: null,
    revokedAt: null,
  };
  it('rotate once', () => expect(judgeRefresh(session, at(1))).toBe('ROTATE'));
  it('tell a thief when used again', () =>
    expect(judgeRefresh({ ...session, replacedAt: at(1) }, at(2))).toBe('STOLEN'));
  it('tell a thief by a clock that is behind, too', () =>
    expect(judgeRefresh({ ...session, replacedAt: at(2) }, at(1))).toBe('STOLEN'));
  it('may come back for a moment where that was said, and never once they are revoked', () => {
    const traded = { ...session, replacedAt: at(1) };
    const later = (ms: number): Date => new Date(at(1).getTime() + ms);
    expect(judgeRefresh(traded, later(0), REPEAT_GRACE_MS)).toBe('REPEAT');
    expect(judgeRefresh(traded, later(REPEAT_GRACE_MS - 1), REPEAT_GRACE_MS)).toBe('REPEAT');
    expect(judgeRefresh(traded, later(REPEAT_GRACE_MS), REPEAT_GRACE_MS)).toBe('STOLEN');
    expect(judgeRefresh({ ...traded, revokedAt: at(1) }, later(0), REPEAT_GRACE_MS)).toBe('EXPIRED');
  });
  it('end at their time, and when revoked', () => {
    expect(judgeRefresh(session, session.expiresAt)).toBe('EXPIRED');
    expect(judgeRefresh({ ...session, revokedAt: at(1) }, at(2))).toBe('EXPIRED');
  });
});
