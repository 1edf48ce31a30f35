import type { MailboxTrouble } from '../../core/application/core-api.ts';

/** A mail in a mailbox, by its number there. */
export interface MailInBox {
  readonly uid: number;
  /** When the server of the mailbox got it (INTERNALDATE). */
  readonly arrivedAt: Date;
  /** Somebody, or the desk, has read it. */
  readonly seen: boolean;
}

/** One connection with a mailbox. What it rejects with says why it is lost: MailboxClosed. */
export interface OpenMailbox {
  /** Numbers count under this one only. */
  readonly uidValidity: string;
  readonly uidNext: number;
  /** Mails with a higher number, by number; `since` may leave out what arrived before that day. */
  after(uid: number, since?: Date): Promise<readonly MailInBox[]>;
  /** Undefined when it is not there any more. */
  raw(uid: number): Promise<Uint8Array | undefined>;
  markSeen(uid: number): Promise<void>;
  /** Resolves when there may be more than `after` found last, or after so many milliseconds. */
  more(patience: number): Promise<void>;
  close(): void;
}

/** The mailbox cannot be read, or not any more; it says nothing of what the server answered. */
export class MailboxClosed extends Error {
  readonly why: MailboxTrouble;

  constructor(why: MailboxTrouble) {
    super(why);
    this.name = 'MailboxClosed';
    this.why = why;
  }
}
