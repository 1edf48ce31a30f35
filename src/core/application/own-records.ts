import type { OutboundMessage } from '../conversation/messages.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { MessageRow, RequestRow } from './rows.ts';

/** What this desk keeps about the person of a request (row 83): every request of the proven address and its conversation. */
export async function readOwnRecords(
  settings: Pick<CoreSettings, 'store' | 'clock'>,
  words: (message: OutboundMessage, language: ReplyLanguage) => Promise<string>,
  requestId: string,
): Promise<readonly FoundRecord[]> {
  const read = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.byId(asId<RequestId>(requestId));
    if (request === undefined || request.emailHash === null) return undefined;
    const requests = await tx.requests.ofProvenAddress(request.emailHash);
    return { requests, messages: await messagesOf(tx, requests) };
  });
  if (read === undefined) return [];
  const fetchedAt = settings.clock.now().toISOString();
  const records = read.requests.map((request) => requestRecord(request, fetchedAt));
  for (const { message, language } of read.messages) {
    const text =
      message.content.from === 'customer'
        ? message.content.text
        : await words(message.content.message, language);
    records.push(messageRecord(message, text, fetchedAt));
  }
  return records;
}

async function messagesOf(tx: Tx, requests: readonly RequestRow[]) {
  const messages: { readonly message: MessageRow; readonly language: ReplyLanguage }[] = [];
  for (const id of new Set(requests.map((request) => request.conversationId))) {
    const conversation = await tx.conversations.byId(id);
    const language = conversation?.language ?? 'nl';
    messages.push(...(await tx.conversations.transcript(id, 0)).map((message) => ({ message, language })));
  }
  return messages;
}

function requestRecord(request: RequestRow, fetchedAt: string): FoundRecord {
  const { state } = request;
  return record(`balie:${request.number}`, 'request', fetchedAt, [
    { name: 'number', value: request.number },
    { name: 'right', value: request.right },
    { name: 'receivedAt', value: request.receivedAt.toISOString() },
    { name: 'name', value: request.name ?? '' },
    { name: 'email', value: request.email ?? '' },
    { name: 'channel', value: state.channel },
    { name: 'proof', value: request.provenAt?.toISOString() ?? '' },
  ]);
}

function messageRecord(message: MessageRow, text: string, fetchedAt: string): FoundRecord {
  return record(`balie:${message.id}`, 'conversation', fetchedAt, [
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
    provenance: { place: 'balie', fetchedAt },
  };
}
