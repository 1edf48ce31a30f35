import { asSaidBy } from '../conversation/as-said-by.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { after } from '../kernel/clock.ts';
import type { RequestId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import type { CoreSettings } from './core-settings.ts';
import { noticeOf } from './notice-of.ts';
import { lockWithWays, type Reachable } from './other-ways.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { ConversationRow, MessageRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { noticeFailed } from './send-notice.ts';
import { tellElsewhere } from './tell-elsewhere.ts';
import { type NextWay, tellUndelivered } from './tell-undelivered.ts';

type Settings = Pick<CoreSettings, 'store' | 'clock' | 'pushes'>;
type Said = Pick<MessageRow, 'id' | 'requestId'> & { readonly message: OutboundMessage };

/** A mail failed, is late or was sent: to say that by mail would help nobody. */
const ABOUT_MAIL: readonly OutboundMessage['kind'][] = [
  'code_sent',
  'code_sent_late',
  'code_undeliverable',
  'mail_delayed',
  'mail_sent_late',
  'answer_undeliverable',
  'notice_undeliverable',
];
/** The mail that is spoken of holds all of it. */
const SAYS_IT_WAS_MAILED: readonly OutboundMessage['kind'][] = ['answer_sent', 'notice_sent'];
/** Nothing more arrives there. */
const CLOSED = ['blocked', 'gone'];

/**
 * A message cannot be delivered, also when its retries have ended: it goes to the next way that its customer proved, and
 * staff are told (R24). Whole only to the proven mailbox; elsewhere stands that there is something (R4). What went on once
 * never comes back to where it failed. `together`: what was to leave in the same delivery; all of it goes on as one.
 */
export async function giveUpMessage(
  settings: Settings,
  messageId: string,
  reason: string,
  together: readonly string[] = [],
): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const known = await tx.conversations.message(messageId);
    if (known === undefined || known.status !== 'queued') return;
    const about = known.requestId ?? (await meantRequest(tx, known));
    const reachable = about === null ? undefined : await lockWithWays(tx, settings, about);
    const conversation = await tx.conversations.lockById(known.conversationId);
    const message = await tx.conversations.message(messageId);
    if (message === undefined || message.status !== 'queued' || conversation === undefined) return;
    const said = message.content.from === 'desk' ? message.content.message : undefined;
    const notice = said && (await noticeOf(tx, said, message.requestId));
    const own = { id: messageId, requestId: message.requestId, message: said ?? UNREADABLE };
    if (notice !== undefined) {
      await markFailed(tx, [own], reason);
      return noticeFailed(tx, notice.request, notice.letterId, reason, now);
    }
    const alone = said?.kind === 'letter' || said?.kind === 'unreadable';
    const goesOn = CLOSED.includes(reason) || hasOtherWay(reachable, conversation);
    const behind = alone ? [] : await waitingBehind(tx, message, together, goesOn ? about : 'nothing');
    const failed = [own, ...behind];
    await markFailed(tx, failed, reason);
    if (said?.kind === 'letter' && reachable !== undefined) await reopen(tx, reachable, now);
    const open = failed.filter((one) => !SAYS_IT_WAS_MAILED.includes(one.message.kind));
    if (open.length === 0 && reachable?.mail !== null) return;
    const next = await goOn(tx, settings, { reachable, conversation, said: open, now });
    const { id: conversationId, channel } = conversation;
    const { id: requestId, conversationId: home } = reachable?.request ?? {
      id: message.requestId,
      conversationId,
    };
    // The mail with the answer failed first.
    const task = requestId !== null && said?.kind === 'answer_undeliverable' ? requestId : home;
    const failure = { about: task, requestId, conversationId, reason, failed: channel, next };
    await tellUndelivered(tx, failure, now);
  });
}

const UNREADABLE = { kind: 'unreadable' } as const;

/**
 * What was said about no request is of the person whose one mailbox was proven there; two may be two people (R11). Where
 * nothing was proven, the one request that it can be about.
 */
