import { isOwnMail, ownAddressOf } from './bots/email/thread-tokens.ts';
import type { DeskMails } from './processors/mailbox/find-mails.ts';

/** How the desk's own mails are known in the mailbox of the shop; `from` is MAIL_FROM. */
export function deskMails(from: string | undefined): DeskMails {
  if (from === undefined) return { address: null, sent: () => false };
  const own = ownAddressOf(from);
  return { address: `${own.local}@${own.domain}`, sent: (messageId) => isOwnMail(messageId, own) };
}
