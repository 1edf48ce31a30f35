import type { InboundMessage } from '../conversation/channel.ts';
import type { SortedSharedMail } from '../understanding/sort-shared-mail.ts';

/** Up to where a mailbox has been read, in the numbers of its server (RFC 9051 2.3.1.1). */
export interface MailboxPlace {
  readonly uidValidity: string;
  readonly lastUid: number;
  /** The latest arrival among the mails that were read; null before the first one. */
  readonly lastArrival: Date | null;
  /** What arrived up to then lay there before the first look; null when nothing did. It never changes. */
  readonly leftUntil: Date | null;
}

/** Why a mailbox cannot be read: the password, the encryption, the folder, or nobody answers. */
export type MailboxTrouble = 'imap_login' | 'imap_tls' | 'imap_folder' | 'imap_unreachable';

/** A mail that stays where it is, for a person to look at there. */
export interface LeftMail {
  /** The same for the same mail, also under another number of the server. */
  readonly name: string;
  readonly arrivedAt: Date;
  /** `UIDVALIDITY:UID`. */
  readonly number: string;
  /** Empty without one; only its mask is kept. */
  readonly sender: string;
  readonly why: 'unreadable' | 'not_taken' | 'doubt';
}

export interface ConfirmedMail {
  readonly taskId: string;
  readonly number: string;
  readonly arrivedAt: Date;
}

/**
 * What a follower of a mailbox keeps in the database. `mailbox` is a hash of server, user and folder. A place never goes
 * back under the numbers that it was read with.
 */
export interface Mailboxes {
  /** What is to be done with a mail of a mailbox that the whole shop uses; nothing of it is kept by asking. */
  sort(message: InboundMessage): SortedSharedMail;
  /** Undefined for a mailbox that was never read. */
  place(mailbox: string): Promise<MailboxPlace | undefined>;
  /** When any other mailbox was last read to its end: this one takes its place. */
  othersRead(mailbox: string): Promise<Date | undefined>;
  /** All that lies there was read. */
  looked(mailbox: string): Promise<void>;
  /** To be called after everything up to this place was stored: what is not told to be read comes again. */
  readTo(mailbox: string, place: MailboxPlace): Promise<void>;
  /** Gives staff the task to look at this mail in the mailbox, once; `place` is read to in the same transaction. */
  leave(mailbox: string, mail: LeftMail, place?: MailboxPlace): Promise<void>;
  /** Mails in doubt of which a person said that they are for the desk, and that were not taken in yet. */
  confirmed(mailbox: string): Promise<readonly ConfirmedMail[]>;
  /** Such a mail was taken in, and its task ends; or it is not there any more or fails, and the person hears so. */
  copied(taskId: string, became: 'stored' | 'gone' | 'not_taken'): Promise<void>;
  /** The mailbox cannot be read: staff are told once, until it can be again. */
  closed(mailbox: string, why: MailboxTrouble): Promise<void>;
  /** It can be read: the task about it ends. */
  opened(mailbox: string): Promise<void>;
}
