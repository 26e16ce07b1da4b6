import { isForThisMachineAlone, isLoopbackAddress, isLoopbackHost, isPublicAddress } from './public-address';

describe('an address is public', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '198.17.255.255',
    '223.255.255.255',
    '2400:3200::1',
    '2606:4700:4700::1111',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('an address is not public', () => {
  it.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier', '100.64.0.1'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.1.1'],
    ['metadata', '169.254.169.254'],
    ['metadata of Oracle', '192.0.0.192'],
    ['platform of Azure', '168.63.129.16'],
    ['documentation', '203.0.113.7'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped metadata', '::ffff:a9fe:a9fe'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['translated', '64:ff9b::7f00:1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['Teredo', '2001:0:53aa:64c::1'],
    ['unique local', 'fd00:ec2::254'],
    ['unique local', 'fc00::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['documentation', '2001:db8::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['octal', '0177.0.0.1'],
    ['decimal', '2130706433'],
  ])('%s: %s', (_what, address) => expect(isPublicAddress(address)).toBe(false));
});

it('knows this machine', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1'].map(isLoopbackAddress)).toEqual([true, true, true]);
  expect(['10.0.0.1', '::2', '0.0.0.0', 'localhost'].map(isLoopbackAddress)).toEqual([false, false, false, false]);
  expect(['localhost', '[::1]', '127.0.0.1'].map(isLoopbackHost)).toEqual([true, true, true]);
  expect(['0.0.0.0', 'example.com', '::'].map(isLoopbackHost)).toEqual([false, false, false]);
});

it('takes a demonstration that a proxy shows to others for one that others reach', () => {
  const demo = { profile: 'demo', host: '127.0.0.1', trustedProxies: 0, publicUrl: null } as const;
  expect(isForThisMachineAlone(demo)).toBe(true);
  expect(isForThisMachineAlone({ ...demo, publicUrl: 'http://[::1]:3000' })).toBe(true);
  expect(isForThisMachineAlone({ ...demo, trustedProxies: 1 })).toBe(false);
  expect(isForThisMachineAlone({ ...demo, publicUrl: 'https://demo.huanpei.example' })).toBe(false);
  expect(isForThisMachineAlone({ ...demo, host: '0.0.0.0' })).toBe(false);
  expect(isForThisMachineAlone({ ...demo, profile: 'production' })).toBe(false);
});
