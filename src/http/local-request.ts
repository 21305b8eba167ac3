import { BlockList, isIP } from 'node:net';

/** It finds the IPv4 networks in mapped addresses (`::ffff:127.0.0.1`) as well. */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Headers by which proxies and content networks tell that they pass a request on, or for whom. */
const OF_PROXIES =
  /^(via|cdn-loop|.*forwarded.*|.*-(real|client|connecting|remote)-ip|x-(original|envoy)-.*)$/i;

/**
 * Whether a request was made on this machine, and not passed on by a proxy on it. `rawHeaders` are names and values by
 * turns, as they came: of the parsed ones some may have been removed. A proxy that names this machine as the Host and
 * adds no header cannot be told from a program on it. Pure.
 */
export function isFromThisMachine(
  address: string | undefined,
  rawHeaders: readonly string[],
): boolean {
  const names = rawHeaders.filter((_, place) => place % 2 === 0);
  const values = rawHeaders.filter((_, place) => place % 2 === 1);
  const [host, ...others] = values.filter((_, place) => names[place]?.toLowerCase() === 'host');
  if (host === undefined || others.length > 0 || !LOOPBACK_HOST.test(host)) return false;
  return isLoopback(address ?? '') && !names.some((name) => OF_PROXIES.test(name));
}

function isLoopback(address: string): boolean {
  // Link-local ones may name a zone (`fe80::1%eth0`), which the list does not take.
  if (isIP(address) === 0 || address.includes('%')) return false;
  return LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
