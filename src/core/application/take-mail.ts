import type { InboundMessage, MailOrigin } from '../conversation/channel.ts';
import type { DialogueState, HeldMail } from '../conversation/dialogue-state.ts';
import { after } from '../kernel/clock.ts';
import type { RequestId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import { keptWords, type LeftOut } from '../understanding/kept-words.ts';
import { bodyOf, ownWordsOf } from '../understanding/own-words-of.ts';
import type { Understanding, UnderstandingInput } from '../understanding/understanding.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { isOnFile } from './is-on-file.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow } from './rows.ts';

/** What there is to read in a message. */
export function heardIn(message: InboundMessage): Omit<UnderstandingInput, 'language'> {
  const text = typedIn(message);
  const { mail } = message;
  if (mail === undefined) return { channel: message.channel === 'email' ? 'email' : 'chat', text };
  const { subject, html, headers } = mail;
  return { channel: 'email', subject, text, headers, ...(html === undefined ? {} : { html }) };
}

/**
 * `stored`: the customer's own words as they were written, of a mail with the subject above them and who signs it below
 * (R35). `said`: what was written now, without what a mail carries along. They differ for a mail only.
 */
export function wordsIn(message: InboundMessage): {
  readonly stored: string;
  readonly leftOut: readonly LeftOut[];
  readonly said: string;
} {
  const input = heardIn(message);
  if (message.mail === undefined) return { stored: input.text, leftOut: [], said: input.text };
  const { text: body, leftOut } = keptWords(bodyOf(input));
  const { subject, standing } = message.mail;
  const ours = standing === 'answer' && ANSWERS.test(subject);
  const stored = subject === '' || ours ? body : `${subject}\n\n${body}`;
  return { stored: stored.trim(), leftOut, said: ownWordsOf(input).text };
}

/** "Re: ", "Antw: ": what stands behind it was the subject of the desk. */
const ANSWERS = /^\s*[a-z]{2,12}\s?:/i;

function typedIn(message: InboundMessage): string {
  if (message.kind === 'text' || message.kind === 'edit') return message.text;
  return message.kind === 'file' ? (message.caption ?? '') : '';
}

/**
 * Where a mail belongs. It joins a conversation only when it names that one and comes from its address; what names one
 * otherwise is held in a conversation of its own (row 10): never lost, never put with somebody else's. A program, a list
 * and nobody get no answer (RFC 3834): what they ask a person reads, what they only announce is kept.
 */
export async function placeOf(
  tx: Tx,
  message: InboundMessage,
  mail: MailOrigin,
  { labels }: Understanding,
): Promise<{ readonly key: string; readonly held?: HeldMail }> {
  const own = { key: message.conversationKey };
  const apart = { key: mail.apartKey };
  const announced = labels.includes('auto_reply');
  if (announced || mail.quiet) {
    const known = mail.standing === 'answer' && (await isKnown(tx, message));
    return { ...(known ? own : apart), held: announced ? 'announced' : 'automatic' };
  }
  if (mail.standing === 'new') return own;
  if (mail.standing === 'unclear') return { ...apart, held: 'unclear' };
  return (await isKnown(tx, message)) ? own : { ...apart, held: 'unknown' };
}

async function isKnown(tx: Tx, { channel, conversationKey }: InboundMessage): Promise<boolean> {
  return (await tx.conversations.byKey(channel, conversationKey)) !== undefined;
}

/**
 * From when the first answer to a new mail may leave: of one address an hour after the one before (RFC 3834 section 2).
 * Undefined: at once.
 */
export async function answersFrom(
  tx: Tx,
  settings: CoreSettings,
  { id }: ConversationRow,
  mail: MailOrigin,
  now: Date,
): Promise<Date | undefined> {
  const { most, withinMs } = LIMITS.mailAnswersPerAddress;
  const addressHash = settings.secrets.hash('ip', mail.sender);
  const begun = await tx.conversations.begunFrom(addressHash, id, after(now, -withinMs));
  const recent = begun - most;
  return recent <= 0 ? undefined : after(now, recent * withinMs);
}

/** Whether so many mails came in this conversation within the hour that a program may be writing them. */
export async function tooManyMails(tx: Tx, { id }: ConversationRow, now: Date): Promise<boolean> {
  const { most, withinMs } = LIMITS.mailsPerConversation;
  const since = after(now, -withinMs);
  const came = (await tx.conversations.transcript(id, 0)).filter(
    ({ content, at }) => content.from === 'customer' && at > since,
  );
  return came.length > most;
}

/** Nothing is answered; a person looks, unless a program only announced something. `beside`: the request it may be about. */
export async function holdMail(
  tx: Tx,
  conversation: ConversationRow,
  held: HeldMail,
  now: Date,
  beside?: RequestId,
): Promise<void> {
  const { id, dialogue, nextSequence } = conversation;
  await tx.conversations.save(id, {
    dialogue: nextSequence === 1 ? { ...dialogue, held } : dialogue,
    nextSequence: nextSequence + 1,
    lastAt: now,
  });
  if (held === 'announced') return;
  const kind = nextSequence === 1 ? 'held_mail' : 'customer_replied';
  const near = beside === undefined ? {} : { requestId: beside };
  await addTask(tx, { kind, about: id, conversationId: id, params: { reason: held }, ...near }, now);
}

/** R12, R6: a mail says where the answer goes; name and address of who writes need not be asked again. */
export function withSender(
  dialogue: DialogueState,
  mail: MailOrigin | undefined,
  { thirdParty }: Understanding,
): DialogueState {
  if (mail === undefined) return dialogue;
  const { thread, sender, senderName } = mail;
  const heard: DialogueState = { ...dialogue, thread: thread.slice(-MOST_NAMED) };
  if (thirdParty || dialogue.email !== undefined) return heard;
  const name = dialogue.name ?? (isName(senderName) ? senderName : undefined);
  return { ...heard, email: sender, ...(name === undefined ? {} : { name }) };
}

/** Whether it is a conversation by mail with this address: what is sent there can be answered there. */
export function isHeldWith({ channel, key }: ConversationRow, address: string): boolean {
  return channel === 'email' && key !== null && key.endsWith(` ${address}`);
}

/** The one address that takes part in a conversation by mail; undefined for any other. */
export function senderOf({ channel, key }: ConversationRow): string | undefined {
  return channel === 'email' ? key?.split(' ')[1] : undefined;
}

/**
 * The address of a mail whose origin was checked, when the shop has it on file (R8). Looked up outside any transaction,
 * and only where it can matter: a wish for access, or an answer to what was asked about one.
 */
export async function senderOnFile(
  settings: CoreSettings,
  mail: MailOrigin | undefined,
  { labels }: Understanding,
): Promise<string | undefined> {
  if (mail === undefined || !mail.authenticated || mail.quiet) return undefined;
  if (mail.standing === 'new' && !labels.includes('access')) return undefined;
  return (await isOnFile(settings, mail.sender)) ? mail.sender : undefined;
}

/** Of the mails before it, as many as an answer names. */
const MOST_NAMED = 10;

/** As the sender's program has it: two words or more, no address and no number. */
function isName(text: string | undefined): text is string {
  return text !== undefined && text.length <= 80 && /^[^\d@<>"()]+ [^\d@<>"()]+$/u.test(text);
}
