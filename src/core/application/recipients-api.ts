import type { Actor } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { RecipientAnswer, TellingWay } from '../kernel/recipient-contact.ts';
import type { Result } from '../kernel/result.ts';
import type { Recipient } from '../policy/shop-profile.ts';
import type { ToldRecipient } from '../request/request-state.ts';
import type { DecisionRefusal } from './decision-api.ts';

export type RecipientRefusal = DecisionRefusal | 'step.unknown' | 'step.already_done' | 'recipient.day_ahead';

/** One recipient of a decision, with the notice that was approved with it (AVG 19). */
export interface RecipientView {
  readonly id: string;
  readonly name: string;
  readonly role: Recipient['role'];
  readonly notice: { readonly nl: string; readonly en: string } | null;
  /** Null as long as nobody told it. */
  readonly told: ToldRecipient | null;
}

export interface RecipientsView {
  readonly number: string;
  /** The notices may go out: the decision is being carried out. */
  readonly begun: boolean;
  readonly recipients: readonly RecipientView[];
}

/** Who else holds what was corrected, erased, restricted or released, and what they heard of it (R38). */
export interface Recipients {
  list(requestId: string, by: Actor): Promise<Result<RecipientsView, DecisionRefusal>>;
  /** The notice went out; after the last step the customer's letter leaves. */
  tell(
    requestId: string,
    recipient: string,
    sent: { readonly how: TellingWay; readonly on: CalendarDay },
    by: Actor,
  ): Promise<Result<null, RecipientRefusal>>;
  /** Asked again, because no answer came. */
  chase(
    requestId: string,
    recipient: string,
    on: CalendarDay,
    by: Actor,
  ): Promise<Result<null, RecipientRefusal>>;
  answer(
    requestId: string,
    recipient: string,
    answer: RecipientAnswer,
    by: Actor,
  ): Promise<Result<null, RecipientRefusal>>;
}
