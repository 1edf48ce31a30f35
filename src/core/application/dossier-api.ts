import type { RecipientNotice, RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { TellingWay } from '../kernel/recipient-contact.ts';
import type { RegisterFault } from '../register/find-fault.ts';
import type { RequestEventType } from '../request/request-events.ts';
import type { Remains } from '../request/request-state.ts';
import type { DossierChange } from './change-api.ts';
import type { HistoryEntry, RequestDetail, SourceView } from './desk-api.ts';
import type { LetterInput } from './letter-input.ts';
import type { TranscriptEntry } from './transcript-entry.ts';

/** A mail about a request: what became of it, not what it said (that stands in the letter or message it carried). */
export interface DossierMail {
  readonly kind: string;
  readonly status: 'queued' | 'sent' | 'failed';
  readonly createdAt: Date;
  /** When the mail server took it. */
  readonly acceptedAt: Date | null;
  readonly failure: string | null;
  readonly letterId: string | null;
}

/** What may become of a letter, as the log names it. */
export const DELIVERIES = [
  'sent',
  'undelivered',
  'posted',
  'bounced',
  'notice_sent',
  'notice_failed',
  'notice_bounced',
] as const satisfies readonly RequestEventType[];
export type LetterDelivery = (typeof DELIVERIES)[number];

/** Everything about one request, piece by piece (R36); staff's notes for each other are no part of it. */
export type DossierPart =
  | ({ readonly part: 'request' } & Pick<
      RequestDetail,
      | 'number'
      | 'right'
      | 'status'
      | 'channel'
      | 'language'
      | 'level'
      | 'receivedAt'
      | 'words'
      | 'name'
      | 'email'
      | 'thirdParty'
    > & {
        /** Version of the notice that was shown (R1). */
        readonly notice: string;
        /** Of deadline rules, classifier and texts when it was opened; then also of the policy. */
        readonly versions: string;
      })
  | ({ readonly part: 'dates' } & Pick<
      RequestDetail,
      'staffDue' | 'customerDue' | 'legalDue' | 'unstoppedLegalDue' | 'steps'
    >)
  | ({ readonly part: 'source' } & Pick<SourceView, 'source' | 'name' | 'coverage' | 'counts'> & {
        readonly withheld: number;
      })
  | {
      readonly part: 'letter';
      readonly version: number;
      readonly kind: string;
      readonly hash: string;
      readonly createdAt: Date;
      /** What staff decided and typed: ground, facts, outcome, free paragraphs. */
      readonly input: LetterInput;
      readonly body: RenderedLetter;
      readonly approved: readonly {
        readonly at: Date;
        readonly by: string;
        /** When this person last opened the preview of this letter before. */
        readonly seenAt: Date | null;
        readonly cardVersion: number | null;
      }[];
      readonly delivery: readonly { readonly as: LetterDelivery; readonly at: Date }[];
      /** Whom its notices told, and in what words; null when those are not kept. */
      readonly told: readonly {
        readonly recipient: string;
        readonly how: TellingWay;
        readonly on: CalendarDay;
        readonly notice: RecipientNotice | null;
      }[];
    }
  | ({ readonly part: 'change' } & DossierChange)
  | ({ readonly part: 'mail' } & DossierMail)
  | { readonly part: 'message'; readonly entry: TranscriptEntry; readonly status: string }
  /** Who was asked about this person, or holds their data. */
  | { readonly part: 'recipients'; readonly names: readonly string[] }
  | ({ readonly part: 'step' } & HistoryEntry)
  | ({ readonly part: 'remains'; readonly number: string } & Remains)
  | {
      readonly part: 'chain';
      readonly entries: number;
      readonly fault: RegisterFault | null;
      readonly seal: number;
    };

export interface Dossier {
  readonly number: string;
  readonly madeAt: Date;
  readonly parts: AsyncIterable<DossierPart>;
}

export type DossierRefusal = 'register.request_unknown' | 'register.not_staff';
