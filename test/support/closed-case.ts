import { randomUUID } from 'node:crypto';
import type { Tx } from '../../src/core/application/ports.ts';
import type { LoggedEvent, RequestRow } from '../../src/core/application/rows.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { after, DAY } from '../../src/core/kernel/clock.ts';
import { sha256 } from '../../src/core/kernel/digest.ts';
import { type ConversationId, newId, newRequestNumber, type RequestId } from '../../src/core/kernel/ids.ts';
import type { Right } from '../../src/core/kernel/rights.ts';
import { CHAIN_START, chainHash } from '../../src/core/register/event-chain.ts';
import { evolveRequest } from '../../src/core/request/evolve-request.ts';
import type { RequestEvent } from '../../src/core/request/request-events.ts';
import type { FoldedState } from '../../src/core/request/request-state.ts';
import { aRequest, opened } from './request-builder.ts';

export interface CaseGiven {
  readonly right: Right;
  /** `open` was proven and waits for a decision. */
  readonly end: 'answered' | 'refused' | 'withdrawn' | 'open';
  readonly proven: boolean;
  readonly closedAt: Date;
  readonly conversationId?: ConversationId;
  readonly email?: string;
}

/** Somebody's name, words and address: nothing of it may be left when the term is over. */
export const PERSON = { name: 'Sanne Voorbeeld', words: 'Zwartekat wil weten wat u bewaart' };

/** A stored request as it stood when it was closed, received five days before, with its whole log. */
export async function storeCase(tx: Tx, given: CaseGiven): Promise<RequestRow> {
  const { right, closedAt, email = 'sanne@example.nl' } = given;
  const id = newId<RequestId>();
  const receivedAt = after(closedAt, -5 * DAY);
  const [first, ...rest] = chain(id, eventsOf(given, receivedAt), closedAt);
  if (first === undefined) throw new Error('a request has at least one event');
  const begun = { state: first.state, headHash: first.entry.hash };
  const { state, entry } = rest.at(-1) ?? first;
  const conversationId =
    given.conversationId ?? (await tx.conversations.lock('telegram', randomUUID(), 'nl', closedAt)).id;
  await tx.conversations.save(conversationId, { lastAt: closedAt });
  const row = {
    id,
    number: newRequestNumber(),
    right,
    conversationId,
    receivedAt,
    words: { text: PERSON.words, source: '73100045:1' },
    name: null,
    email: null,
    emailHash: null,
    provenAt: null,
  };
  await tx.requests.insert({ ...row, ...begun }, [first.entry], receivedAt);
  const identity = given.proven ? { name: PERSON.name, email, emailHash: sha256(email) } : undefined;
  const closed = { ...row, state, headHash: entry.hash, provenAt: given.proven ? closedAt : null };
  if (rest.length > 0)
    await tx.requests.append(
      closed,
      rest.map((one) => one.entry),
      identity,
    );
  return { ...closed, ...identity };
}

function eventsOf({ right, end, proven }: CaseGiven, receivedAt: Date): readonly RequestEvent[] {
  const receivedDay = amsterdamDay(receivedAt);
  const due = addDays(receivedDay, 30);
  const days = { receivedDay, legalDue: due, policyDue: due, customerDue: due, staffDue: due };
  const begin = { ...opened(right), receivedAt: receivedAt.toISOString(), due: days };
  const request = aRequest(right, [begin]);
  if (!proven) return (end === 'open' ? request : request.withdrawn()).events;
  if (end === 'withdrawn') return request.searched().withdrawn().events;
  const drafted = request.awaitingApproval(
    end === 'refused' ? 'refusal' : right === 'access' ? 'access_answer' : 'decision',
  );
  if (end === 'open') return drafted.events;
  const ground = { type: 'refusal_prepared', ground: 'excessive', article: '' } as const;
  return (end === 'refused' ? drafted.then(ground) : drafted)
    .seen()
    .approved(receivedAt)
    .then({ type: 'sent', outcome: end }).events;
}

function chain(requestId: RequestId, events: readonly RequestEvent[], at: Date) {
  let folded: FoldedState | null = null;
  let previousHash = CHAIN_START;
  const rows = [];
  for (const event of events) {
    const state: FoldedState = evolveRequest(folded, event, { by: 'system', at });
    if (state.status === 'anonymised') throw new Error('a case is not anonymised yet');
    const { sequence } = state;
    const hash = chainHash(previousHash, { requestId, sequence, at, by: 'system', event });
    const entry: LoggedEvent = { sequence, at, by: 'system', event, previousHash, hash };
    rows.push({ state, entry });
    folded = state;
    previousHash = hash;
  }
  return rows;
}
