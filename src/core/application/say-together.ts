import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow, MessageRow } from './rows.ts';

export interface SaidMessage {
  readonly id: string;
  readonly message: OutboundMessage;
}

/**
 * What leaves with this message where one delivery carries all that waits: what was said after it and still waits, up
 * to a letter, which stands by itself. Noted under the `name` of the delivery before it leaves: whatever breaks off, the
 * next try is the same one, and a report about it finds what it held.
 */
export async function saidTogether(
  tx: Tx,
  first: MessageRow,
  message: OutboundMessage,
  name: string | undefined,
): Promise<readonly SaidMessage[]> {
  const begun = name === undefined ? [] : (await tx.conversations.sentAs(name)).filter(isWaiting);
  const together = begun.length > 0 ? saidIn(begun) : await waitingWith(tx, first, message);
  if (name !== undefined)
    for (const { id } of together) await tx.conversations.markMessage(id, 'queued', { externalId: name });
  return together;
}

async function waitingWith(
  tx: Tx,
  first: MessageRow,
  message: OutboundMessage,
): Promise<readonly SaidMessage[]> {
  const own = { id: first.id, message };
  if (message.kind === 'letter') return [own];
  const later = await tx.conversations.transcript(first.conversationId, first.sequence);
  const waiting = saidIn(later.filter(isWaiting));
  const end = waiting.findIndex((one) => one.message.kind === 'letter' || one.message.kind === 'unreadable');
  return [own, ...(end < 0 ? waiting : waiting.slice(0, end))];
}

function isWaiting({ status }: MessageRow): boolean {
  return status === 'queued';
}

function saidIn(rows: readonly MessageRow[]): readonly SaidMessage[] {
  return rows.flatMap(({ id, content }) =>
    content.from === 'desk' ? [{ id, message: content.message }] : [],
  );
}

/** One content of several; only the choices of the last question count. */
export function inOneContent(contents: readonly OutboundContent[]): OutboundContent {
  const asking = contents.findLast(({ choices }) => choices.length > 0);
  return { paragraphs: contents.flatMap(({ paragraphs }) => paragraphs), choices: asking?.choices ?? [] };
}

/** Keeps which choice each number stands for, before the customer can answer with one. */
export async function keepOffered(
  tx: Tx,
  { id }: ConversationRow,
  { choices }: OutboundContent,
): Promise<void> {
  const conversation = await tx.conversations.lockById(id);
  if (conversation === undefined) return;
  const offered = choices.map((choice) => choice.id);
  await tx.conversations.save(id, { dialogue: { ...conversation.dialogue, offered } });
}
