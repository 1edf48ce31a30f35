export type HashPurpose =
  | 'address'
  | 'mail stop'
  | 'erasure receipt'
  | 'ip'
  | 'code'
  | 'token'
  | 'session'
  | 'policy notice';

/** Keyed hashes of the install's secret, one per purpose. */
export interface Secrets {
  hash(purpose: HashPurpose, value: string): string;
  /** By the present secret and then by those before it: what an earlier one wrote is found again. */
  hashes(purpose: HashPurpose, value: string): readonly [string, ...string[]];
}
