import type { InboundMessage, ReceiveReceipt } from '../conversation/channel.ts';
import { asId, type LetterId } from '../kernel/ids.ts';
import { isOpen } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { bounceNotice } from './bounce-notice.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import { lockWithWays } from './other-ways.ts';
import type { Tx } from './ports.ts';
import type { MessageRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { tellElsewhere } from './tell-elsewhere.ts';
import { tellUndelivered } from './tell-undelivered.ts';

type Report = Extract<InboundMessage, { readonly sentAs: string }>;

/**
 * What was sent in a conversation by mail came back or is late: exactly that is marked, another chat of the same proven
 * person hears that there is something, and staff look. The task names the request where only one is open. A number under
 * which nothing is known to have arrived changes nothing: reports are easily forged (RFC 3464 section 4).
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
  const [open, ...more] = (await tx.requests.ofConversation(conversationId)).filter(({ state }) =>
    isOpen(state),
  );
  const only = open === undefined || more.length > 0 ? null : open.id;
  const meant = known.find(({ requestId }) => requestId !== null)?.requestId ?? only;
  const reachable = meant === null ? undefined : await lockWithWays(tx, settings, meant);
  await tx.conversations.lockById(conversationId);
  // Taken by another report meanwhile.
  const sent = await tx.conversations.sentAs(sentAs);
  if (sent.length === 0) return { status: 'ignored' };
  if (outcome === 'delayed') {
    const of = only === null ? {} : { requestId: only };
    const task = { kind: 'mail_delayed', about: conversationId, conversationId, ...of } as const;
    await addTask(tx, { ...task, params: { reason: 'smtp_later' } }, now);
    return { status: 'stored' };
  }
  for (const { id } of sent) await tx.conversations.markMessage(id, 'failed', { failure: 'bounced' });
  for (const message of sent) await letterCameBack(tx, settings, message, now);
  const again = sent.some(({ content }) => content.from === 'desk' && content.message.kind === 'elsewhere');
  const before = { failed: 'email', told: again ? conversationId : undefined } as const;
  const next = reachable === undefined ? 'none' : await tellElsewhere(tx, settings, reachable, before, now);
  const of = { about: conversationId, conversationId, requestId: only };
  await tellUndelivered(tx, { ...of, reason: 'bounced', failed: 'email', next }, now);
  return { status: 'stored' };
}

/** An answer that nobody read is open again; a stop or an extension never counted (AVG 12(3)). */
async function letterCameBack(tx: Tx, settings: CoreSettings, { content, requestId }: MessageRow, now: Date) {
  if (content.from !== 'desk' || content.message.kind !== 'letter' || requestId === null) return;
  const { letterId } = content.message;
  const request = await lockRequest(tx, requestId);
  if (request === undefined) return;
  const { cardVersion: version } = request.state;
  const context = { tx, request, by: 'system', now };
  if (letterId === undefined)
    await runCommand(tx, request, { type: 'report_bounce', by: 'system', version }, now);
  else await bounceNotice(settings, context, version, asId<LetterId>(letterId), 'conversation');
}
