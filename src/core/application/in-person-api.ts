import type { Actor } from '../approval/staff-channel.ts';
import type { StaffEvidence } from '../identity/identity-proof.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Result } from '../kernel/result.ts';
import type { InPersonChannel, Right } from '../kernel/rights.ts';

/** What somebody asked a member of staff; the e-mail and the post address may be empty, not both. */
export interface AskedInPerson {
  readonly channel: InPersonChannel;
  readonly right: Right;
  /** When it was asked: the term runs from here (AVG 12(3)). */
  readonly receivedAt: Date;
  readonly language: ReplyLanguage;
  readonly words: string;
  readonly name: string;
  readonly email: string;
  readonly postal: string;
  /** What staff saw or heard; it needs the e-mail address on file. */
  readonly proof: StaffEvidence | null;
}

export type InPersonRefusal =
  | 'decision.not_allowed'
  | 'in_person.moment_invalid'
  | 'in_person.words_missing'
  | 'in_person.contact_missing'
  | 'in_person.address_invalid';

/** Requests that staff take down for a customer in the shop or on the phone. */
export interface InPerson {
  /**
   * Opens it and mails the receipt where there is an address; without one staff print it. The same words of the same
   * `form` open one request.
   */
  open(
    asked: AskedInPerson,
    by: Actor,
    form?: string,
  ): Promise<Result<{ readonly id: string; readonly number: string }, InPersonRefusal>>;
}
