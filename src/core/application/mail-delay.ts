import { after, MINUTE } from '../kernel/clock.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { addTask, taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import type { MailContent, MailRow, RequestRow } from './rows.ts';

/** A server that restarts, or one that lets a new sender wait once, is back before this. */
const TELL_CUSTOMER_AFTER = 5 * MINUTE;
const TELL_STAFF_AFTER = 15 * MINUTE;

/** Our own mail server: then every mail waits, and one task says so. Anything else is about one receiver. */
const OUR_SERVER: readonly string[] = ['smtp_unreachable', 'smtp_login', 'smtp_tls'];
const SERVER = 'server';

/**
 * A mail could not be handed over and will be tried again. The customer who waits for it hears so after some minutes,
 * with the way to a person, and staff get a task after a quarter of an hour (R24): not when the last try has failed.
 */
export async function noteMailDelay(settings: CoreSettings, mailId: string, reason: string): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const mail = await tx.mails.byId(mailId);
    if (mail === undefined || mail.status !== 'queued' || mail.content === null) return;
    const { content, createdAt } = mail;
    if (now < after(createdAt, TELL_CUSTOMER_AFTER)) return;
    const request = mail.requestId === null ? undefined : await lockRequest(tx, mail.requestId);
    if (request !== undefined && mail.delayToldAt === null && isAwaited(content))
      await tellCustomer(tx, settings, mail, content, request, now);
    if (now < after(createdAt, TELL_STAFF_AFTER)) return;
    const ours = OUR_SERVER.includes(reason);
    const about = ours || request === undefined ? {} : { requestId: request.id };
    const params = { reason: ours ? reason : 'smtp_later' };
    await addTask(tx, { kind: 'mail_delayed', about: ours ? SERVER : mail.id, ...about, params }, now);
  });
}

async function tellCustomer(
  tx: Tx,
  settings: CoreSettings,
  mail: MailRow,
  content: MailContent,
  request: RequestRow,
  now: Date,
): Promise<void> {
  // Of several codes that wait one notice is enough.
  const told = await tx.mails.delayTold(request.id);
  await tx.mails.markDelayTold(mail.id, now);
  if (told) return;
  const message = { kind: 'mail_delayed', to: maskEmail(content.to) } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
}

/**
 * The mail server took the mail, or no further try follows: nobody has to look into it any more. Who was told that it
 * waits hears that a code has gone, for its time runs from now (R7); of an answer the customer hears anyway.
 */
export async function endMailDelay(
  tx: Tx,
  settings: CoreSettings,
  mail: MailRow,
  request: RequestRow | undefined,
  outcome: 'sent' | 'given_up',
  now: Date,
): Promise<void> {
  await tx.tasks.closeByKey(taskKey('mail_delayed', mail.id), 'system', now);
  if (outcome === 'given_up') return;
  await tx.tasks.closeByKey(taskKey('mail_delayed', SERVER), 'system', now);
  const { content } = mail;
  if (mail.delayToldAt === null || content?.kind !== 'code' || request === undefined) return;
  const proves = content.purpose === 'prove_mailbox';
  // Proven with another code meanwhile: this one is of no use any more.
  if (proves && request.state.level > 0) return;
  const message = { kind: proves ? 'code_sent_late' : 'mail_sent_late', to: maskEmail(content.to) } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
}

/** What somebody is waiting for at this moment; the other mails repeat what stands in the chat, or are for staff. */
function isAwaited({ kind }: MailContent): boolean {
  return kind === 'code' || kind === 'answer';
}
