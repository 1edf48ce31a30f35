import type { Result } from '../kernel/result.ts';
import type { StaffMember } from './staff-api.ts';

export interface SignIn {
  /** Mails a single-use link when the address is invited staff; answers the same for everybody. */
  request(email: string): Promise<void>;
  /** Whether a link can still be used; reading does not use it up. */
  usable(token: string): Promise<boolean>;
  /** Uses the link up; the session is valid for 12 hours. */
  redeem(
    token: string,
  ): Promise<
    Result<{ readonly session: string; readonly staff: StaffMember }, 'sign_in.link_used_or_expired'>
  >;
  who(session: string): Promise<StaffMember | undefined>;
  signOut(session: string): Promise<void>;
}
