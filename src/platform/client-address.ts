import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address a request came from: of the connection, or what a proxy of ours says of it. Undefined when a proxy on
 * this machine that nobody named speaks for somebody: its address is that of all customers together.
 */
export function clientAddress(c: Context, trustedProxies: readonly string[]): string | undefined {
  const peer = peerOf(c);
  if (peer === undefined) return undefined;
  if (!trustedProxies.includes(peer)) return isLoopback(peer) && isForwarded(c) ? undefined : peer;
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim()));
  // from the right: what stands left of the last stranger, the stranger may have written
  return chain.findLast((address) => address !== '' && !trustedProxies.includes(address)) ?? peer;
}

/** From this machine itself, not through a proxy on it that speaks for somebody else. */
export function isFromThisMachine(c: Context): boolean {
  const peer = peerOf(c);
  return peer !== undefined && !isForwarded(c) && isLoopback(peer);
}

function isForwarded(c: Context): boolean {
  return ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => c.req.header(name) !== undefined,
  );
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
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
