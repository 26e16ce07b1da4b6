import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Config } from '../config';

/**
 * What is not of the public internet: the special-purpose registries of IANA (RFC 6890 and later), multicast, and the
 * platform address of Azure, which is a public one by its number. The metadata services of the clouds lie in
 * 169.254.0.0/16, 100.64.0.0/10 (Alibaba) and 192.0.0.0/24 (Oracle).
 */
const NOT_PUBLIC_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 only 2000::/3 is given out; in it these are not, or hide an IPv4 address. */
const NOT_PUBLIC_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V4) refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of NOT_PUBLIC_V6) refused.addSubnet(network, prefix, 'ipv6');
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether it is an IP address of the public internet; a text that is no address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      // Mapped and translated IPv4 addresses lie outside of 2000::/3. A zone makes an address one of this machine's links.
      return !address.includes('%') && given.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
}

/** Whether it is an address of this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) !== 0 && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Whether a host, as a setting or an address names it, is this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[|\]$/g, ''));
}

/**
 * Whether it is a demonstration that only somebody at this machine reaches. One that listens here alone may still be
 * shown to others by a proxy, which its settings tell of: then what else listens here is none of their business.
 */
export function isForThisMachineAlone({
  profile,
  host,
  trustedProxies,
  publicUrl,
}: Pick<Config, 'profile' | 'host' | 'trustedProxies' | 'publicUrl'>): boolean {
  const isShown = trustedProxies > 0 || (publicUrl !== null && !isLoopbackHost(new URL(publicUrl).hostname));
  return profile === 'demo' && isLoopbackHost(host) && !isShown;
}
