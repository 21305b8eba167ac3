import { isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;

function groupsOf(half: string): string[] {
  return half.split(':').filter((group) => group !== '');
}

/** Whom attempts are counted for: an IPv4 address; of an IPv6 one its /64, all of which one subscriber has. Pure. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [front = [], back = []] = address.split('::').map(groupsOf);
  const zeros = Array.from({ length: GROUPS - front.length - back.length }, () => '0');
  const network = [...front, ...zeros, ...back].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
