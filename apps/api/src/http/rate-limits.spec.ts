import type { Viewer } from '@huanpei/domain';
import fc from 'fast-check';
import { WayIn } from './way-in';
import { networkOf, RateLimits } from './rate-limits';

const member: Viewer = {
  memberId: 'm',
  organisationId: 'o',
  kind: 'SUPPLIER',
  organisationState: 'VERIFIED',
  role: 'EDITOR',
};
const program: Viewer = { ...member, apiKey: { id: 'k', scopes: [] } };

describe('requests a minute', () => {
  it('are admitted up to the number at once, then evenly, and the wait is said', () => {
    let nowMs = 0;
    const limits = new RateLimits({ perKey: 60, perAddress: 0 }, () => nowMs);
    for (let sent = 0; sent < 60; sent += 1) expect(limits.take(program, '192.0.2.1')).toBe(0);
    expect(limits.take(program, '192.0.2.1')).toBe(1);
    nowMs += 1_000;
    expect(limits.take(program, '192.0.2.1')).toBe(0);
    expect(limits.take(program, '192.0.2.1')).toBeGreaterThan(0);
    nowMs += 3_600_000;
    for (let sent = 0; sent < 60; sent += 1) expect(limits.take(program, undefined)).toBe(0);
    expect(limits.take(program, undefined)).toBeGreaterThan(0);
  });

  it('are several where one costs as much, and the wait is until all of them are there', () => {
    let nowMs = 0;
    const limits = new RateLimits({ perKey: 60, perAddress: 0 }, () => nowMs);
    const ask = (requests: number) => limits.take(program, undefined) || limits.takeMore(program, undefined, requests);
    for (let sent = 0; sent < 5; sent += 1) expect(ask(10)).toBe(0);
    expect(ask(1)).toBe(0);
    // Nine are left, and the request itself is one of ten.
    expect(ask(10)).toBe(2);
    nowMs += 2_000;
    expect(ask(10)).toBe(0);
    // Asked again too early it takes one more each time, as every request does.
    nowMs += 9_000;
    expect(ask(10)).toBe(2);
    nowMs += 1_000;
    expect(ask(10)).toBe(2);
    nowMs += 2_000;
    expect(ask(10)).toBe(0);
    expect(ask(1)).toBe(1);
    // What costs more than a minute's has a minute's.
    nowMs += 60_000;
    expect(ask(1_000)).toBe(0);
    expect(ask(1)).toBe(1);
    const free = new RateLimits({ perKey: 0, perAddress: 0 }, () => 0);
    expect(free.takeMore(program, undefined, 1_000)).toBe(0);
  });

  it('are counted for each key, each member and each address by themselves', () => {
    const limits = new RateLimits({ perKey: 1, perAddress: 1 }, () => 0);
    const callers: readonly (readonly [Viewer | null, string])[] = [
      [program, '192.0.2.1'],
      [{ ...program, apiKey: { id: 'other', scopes: [] } }, '192.0.2.1'],
      [member, '192.0.2.1'],
      [{ ...member, memberId: 'other' }, '192.0.2.1'],
      [null, '192.0.2.1'],
      [null, '192.0.2.2'],
    ];
    for (const [viewer, address] of callers) expect(limits.take(viewer, address)).toBe(0);
    for (const [viewer, address] of callers) expect(limits.take(viewer, address)).toBeGreaterThan(0);
  });

  it('never exceed, in any span of time, what the span allows and one minute more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        let nowMs = 0;
        const limits = new RateLimits({ perKey: 0, perAddress: 30 }, () => nowMs);
        let admitted = 0;
        for (const gap of gaps) {
          nowMs += gap;
          if (limits.take(null, 'a') === 0) admitted += 1;
        }
        expect(admitted).toBeLessThanOrEqual(30 + (nowMs * 30) / 60_000 + 1e-6);
      }),
    );
  });

  it('remember no more callers than they may', () => {
    const limits = new RateLimits({ perKey: 1, perAddress: 1 }, () => 0, 10);
    for (let caller = 0; caller < 100; caller += 1) limits.take(null, `192.0.2.${caller}`);
    expect(limits.callers).toBe(10);
    expect(limits.take(null, '192.0.2.99')).toBeGreaterThan(0);
    expect(limits.take(null, '192.0.2.0')).toBe(0);
  });
});

it('takes an IPv6 network of 64 bits for one address', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:DB8:1:2::9')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
});

it('believes as many proxies about an address as are trusted', () => {
  const request = {
    headers: { 'x-forwarded-for': '203.0.113.1, 198.51.100.2' },
    socket: { remoteAddress: '10.0.0.1' },
  };
  const from = (trusted: number) => new WayIn(trusted).addressOf(request as never);
  expect([from(0), from(1), from(2), from(9)]).toEqual(['10.0.0.1', '198.51.100.2', '203.0.113.1', '203.0.113.1']);
});
