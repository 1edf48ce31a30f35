import type { ChallengeId, LetterId, RequestId } from '../kernel/ids.ts';
import type { CaughtMail } from './core-api.ts';
import type { DossierMail } from './dossier-api.ts';
import type { Mailboxes } from './mailbox-api.ts';
import type { MailContent, MailRow } from './rows.ts';

/** Outgoing mails, and in the demo what was caught instead. */
export interface MailRepository {
  add(mail: {
    readonly id: string;
    readonly content: MailContent;
    readonly requestId: RequestId | null;
    readonly challengeId: ChallengeId | null;
    readonly letterId: LetterId | null;
    readonly createdAt: Date;
  }): Promise<void>;
  byId(id: string): Promise<MailRow | undefined>;
  /** Whether the answer with this letter is queued or sent; its announcement does not count. */
  waitsFor(letterId: LetterId): Promise<boolean>;
  /** The answer with this letter was taken by a mail server and came back: it waits for nobody any more. */
  markBounced(letterId: LetterId): Promise<void>;
  /** Mails of decided letters that nobody took yet. */
  waitingLetters(): Promise<readonly Pick<MailRow, 'id' | 'requestId' | 'letterId'>[]>;
  /** What became of the mails about a request, oldest first. */
  about(request: RequestId): Promise<readonly DossierMail[]>;
  markDelayTold(id: string, at: Date): Promise<void>;
  /** Whether the customer knows already that a mail about this request waits for a mail server. */
  delayTold(request: RequestId): Promise<boolean>;
  /** Empties the content: the code or link in it is not kept. */
  markSent(id: string, at: Date, messageId: string): Promise<void>;
  markFailed(id: string, failure: string): Promise<void>;
  keepCaught(mail: CaughtMail): Promise<void>;
  caught(limit: number): Promise<readonly CaughtMail[]>;
}

export type MailOutcome =
  | { readonly status: 'sent'; readonly messageId: string }
  | { readonly status: 'failed'; readonly reason: string; readonly retryable: boolean };

/** Up to where mailboxes were read; a place never goes back under the numbers that it was read with. */
export type MailboxRepository = Pick<Mailboxes, 'place' | 'othersRead' | 'readTo'> & {
  looked(mailbox: string, at: Date): Promise<void>;
};
