import { canonicalAddress } from './ip-address.ts';

/** Groups of 16 bits in the part of an IPv6 address that one connection gets: whoever has it has all of the rest. */
const GROUPS_OF_NETWORK = 4;
const GROUPS = 8;

/** With what an IP address is counted for a limit: an IPv4 one as it is, an IPv6 one by its /64 (RFC 6177). */
export function countedNetwork(ipAddress: string): string {
  const plain = canonicalAddress(ipAddress) ?? ipAddress;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::', 2);
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const gap = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return `${groups.slice(0, GROUPS_OF_NETWORK).join(':')}::/64`;
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
