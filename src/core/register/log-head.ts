/** The last entry of one log, by which the log is sealed; of an anonymised request its one entry (R34). */
export interface LogHead {
  readonly requestId: string;
  readonly number: string;
  readonly sequence: number;
  readonly hash: string;
}

/** What the keyed hash of a head is taken over. */
export function headContent({ requestId, number, sequence, hash }: LogHead): string {
  return [requestId, number, sequence, hash].join('\n');
}

/** The heads of all logs together; `number` rises with every seal. */
export interface RegisterSeal {
  readonly number: number;
  readonly requests: number;
  /** Of the keyed hashes of all heads, modulo 2^256, in hex: it does not depend on their order. */
  readonly sum: string;
}

/** What the keyed hash of the seal is taken over. */
export function sealContent({ number, requests, sum }: RegisterSeal): string {
  return [number, requests, sum].join('\n');
}

/** No heads yet. */
export const EMPTY_SUM = '0'.repeat(64);
const MODULUS = 2n ** 256n;

/** The sum with one head more, or with another in the place of the one that was counted. Hashes are 64 hex digits. */
export function countHead(sum: string, counted: string | null, head: string): string {
  const total = toNumber(sum) + toNumber(head) - (counted === null ? 0n : toNumber(counted));
  return (((total % MODULUS) + MODULUS) % MODULUS).toString(16).padStart(64, '0');
}

function toNumber(hash: string): bigint {
  return /^[0-9a-f]{64}$/.test(hash) ? BigInt(`0x${hash}`) : 0n;
}
