import { accessEnds, mustRenew } from './session-cookie';

describe('the cookie that says that there is a session', () => {
  it('gives the moment at which the access ends', () => {
    expect(accessEnds('huanpei_language=en; huanpei_session=1790000000; x=1')).toBe(1_790_000_000_000);
  });

  it.each(['', 'huanpei_session=', 'huanpei_session=abc', 'huanpei_session=-1', 'xhuanpei_session=1790000000'])(
    'is no session when it says nothing: %s',
    (cookies) => expect(accessEnds(cookies)).toBeUndefined(),
  );

  it('asks for renewal shortly before the end, and never without a session', () => {
    const cookies = 'huanpei_session=1790000000';
    expect(mustRenew(cookies, 1_789_999_980_000)).toBe(false);
    expect(mustRenew(cookies, 1_789_999_995_000)).toBe(true);
    expect(mustRenew(cookies, 1_790_000_500_000)).toBe(true);
    expect(mustRenew('', 1_790_000_500_000)).toBe(false);
  });
});
