import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { type FoundRecord, OWN_RECORDS } from '../fulfilment/processor.ts';
import { maskCode } from '../identity/mask-code.ts';
import { asId, type ConversationId, type RequestId } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { MessageRow, RequestRow } from './rows.ts';

/** What this desk keeps about the person of a request (row 83): every request of the proven address and its conversation. */
export async function readOwnRecords(
  settings: Pick<CoreSettings, 'store' | 'clock'>,
  words: (message: OutboundMessage, language: ReplyLanguage) => Promise<OutboundContent>,
  requestId: string,
): Promise<readonly FoundRecord[]> {
  const read = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.byId(asId<RequestId>(requestId));
    if (request === undefined || request.emailHash === null) return undefined;
    const requests = (await tx.requests.ofProvenAddress(request.emailHash)).map(readable);
    const forParent = request.state.authority?.capacity === 'parent';
    const byHolder = requests.filter(isByHolder).map(({ conversationId }) => conversationId);
    return { requests, forParent, byHolder, messages: await messagesOf(tx, requests, request.emailHash) };
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
  const records = read.requests.map((request) =>
    kept(request.conversationId, requestRecord(request, fetchedAt)),
  );
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

function requestRecord(request: RequestRow, fetchedAt: string): FoundRecord {
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
