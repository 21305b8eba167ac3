import { BlockList, isIP } from 'node:net';

/** IPv4 that is not globally reachable (IANA special-purpose registry), and multicast and reserved space. */
const NOT_PUBLIC_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Parts of 2000::/3 that are not hosts of the internet, or carry an IPv4 address inside (6to4, Teredo). */
const NOT_PUBLIC_V6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refusedV4 = listOf(NOT_PUBLIC_V4, 'ipv4');
const refusedV6 = listOf(NOT_PUBLIC_V6, 'ipv6');
/** All global unicast that was given out (RFC 4291, 2.4). Outside lie loopback, mapped, NAT64, local and multicast. */
const globalV6 = listOf([['2000::', 3]], 'ipv6');

/** Whether an IP address is one of a host of the public internet. Pure. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refusedV4.check(address, 'ipv4');
    case 6:
      return globalV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The IP address that a URL's host is, or null when it is a name. Pure. */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 ? null : host;
}

function listOf(networks: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  networks.forEach(([network, bits]) => list.addSubnet(network, bits, family));
  return list;
}
