import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { blockParagraph } from '../fulfilment/letter-paragraphs.ts';
import { type FoundRecord, OWN_RECORDS } from '../fulfilment/processor.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { maskCode } from '../identity/mask-code.ts';
import { asId, type ConversationId, type LetterId, type RequestId } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { isOpen } from '../request/request-state.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Secrets, Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { LetterRow, MessageRow, RequestRow } from './rows.ts';

/**
 * What this desk keeps about the person of a request (row 83): every request of the proven address with its conversation,
 * what was decided and the letter that told it, and whether the address is on the list of mail stops (law.md 4, AVG 15).
 */
export async function readOwnRecords(
  settings: Pick<CoreSettings, 'store' | 'clock' | 'secrets'>,
  words: (message: OutboundMessage, language: ReplyLanguage) => Promise<OutboundContent>,
  requestId: string,
): Promise<readonly FoundRecord[]> {
  const read = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.byId(asId<RequestId>(requestId));
    if (request === undefined || request.emailHash === null) return undefined;
    const requests = (await tx.requests.ofProvenAddress(request.emailHash)).map(readable);
    const forParent = request.state.authority?.capacity === 'parent';
    const byHolder = requests.filter(isByHolder).map(({ conversationId }) => conversationId);
    const messages = await messagesOf(tx, requests, request.emailHash);
    const stopped = await isMailStopped(tx, settings.secrets, readable(request));
    const letters = await lettersOf(tx, requests);
    return { asking: request.id, requests, forParent, byHolder, messages, letters, stopped };
  });
  if (read === undefined) return [];
  const fetchedAt = settings.clock.now().toISOString();
  // What a child confided is not told to a parent without a thought for the child (law.md 8.1; AVG 15(4)): staff may
  // put it back.
  const byChild = new Set(
    read.forParent
      ? read.messages.flatMap(({ message: { content, conversationId } }) =>
          content.from === 'desk' && content.message.kind === 'minor_noted' ? [conversationId] : [],
        )
      : [],
  );
  // What a lawyer or the holder of a mandate said is theirs as well (AVG 15(4)).
  const byHolder = new Set(read.byHolder);
  const kept = (conversationId: ConversationId, found: FoundRecord): FoundRecord =>
    byChild.has(conversationId) || byHolder.has(conversationId)
      ? { ...found, withheld: 'rights_of_others' }
      : found;
  const records = read.requests.map((request) => {
    // Of the address, not of one request: told once.
    const stopped = request.id === read.asking ? read.stopped : undefined;
    return kept(request.conversationId, requestRecord(request, stopped, fetchedAt));
  });
  for (const { conversationId, letter, sentAt } of read.letters)
    records.push(kept(conversationId, letterRecord(letter, sentAt, fetchedAt)));
  const labels = new Map<string, string>();
  for (const { message, language } of read.messages) {
    const { content } = message;
    if (content.from === 'customer') {
      const said = messageRecord(message, customerWords(content.text, labels), fetchedAt);
      records.push(kept(message.conversationId, said));
      continue;
    }
    const { paragraphs, choices } = await words(content.message, language);
    for (const { id, label } of choices) labels.set(id, label);
    records.push(messageRecord(message, paragraphs.join('\n'), fetchedAt));
  }
  return records;
}

/** Whether somebody else speaks for the person whose data these are (law.md 8). */
function isByHolder({ state: { forOther, authority } }: RequestRow): boolean {
  return authority === undefined ? forOther === true : authority.capacity !== 'themselves';
}

/** A tapped choice stands in the transcript as its id between brackets: it is told by the label that was tapped. */
function customerWords(text: string, labels: ReadonlyMap<string, string>): string {
  return labels.get(text.replace(/^\[(.*)\]$/, '$1')) ?? maskCode(text);
}

/** Of a conversation in which somebody else proved an address too, only what is about the person's own requests. */
async function messagesOf(tx: Tx, requests: readonly RequestRow[], emailHash: string) {
  const own = new Set<string | null>(requests.map(({ id }) => id));
  const messages: { readonly message: MessageRow; readonly language: ReplyLanguage }[] = [];
  for (const id of new Set(requests.map((request) => request.conversationId))) {
    const conversation = await tx.conversations.byId(id);
    const language = conversation?.language ?? 'nl';
    const shared = (await tx.requests.ofConversation(id)).some(
      (other) => other.emailHash !== null && other.emailHash !== emailHash,
    );
    for (const message of await tx.conversations.transcript(id, 0))
      if (!shared || own.has(message.requestId)) messages.push({ message, language });
  }
  return messages;
}

/** The letter that ended each request; one that nobody sent is only a draft. */
async function lettersOf(tx: Tx, requests: readonly RequestRow[]) {
  const letters: {
    readonly conversationId: ConversationId;
    readonly letter: LetterRow;
    readonly sentAt: string;
  }[] = [];
  for (const { state, conversationId } of requests) {
    if (isOpen(state) || state.status === 'joined' || state.letter === null) continue;
    if (state.status !== 'answered' && state.status !== 'refused') continue;
    const letter = await tx.answers.letter(asId<LetterId>(state.letter.id));
    if (letter !== undefined) letters.push({ conversationId, letter, sentAt: state.closedAt });
  }
  return letters;
}

/** Undefined when nothing says which address it would be. */
async function isMailStopped(tx: Tx, secrets: Secrets, { email }: RequestRow): Promise<boolean | undefined> {
  const address = normaliseEmail(email ?? '');
  return address === undefined ? undefined : tx.erasures.mailStopped(secrets.hashes('mail stop', address));
}

function requestRecord(request: RequestRow, stopped: boolean | undefined, fetchedAt: string): FoundRecord {
  const { state } = request;
  return record(`${OWN_RECORDS}:${request.number}`, 'request', fetchedAt, [
    { name: 'number', value: request.number },
    { name: 'right', value: request.right },
    { name: 'receivedAt', value: request.receivedAt.toISOString() },
    { name: 'words', value: request.words.text },
    { name: 'name', value: request.name ?? '' },
    { name: 'email', value: request.email ?? '' },
    { name: 'address', value: request.contact?.postal ?? '' },
    { name: 'channel', value: state.channel },
    { name: 'proof', value: request.provenAt?.toISOString() ?? '' },
    { name: 'decision', value: isOpen(state) ? '' : state.status },
    { name: 'closedAt', value: isOpen(state) ? '' : state.closedAt },
    { name: 'mailStop', value: stopped === undefined ? '' : stopped ? 'yes' : 'no' },
  ]);
}

function letterRecord({ id, body }: LetterRow, sentAt: string, fetchedAt: string): FoundRecord {
  const text = [body.title, ...body.blocks.map(blockParagraph)].join('\n\n');
  return record(`${OWN_RECORDS}:${id}`, 'conversation', fetchedAt, [
    { name: 'at', value: sentAt },
    { name: 'from', value: 'desk' },
    { name: 'letter', value: text },
  ]);
}

function messageRecord(message: MessageRow, text: string, fetchedAt: string): FoundRecord {
  return record(`${OWN_RECORDS}:${message.id}`, 'conversation', fetchedAt, [
    { name: 'at', value: message.at.toISOString() },
    { name: 'from', value: message.content.from },
    { name: 'text', value: text },
  ]);
}

function record(
  ref: string,
  category: FoundRecord['category'],
  fetchedAt: string,
  fields: FoundRecord['fields'],
): FoundRecord {
  return {
    ref,
    category,
    fields: fields.filter((field) => field.value !== ''),
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: OWN_RECORDS, fetchedAt },
  };
}
