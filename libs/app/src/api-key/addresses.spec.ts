import { allows, isNetwork } from './addresses';

describe('allow-lists', () => {
  it.each(['192.0.2.1', '192.0.2.0/24', '0.0.0.0/0', '2001:db8::/48', '::1', '2001:db8::1/128'])(
    '%s is a network',
    (text) => {
      expect(isNetwork(text)).toBe(true);
    },
  );

  it.each([
    '',
    'example.org',
    '192.0.2',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '2001:db8::/129',
    '::ffff:192.0.2.1',
    'fe80::1%eth0',
    '192.0.2.1/24 ',
    '0x7f.1',
  ])('%s is none', (text) => {
    expect(isNetwork(text)).toBe(false);
  });

  it('let in what lies in one of them, in whatever form the socket names it', () => {
    expect(allows(['192.0.2.0/24'], '192.0.2.255')).toBe(true);
    expect(allows(['192.0.2.0/24'], '::ffff:192.0.2.7')).toBe(true);
    expect(allows(['192.0.2.0/24'], '192.0.3.0')).toBe(false);
    expect(allows(['198.51.100.7', '2001:db8::/48'], '2001:db8:0:ffff::1')).toBe(true);
    expect(allows(['198.51.100.7', '2001:db8::/48'], '2001:db8:1::1')).toBe(false);
    expect(allows(['198.51.100.7'], '198.51.100.8')).toBe(false);
  });

  it('keep out whoever has no address that is known, and let everyone in where there is none', () => {
    for (const from of [undefined, '', 'unknown']) expect(allows(['0.0.0.0/0', '::/0'], from)).toBe(false);
    expect(allows([], undefined)).toBe(true);
  });
});
