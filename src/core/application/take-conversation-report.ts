import type { InboundMessage, ReceiveReceipt } from '../conversation/channel.ts';
import { asId, type LetterId } from '../kernel/ids.ts';
import { isOpen } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { bounceNotice } from './bounce-notice.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import type { MessageRow } from './rows.ts';

type Report = Extract<InboundMessage, { readonly sentAs: string }>;

/**
 * What was sent in a conversation by mail came back or is late: exactly that is marked, and a person looks, for there the
 * program cannot say so. The task names the request where only one is open. A number under which nothing is known to have
 * arrived changes nothing: reports are easily forged (RFC 3464 section 4).
 */
export async function takeConversationReport(
  tx: Tx,
  settings: CoreSettings,
  { sentAs, outcome }: Report,
  now: Date,
): Promise<ReceiveReceipt> {
  const known = await tx.conversations.sentAs(sentAs);
  const conversationId = known[0]?.conversationId;
  if (conversationId === undefined) return { status: 'ignored' };
  await tx.conversations.lockById(conversationId);
  const open = (await tx.requests.lockOfTurn(conversationId)).filter(
    (request) => request.conversationId === conversationId && isOpen(request.state),
  );
  // Taken by another report meanwhile.
  const sent = await tx.conversations.sentAs(sentAs);
  if (sent.length === 0) return { status: 'ignored' };
  const about = {
    conversationId,
    ...(open.length === 1 && open[0] !== undefined ? { requestId: open[0].id } : {}),
  };
  if (outcome === 'delayed') {
    const task = { kind: 'mail_delayed', about: conversationId, ...about } as const;
    await addTask(tx, { ...task, params: { reason: 'smtp_later' } }, now);
    return { status: 'stored' };
  }
  for (const { id } of sent) await tx.conversations.markMessage(id, 'failed', { failure: 'bounced' });
  for (const message of sent) await noticeCameBack(tx, settings, message, now);
  const task = { kind: 'delivery_failed', about: conversationId, ...about } as const;
  await addTask(tx, { ...task, params: { reason: 'bounced' } }, now);
  return { status: 'stored' };
}

/** A stop or an extension that nobody read never counted (AVG 12(3)). */
async function noticeCameBack(tx: Tx, settings: CoreSettings, { content, requestId }: MessageRow, now: Date) {
  if (content.from !== 'desk' || content.message.kind !== 'letter' || requestId === null) return;
  const { letterId } = content.message;
  const request = letterId === undefined ? undefined : await lockRequest(tx, requestId);
  if (request === undefined || letterId === undefined) return;
  const context = { tx, request, by: 'system', now };
  await bounceNotice(settings, context, request.state.cardVersion, asId<LetterId>(letterId), 'conversation');
}
