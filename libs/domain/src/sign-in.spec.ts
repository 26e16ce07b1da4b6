import fc from 'fast-check';
import {
  afterFailure,
  afterSuccess,
  forgettableAt,
  FROM_ALL_NETWORKS,
  FROM_ONE_NETWORK,
  isKnownNetwork,
  judgeRefresh,
  lockedUntil,
  NO_ATTEMPTS,
  REFRESH_TOKEN_MS,
  REPEAT_GRACE_MS,
  withoutOne,
  type AttemptRecord,
  type Session,
} from './sign-in';

const MINUTE = 60_000;
const start = new Date('2026-01-05T00:00:00Z');
const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);

describe('lockout', () => {
  it('locks at the fifth failure in a quarter of an hour, not before', () => {
    let record = NO_ATTEMPTS;
    for (let n = 1; n <= 4; n += 1) {
      record = afterFailure(record, at(n), FROM_ONE_NETWORK);
      expect(lockedUntil(record, at(n))).toBeNull();
    }
    record = afterFailure(record, at(5), FROM_ONE_NETWORK);
    expect(lockedUntil(record, at(5))).toEqual(at(20));
    expect(lockedUntil(record, at(20))).toBeNull();
  });

  it('locks twice as long for each failure after the lock, up to a day', () => {
    let record = NO_ATTEMPTS;
    for (let n = 0; n < 5; n += 1) record = afterFailure(record, at(0), FROM_ONE_NETWORK);
    let now = 15;
    for (const minutes of [30, 60, 120, 240, 480, 960, 1440, 1440]) {
      record = afterFailure(record, at(now), FROM_ONE_NETWORK);
      expect(lockedUntil(record, at(now))).toEqual(at(now + minutes));
      now += minutes;
    }
  });

  it('forgets failures a quarter of an hour after the last one or the end of a lock', () => {
    let record = NO_ATTEMPTS;
    for (let n = 0; n < 4; n += 1) record = afterFailure(record, at(0), FROM_ONE_NETWORK);
    expect(afterFailure(record, at(16), FROM_ONE_NETWORK).failures).toBe(1);
  });

  it.each([
    ['one network', FROM_ONE_NETWORK],
    ['all networks', FROM_ALL_NETWORKS],
  ])('never lets through more than 100 guesses in an hour from %s, however they are spread', (_from, rule) => {
    const gap = fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 0, max: 70 * MINUTE }));
    fc.assert(
      fc.property(fc.array(gap, { minLength: 200, maxLength: 600 }), (gaps) => {
        let record = NO_ATTEMPTS;
        let now = start.getTime();
        const looked: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (lockedUntil(record, new Date(now))) continue;
          record = afterFailure(record, new Date(now), rule);
          looked.push(now);
        }
        for (const from of looked)
          expect(looked.filter((time) => time >= from && time < from + 60 * MINUTE).length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 100 },
    );
  });

  it('of all networks is never longer than an hour, however long the guessing goes on', () => {
    let record = NO_ATTEMPTS;
    let now = start;
    for (let n = 0; n < 500; n += 1) {
      record = afterFailure(record, now, FROM_ALL_NETWORKS);
      const until = lockedUntil(record, now);
      expect(until === null).toBe(n < 49);
      if (until) {
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(60 * MINUTE);
        now = until;
      }
    }
  });

  it('takes back one failure that was none, and no other', () => {
    let record = NO_ATTEMPTS;
    for (let n = 0; n < 50; n += 1) record = afterFailure(record, at(0), FROM_ALL_NETWORKS);
    const back = withoutOne(record);
    expect([back.failures, lockedUntil(back, at(0))]).toEqual([49, null]);
    expect(lockedUntil(afterFailure(back, at(1), FROM_ALL_NETWORKS), at(1))).toEqual(at(16));
    expect(withoutOne(NO_ATTEMPTS).failures).toBe(0);
  });

  it('knows a network for thirty days after a sign-in, through failures that follow', () => {
    const DAY = 24 * 60;
    const known = afterFailure(afterSuccess(at(0)), at(1), FROM_ONE_NETWORK);
    expect([29, 30].map((days) => isKnownNetwork(known, at(days * DAY)))).toEqual([true, false]);
    expect(isKnownNetwork(NO_ATTEMPTS, at(0))).toBe(false);
  });

  it('forgets nothing that still counts', () => {
    const event = fc.record({ gap: fc.integer({ min: 0, max: 100 }), right: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.constantFrom(FROM_ONE_NETWORK, FROM_ALL_NETWORKS),
        (events, rule) => {
          let record: AttemptRecord = NO_ATTEMPTS;
          let now = 0;
          for (const { gap, right } of events) {
            now += gap;
            record = right ? afterSuccess(at(now)) : afterFailure(record, at(now), rule);
          }
          const gone = forgettableAt(record, rule);
          expect(lockedUntil(record, gone)).toBeNull();
          expect(isKnownNetwork(record, gone)).toBe(false);
          expect(afterFailure(record, gone, rule)).toMatchObject({
            failures: 1,
            lockedUntil: afterFailure(NO_ATTEMPTS, gone, rule).lockedUntil,
          });
        },
      ),
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
