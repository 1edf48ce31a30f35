import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The address a request came from: of the connection, or what a proxy of ours says of it. */
export function clientAddress(c: Context, trustedProxies: readonly string[]): string | undefined {
  const peer = peerOf(c);
  if (peer === undefined || !trustedProxies.includes(peer)) return peer;
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim()));
  // from the right: what stands left of the last stranger, the stranger may have written
  return chain.findLast((address) => address !== '' && !trustedProxies.includes(address)) ?? peer;
}

/** From this machine itself, not through a proxy on it that speaks for somebody else. */
export function isFromThisMachine(c: Context): boolean {
  const peer = peerOf(c);
  const forwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => c.req.header(name) !== undefined,
  );
  return peer !== undefined && !forwarded && (peer === '::1' || peer.startsWith('127.'));
}

function peerOf(c: Context): string | undefined {
  // a request that a test makes without a connection
  if (c.env?.incoming === undefined) return undefined;
  const { address } = getConnInfo(c).remote;
  return address === undefined ? undefined : plain(address);
}

/** IPv4 as IPv4, also when the socket is an IPv6 one. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
