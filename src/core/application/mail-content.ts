import type { InPersonReceipt } from '../conversation/in-person-receipt.ts';
import type { IdentityNews, NotAnsweredYet, OutboundMessage } from '../conversation/messages.ts';
import type { Reminder } from '../deadline/reminder-plan.ts';
import type { MailedPurpose } from '../identity/code-limits.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { PolicyNews } from '../policy/summarise-changes.ts';
import type { TaskKind } from './core-api.ts';
import type { NoticeMail } from './notice-mails.ts';
import type { TransmissionMail } from './transmission-mails.ts';

/** Dates that ask for staff, and where on the desk they stand. */
export interface ReminderContent extends Reminder {
  readonly path: string;
}

/** A mail as it waits to be sent; its words are made when it is sent. */
export type MailContent =
  | TransmissionMail
  | {
      readonly kind: 'code';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly code: string;
      readonly right: Right;
      readonly channel: ChannelName;
      readonly purpose: MailedPurpose;
      readonly reportToken: string;
      readonly principal?: true;
      /** It goes to the address that the conversation is held with: an answer to it comes in there (R7). */
      readonly byAnswer?: true;
    }
  | {
      readonly kind: 'answer';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly number: string;
      /** Of the page; null to an address that nobody proved: there is no page for it. */
      readonly token: string | null;
      /** Says that data were erased: this page goes a fortnight later (F21). */
      readonly erased?: true;
      /** Of the erasure, for the customer to keep (R34). */
      readonly receipt?: string;
    }
  /** One more link to an answer that left before; with `reminder` by itself, as nobody opened it (R21). */
  | {
      readonly kind: 'answer_link';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly number: string;
      readonly token: string;
      readonly reminder?: true;
    }
  /** What is about to be done (AVG 18(3), R21), from the approved letter. */
  | {
      readonly kind: 'announcement';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly number: string;
    }
  /** A letter that tells what happens to the request meanwhile (AVG 12(3), 12(6)). */
  | { readonly kind: 'term_letter'; readonly to: string; readonly language: ReplyLanguage }
  | { readonly kind: 'sign_in'; readonly to: string; readonly token: string }
  | {
      readonly kind: 'staff_alert';
      readonly to: string;
      readonly task: TaskKind;
      readonly number: string | null;
      readonly path: string;
      /** The day on which it was due has passed (R5, R30). */
      readonly late?: true;
      /** Of a reported breach: the instant by which the authority has to know (AVG 33(1)), in ISO 8601. */
      readonly deadline?: string;
      /** So many tasks that came while alarms were held. */
      readonly waiting?: number;
    }
  /** What a named member of staff wrote into a web chat, for the mailbox proven there (R15). */
  | {
      readonly kind: 'staff_text';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly text: string;
      readonly signedBy: string;
      /** A question: the mail adds that the term runs on (R10). */
      readonly question: boolean;
    }
  | {
      readonly kind: 'human_delayed' | 'codes_allowed';
      readonly to: string;
      readonly language: ReplyLanguage;
    }
  /** To the address that somebody gave in person (R15). */
  | ({ readonly kind: 'receipt'; readonly to: string; readonly language: ReplyLanguage } & InPersonReceipt)
  | {
      readonly kind: 'notice';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly about: NoticeMail;
    }
  /** What did not arrive in a chat, for the mailbox proven there. */
  | {
      readonly kind: 'undelivered';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly from: ChannelName;
      readonly messages: readonly OutboundMessage[];
    }
  /** What the chat of a proven mailbox was told about a promised day. */
  | {
      readonly kind: 'not_answered_yet';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly message: NotAnsweredYet;
    }
  /** What the chat of a proven mailbox was told about the proof that was asked. */
  | {
      readonly kind: 'identity_news';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly message: IdentityNews;
    }
  /** A version of the policy that affects data that the shop has (F31). */
  | ({ readonly kind: 'policy_notice'; readonly to: string; readonly language: ReplyLanguage } & PolicyNews)
  | ({ readonly kind: 'reminder'; readonly to: string } & ReminderContent);
