import { BlockList, isIP } from 'node:net';
import { canonicalAddress, isLoopbackAddress } from '../../core/kernel/ip-address.ts';

/**
 * Whether a host at this address may deliver: one of these addresses, or in one of these networks (`192.0.2.0/24`).
 * Without any, only this machine may.
 */
export function allowFrom(list: readonly string[]): (address: string) => boolean {
  const allowed = new BlockList();
  for (const item of list) {
    const [address = '', bits] = item.split('/', 2);
    if (bits === undefined) allowed.addAddress(address, family(address));
    else allowed.addSubnet(address, Number(bits), family(address));
  }
  return (text) => {
    const address = canonicalAddress(text);
    if (address === undefined) return false;
    return list.length === 0 ? isLoopbackAddress(address) : allowed.check(address, family(address));
  };
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
