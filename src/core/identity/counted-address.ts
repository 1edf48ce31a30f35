/**
 * With what an address is counted for the limits of R7, and for nothing else: jan+1@ and jan+2@ are mostly one
 * mailbox (RFC 5233), but who proves the one has not proven the other. `address` comes from normaliseEmail.
 */
export function countedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? `${address.slice(0, plus)}${address.slice(at)}` : address;
}
