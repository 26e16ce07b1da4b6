import { BlockList, isIP } from 'node:net';

const LENGTHS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

interface Network {
  readonly address: string;
  readonly length: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** `192.0.2.0/24`, `2001:db8::/48`, or one address. Undefined for anything else, zones and mapped addresses included. */
function networkOf(text: string): Network | undefined {
  const [, address = '', written] = /^([0-9a-f.:]{2,39})(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  const most = LENGTHS[version];
  if (most === undefined || /^::ffff:\d+\./i.test(address)) return undefined;
  const length = written === undefined ? most : Number(written);
  return length <= most ? { address, length, family: version === 4 ? 'ipv4' : 'ipv6' } : undefined;
}

/** Whether it names one address or a network of them. */
export const isNetwork = (text: string): boolean => networkOf(text) !== undefined;

/** An IPv4 address as a socket of both families names it (`::ffff:192.0.2.1`), as what it is. */
export const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/** Whether the address lies in one of the networks; everything does when there are none. An address nobody knows does not. */
export function allows(networks: readonly string[], from: string | undefined): boolean {
  if (networks.length === 0) return true;
  const address = plainAddress(from ?? '');
  const version = isIP(address);
  if (version === 0) return false;
  const list = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network) list.addSubnet(network.address, network.length, network.family);
  }
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
