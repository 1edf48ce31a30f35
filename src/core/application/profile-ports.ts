import type { ShopProfile } from '../policy/shop-profile.ts';

export interface ProfileRepository {
  latest(): Promise<ShopProfile | undefined>;
  /** How the log names the profile and the told policy: versions, and the beginning of the policy's hash. */
  names(): Promise<string>;
  /** Reads anew: another policy is told in this transaction. */
  forget(): void;
  /** False when this version exists already: somebody saved in between. */
  add(profile: ShopProfile, by: string, now: Date): Promise<boolean>;
}