async function meantRequest(tx: Tx, { conversationId }: MessageRow): Promise<RequestId | null> {
  const requests = await tx.requests.ofConversation(conversationId);
  const proven = requests.filter(({ state }) => state.level > 0);
  const [first] = proven.length > 0 ? proven : requests;
  if (first === undefined || (proven.length === 0 && requests.length > 1)) return null;
  return proven.every(({ emailHash }) => emailHash === first.emailHash) ? first.id : null;
}

/** Whether its customer can be told anywhere else. */
function hasOtherWay(reachable: Reachable | undefined, { channel }: ConversationRow): boolean {
  if (reachable === undefined) return false;
  return (reachable.mail !== null && channel !== 'email') || reachable.conversations.length > 0;
}

/**
 * What waits behind it for the same customer goes on with it: in a closed place it would fail as well, and one notice
 * elsewhere says more than one for each. Where nothing else is known, it is tried by itself.
 */
async function waitingBehind(
  tx: Tx,
  first: MessageRow,
  together: readonly string[],
  about: RequestId | null | 'nothing',
): Promise<readonly Said[]> {
  const later = await tx.conversations.transcript(first.conversationId, first.sequence);
  const waiting = later.flatMap(({ id, requestId, content, status }): readonly Said[] =>
    content.from === 'desk' && status === 'queued' ? [{ id, requestId, message: content.message }] : [],
  );
  const end = waiting.findIndex(({ message }) => message.kind === 'letter' || message.kind === 'unreadable');
  return (end < 0 ? waiting : waiting.slice(0, end)).filter(
    ({ id, requestId }) => together.includes(id) || (about !== 'nothing' && (requestId ?? about) === about),
  );
}

async function markFailed(tx: Tx, said: readonly Said[], failure: string): Promise<void> {
  for (const { id } of said) await tx.conversations.markMessage(id, 'failed', { failure });
}

/** An answer that was given in the chat itself: the request is open again until it has arrived. */
async function reopen(tx: Tx, { request }: Reachable, now: Date): Promise<void> {
  const version = request.state.cardVersion;
  await runCommand(tx, request, { type: 'report_bounce', by: 'system', version }, now);
}

async function goOn(
  tx: Tx,
  settings: Settings,
  what: {
    readonly reachable: Reachable | undefined;
    readonly conversation: ConversationRow;
    readonly said: readonly Said[];
    readonly now: Date;
  },
): Promise<NextWay> {
  const { reachable, conversation, said, now } = what;
  if (reachable === undefined) return 'none';
  const { request, mail } = reachable;
  const messages = said.flatMap(({ message }) => (mayBeMailed(message) ? [asSaidBy('email', message)] : []));
  const overMail = mail !== null && conversation.channel !== 'email' && messages.length > 0;
  if (overMail && (await hasRoom(tx, request.id, now))) {
    const { language } = conversation;
    const content = {
      kind: 'undelivered',
      to: mail,
      language,
      from: conversation.channel,
      messages,
    } as const;
    await queueMail(tx, content, now, { requestId: request.id });
    return 'email';
  }
  const told = said.some(({ message }) => message.kind === 'elsewhere') ? conversation.id : undefined;
  const next = await tellElsewhere(tx, settings, reachable, { failed: conversation.channel, told }, now);
  return next === 'none' && overMail ? 'limited' : next;
}

function mayBeMailed({ kind }: OutboundMessage): boolean {
  return kind !== 'letter' && kind !== 'unreadable' && kind !== 'elsewhere' && !ABOUT_MAIL.includes(kind);
}

/** Whoever writes where no answer arrives would otherwise have a mail for every line. */
async function hasRoom(tx: Tx, id: RequestId, now: Date): Promise<boolean> {
  const { most, withinMs } = LIMITS.relayedMailsPerRequest;
  const mails = await tx.mails.about(id);
  const recent = mails.filter(
    ({ kind, createdAt }) => kind === 'undelivered' && after(createdAt, withinMs) > now,
  );
  return recent.length < most;
}
