import { type ChallengeId, type LetterId, newId, type RequestId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { MailContent } from './rows.ts';

/** Stores a mail together with the job that sends it; what it is about is kept beside its content. */
export async function queueMail(
  tx: Tx,
  content: MailContent,
  now: Date,
  about: {
    readonly requestId?: RequestId;
    readonly challengeId?: ChallengeId;
    readonly letterId?: LetterId;
    /** Of a mail that may exist once only. */
    readonly mailId?: string;
  } = {},
): Promise<void> {
  const { requestId = null, challengeId = null, letterId = null, mailId = newId() } = about;
  await tx.mails.add({ id: mailId, content, requestId, challengeId, letterId, createdAt: now });
  await tx.enqueue('send-mail', { mailId });
}
