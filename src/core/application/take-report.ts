import type { InboundMessage, ReceiveReceipt } from '../conversation/channel.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import { bounceNotice, sentNotices } from './bounce-notice.ts';
import type { CoreSettings } from './core-settings.ts';
import { giveUpMail } from './deliver-mail.ts';
import { reportBounce } from './delivery.ts';
import { giveUpMessage } from './give-up-message.ts';
import { letterFailed } from './letter-failed.ts';
import { lockWithWays, type Reachable } from './other-ways.ts';
import type { Tx } from './ports.ts';
import type { MailRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { noticeTask } from './send-notice.ts';
import { policyMailEnded } from './send-policy-mails.ts';
import { staffMailFailed } from './staff-mail-failed.ts';
import { takeConversationReport } from './take-conversation-report.ts';
import { goOnFromMail } from './tell-elsewhere.ts';

const BOUNCED = 'bounced';

type Report = Extract<InboundMessage, { kind: 'report' }>;

/**
 * A mail server says that a mail of ours came back or is late (row 70). It is recorded and told as when staff report it;
 * the term runs on. About a mail that is not known, or came back already, nothing is done.
 */
export async function takeReport(settings: CoreSettings, report: Report): Promise<ReceiveReceipt> {
  const now = settings.clock.now();
  if (report.outcome === 'failed' && (await overtookSending(settings, report))) return { status: 'stored' };
  return settings.store.transaction(async (tx) => {
    if ('sentAs' in report) return takeConversationReport(tx, settings, report, now);
    const mail = await tx.mails.byId(report.mailId);
    if (mail === undefined || mail.status === 'failed') return { status: 'ignored' };
    const reachable = mail.requestId === null ? undefined : await lockWithWays(tx, settings, mail.requestId);
    if (reachable === undefined) {
      // A mail to staff; one about the policy counts with its notice.
      if (report.outcome === 'failed') {
        await tx.mails.markFailed(mail.id, BOUNCED);
        await staffMailFailed(tx, mail.kind, BOUNCED, now);
        await policyMailEnded(tx, mail.id, 'failed', now);
      }
      return { status: 'stored' };
    }
    if (report.outcome === 'delayed') {
      const about = { about: mail.id, requestId: reachable.request.id, params: { reason: 'smtp_later' } };
      await addTask(tx, { kind: 'mail_delayed', ...about }, now);
    } else await cameBack(tx, settings, mail, reachable, now);
    return { status: 'stored' };
  });
}

/**
 * A report that is here before what sent the mail has noted that it left, as it was killed in between or was slower: the
 * mail server has it back, so it is given up, and a next try finds nothing to send.
 */
async function overtookSending(settings: CoreSettings, report: Report): Promise<boolean> {
  const { store } = settings;
  if ('mailId' in report) {
    const mail = await store.transaction((tx) => tx.mails.byId(report.mailId));
    if (mail?.status !== 'queued') return false;
    await giveUpMail(settings, report.mailId, BOUNCED);
    return true;
  }
  const known = await store.transaction((tx) => tx.conversations.sentAs(report.sentAs));
  const ids = known.flatMap(({ id, status }) => (status === 'queued' ? [id] : []));
  const [first] = ids;
  if (first === undefined) return false;
  await giveUpMessage(settings, first, BOUNCED, ids);
  return true;
}

async function cameBack(tx: Tx, settings: CoreSettings, mail: MailRow, reachable: Reachable, now: Date) {
  const { request } = reachable;
  const { id: requestId, conversationId } = request;
  const reason = BOUNCED;
  const { cardVersion: version } = request.state;
  const context = { tx, request, by: 'system', now };
  // AVG 18(3): told as one that the mail server refused.
  if (mail.kind === 'announcement' && mail.letterId !== null) {
    await tx.mails.markFailed(mail.id, reason);
    const failed = { letterId: mail.letterId, reason, announcement: true } as const;
    return letterFailed(tx, settings, reachable, failed, now);
  }
  if (mail.letterId !== null) {
    const notices = sentNotices(await tx.requests.events(requestId));
    const isNotice = notices.some(({ letterId }) => letterId === mail.letterId);
    const done = isNotice
      ? await bounceNotice(settings, context, version, mail.letterId)
      : await reportBounce(settings, context, version);
    const about = isNotice ? noticeTask(request) : requestId;
    if (done.ok) return goOnFromMail(tx, settings, reachable, { about, reason }, now);
  }
  await tx.mails.markFailed(mail.id, BOUNCED);
  const params = { reason };
  if (mail.challengeId === null) {
    const chatFailed = mail.kind === 'undelivered' ? { chatFailed: true as const } : {};
    return goOnFromMail(tx, settings, reachable, { about: conversationId, reason, ...chatFailed }, now);
  }
  await tx.challenges.markFailed(mail.challengeId, now);
  await addTask(tx, { kind: 'delivery_failed', about: `code:${requestId}`, requestId, params }, now);
  const codes = await tx.challenges.ofRequest(requestId, 'prove_mailbox');
  const code = codes.find(({ id }) => id === mail.challengeId);
  if (code === undefined || request.state.level > 0) return;
  await runCommand(tx, request, { type: 'record_code_failed', by: 'system', reason }, now);
  const message = { kind: 'code_undeliverable', to: maskEmail(code.address) } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
}
