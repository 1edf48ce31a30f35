import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { canonicalAddress, isLoopbackAddress } from '../core/kernel/ip-address.ts';

/**
 * The address a request came from: of the connection, or what a proxy of ours says of it. Undefined when a proxy on
 * this machine that nobody named speaks for somebody: its address is that of all customers together. The trusted ones
 * are canonical addresses.
 */
export function clientAddress(c: Context, trustedProxies: readonly string[]): string | undefined {
  const peer = peerOf(c);
  if (peer === undefined) return undefined;
  if (!trustedProxies.includes(peer)) return isUnnamedProxy(c, trustedProxies) ? undefined : peer;
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').filter((part) => part.trim() !== '');
  // from the right: what stands left of the last stranger, the stranger may have written
  const stranger = chain.findLast((part) => !trustedProxies.includes(canonicalAddress(part) ?? ''));
  return stranger === undefined ? peer : canonicalAddress(stranger);
}

/** Calls `warn` whenever a proxy on this machine that nobody named hands on a request. */
export function watchForUnnamedProxy(trustedProxies: readonly string[], warn: () => void): MiddlewareHandler {
  return async (c, next) => {
    if (isUnnamedProxy(c, trustedProxies)) warn();
    await next();
  };
}

/** From this machine itself, not through a proxy on it that speaks for somebody else. */
export function isFromThisMachine(c: Context): boolean {
  const peer = peerOf(c);
  return peer !== undefined && !isForwarded(c) && isLoopbackAddress(peer);
}

function isUnnamedProxy(c: Context, trustedProxies: readonly string[]): boolean {
  const peer = peerOf(c);
  return peer !== undefined && !trustedProxies.includes(peer) && isLoopbackAddress(peer) && isForwarded(c);
}

function isForwarded(c: Context): boolean {
  return ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => c.req.header(name) !== undefined,
  );
}

function peerOf(c: Context): string | undefined {
  // a request that a test makes without a connection
  if (c.env?.incoming === undefined) return undefined;
  const { address } = getConnInfo(c).remote;
  return address === undefined ? undefined : canonicalAddress(address);
}
