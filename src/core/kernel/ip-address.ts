const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

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
