import type { Config } from '../config.ts';
import { type Finding, found } from './finding.ts';

/** The mailbox that is followed: signs in and opens its folder read only, so that nothing in it is marked. */
export async function doctorMailbox({ mailbox }: Pick<Config['mail'], 'mailbox'>): Promise<Finding> {
  const check = 'mailbox';
  if (mailbox === undefined) return found(check, 'ok', 'doctor:mailbox.off');
  const { openImapMailbox } = await import('../bots/email/imap-mailbox.ts');
  const { MailboxClosed } = await import('../bots/email/mailbox.ts');
  try {
    const open = await openImapMailbox({ url: mailbox.url, readOnly: true });
    open.close();
    return found(check, 'ok', 'doctor:mailbox.fine');
  } catch (error) {
    if (!(error instanceof MailboxClosed)) throw error;
    return found(check, 'wrong', `doctor:mailbox.${error.why}`);
  }
}
