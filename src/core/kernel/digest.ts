import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 as lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of what is given piece by piece. */
export function incrementalSha256(): { update(piece: Uint8Array): void; hex(): string } {
  const hash = createHash('sha256');
  let hex: string | undefined;
  return {
    update: (piece) => {
      hash.update(piece);
    },
    hex: () => {
      hex ??= hash.digest('hex');
      return hex;
    },
  };
}

/** Keyed hash as hex. `purpose` separates uses of one key, so that a value of one cannot serve as the other. */
export function keyedHash(key: Uint8Array, purpose: string, value: string): string {
  return createHmac('sha256', key).update(purpose).update('\0').update(value).digest('hex');
}

/** Compares two hashes in constant time. */
export function sameHash(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** JSON with sorted keys: equal values give equal text, so a hash over it is stable. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
