import { mustRenew } from '../../session/session-cookie';
import { renewalIn } from './live';

describe('the connection for notifications', () => {
  it('begins anew when the access is due for renewal and still holds', () => {
    const ends = 1_790_000_000_000;
    const now = ends - 900_000;
    const at = now + renewalIn(ends, now);
    expect(mustRenew(`huanpei_session=${ends / 1000}`, at)).toBe(true);
    expect(at).toBeLessThan(ends);
  });

  it('never begins anew at once, however little is left', () => {
    expect(renewalIn(1_000, 5_000)).toBeGreaterThan(1_000);
  });
});
