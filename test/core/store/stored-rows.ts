import { randomUUID } from 'node:crypto';
import type { Contact } from '../../../src/core/application/contact.ts';
import type { Tx } from '../../../src/core/application/ports.ts';
import type {
  LoggedEvent,
  NewChallenge,
  NewStaff,
  NewTask,
  RequestRow,
} from '../../../src/core/application/rows.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import {
  type ConversationId,
  newId,
  newRequestNumber,
  type RequestId,
} from '../../../src/core/kernel/ids.ts';
import type { ChannelName } from '../../../src/core/kernel/rights.ts';
import { CHAIN_START, chainHash } from '../../../src/core/register/event-chain.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import type { FoldedState, RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened } from '../../support/request-builder.ts';

export const NOW = new Date('2026-11-02T10:00:00.123Z');

export async function aConversation(tx: Tx, channel: ChannelName = 'web'): Promise<ConversationId> {
  return (await tx.conversations.lock(channel, randomUUID(), 'nl', NOW)).id;
}

/** The events as a chain from the start, and what they fold to. */
export function logged(
  requestId: RequestId,
  events: readonly RequestEvent[],
): { readonly state: RequestState; readonly headHash: string; readonly events: readonly LoggedEvent[] } {
  let state: FoldedState | null = null;
  let previousHash = CHAIN_START;
  const rows: LoggedEvent[] = [];
  for (const event of events) {
    const entry = { by: 'system', at: AT, event };
    state = evolveRequest(state, event, entry);
    const { sequence } = state;
    const hash = chainHash(previousHash, { requestId, sequence, ...entry });
    rows.push({ sequence, ...entry, previousHash, hash });
    previousHash = hash;
  }
  if (state === null || state.status === 'anonymised') throw new Error('a request has its first event');
  return { state, headHash: previousHash, events: rows };
}

interface Given {
  readonly conversationId?: ConversationId;
  readonly createdAt?: Date;
  readonly email?: string;
  readonly name?: string;
  readonly contact?: Contact;
}

/** A stored request whose log holds these events. */
export async function storeRequest(
  tx: Tx,
  events: readonly RequestEvent[] = aRequest().events,
  { conversationId, createdAt = NOW, email, name = 'Sanne Voorbeeld', contact }: Given = {},
): Promise<RequestRow> {
  const id = newId<RequestId>();
  const { state, headHash, events: rows } = logged(id, events);
  const row: RequestRow = {
    id,
    number: newRequestNumber(),
    right: state.right,
    conversationId: conversationId ?? (await aConversation(tx, state.channel)),
    receivedAt: new Date(state.receivedAt),
    words: { text: 'Wat bewaren jullie van mij?', source: 'message-1' },
    name: null,
    email: null,
    emailHash: null,
    provenAt: state.level > 0 ? AT : null,
    state,
    headHash,
    ...(contact === undefined ? {} : { contact }),
  };
  const [first, ...rest] = rows;
  if (first === undefined) throw new Error('a request has at least one event');
  const begun = logged(id, events.slice(0, 1));
  await tx.requests.insert(
    { ...row, state: begun.state, headHash: begun.headHash, provenAt: null },
    [first],
    createdAt,
  );
  if (rest.length === 0) return row;
  const identity = email === undefined ? undefined : { name, email, emailHash: sha256(email) };
  await tx.requests.append(row, rest, identity);
  return { ...row, ...identity };
}

export function openedOn(staffDue: string, more: Partial<ReturnType<typeof opened>> = {}): RequestEvent {
  const event = opened(more.right);
  return { ...event, due: { ...event.due, staffDue: day(staffDue) }, ...more };
}

export function aChallenge(requestId: RequestId, more: Partial<NewChallenge> = {}): NewChallenge {
  return {
    id: newId(),
    requestId,
    conversationId: null,
    purpose: 'prove_mailbox',
    address: 'sanne@example.nl',
    addressHash: 'hash of the address',
    limitHash: 'hash of the address as counted',
    codeHash: 'hash of the code',
    ipHash: null,
    reportTokenHash: randomUUID(),
    createdAt: NOW,
    ...more,
  };
}

export function aTask(more: Partial<NewTask> = {}): NewTask {
  return {
    id: newId(),
    kind: 'human_wanted',
    openKey: randomUUID(),
    requestId: null,
    conversationId: null,
    dueDay: day('2026-11-05'),
    params: { source: 'jouwweb', days: 3 },
    createdAt: NOW,
    ...more,
  };
}

/** Somebody who was invited to the desk by a person. */
export function aStaffMember(email: string, more: Partial<NewStaff> = {}): NewStaff {
  return { email, slackUserId: null, name: 'Joris', owner: false, configured: false, ...more };
}

/** The card of a request in Slack, as it was shown once. */
export async function storeCard(tx: Tx, requestId: RequestId, externalId: string, at = NOW): Promise<void> {
  await tx.requests.placeCard({ requestId, channel: 'slack', externalId }, null, at);
  await tx.requests.markCardShown(requestId, externalId, 1, at);
}
