const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const GROUPS = 8;
/** What one household or server gets: whoever has a /64 has all of its addresses (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * One spelling for each IP address: IPv4 also when it is written as IPv6 (RFC 4291 2.5.5.2), IPv6 as short as it gets
 * (RFC 5952). A port, brackets and a zone are dropped; undefined for what is no address.
 */
export function canonicalAddress(text: string): string | undefined {
  const [, bracketed, bare] = /^(?:\[([^\]]*)\](?::\d+)?|(.*))$/.exec(text.trim()) ?? [];
  const address = bracketed ?? bare ?? '';
  const [, v4] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/.exec(address) ?? [];
  if (v4 !== undefined) return isV4(v4) ? v4 : undefined;
  const url = `http://[${address.replace(/%.*$/, '')}]/`;
  if (!URL.canParse(url)) return undefined;
  const v6 = new URL(url).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(v6) ?? [];
  if (high === undefined || low === undefined) return v6;
  return [high, low].flatMap((group) => bytesOf(Number.parseInt(group, 16))).join('.');
}

/** Under what an address is counted: an IPv4 address by itself, IPv6 by its /64. Takes a canonical address. */
export function countedNetwork(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::', 2);
  const [front, back] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const gap = GROUPS - (front?.length ?? 0) - (back?.length ?? 0);
  const all = [...(front ?? []), ...Array<string>(gap).fill('0'), ...(back ?? [])];
  return `${all.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** Whether only this machine has it: 127.0.0.0/8 or ::1. Takes a canonical address. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isV4(address) && address.startsWith('127.'));
}

function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function bytesOf(group: number): readonly number[] {
  return [group >> 8, group & 0xff];
}
