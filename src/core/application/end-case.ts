import { forgetAsked, forgetRequest } from '../conversation/forget-request.ts';
import { keptRecords } from '../fulfilment/kept-records.ts';
import { startOfMonth } from '../kernel/clock.ts';
import type { RequestId } from '../kernel/ids.ts';
import { type CaseClass, cutoff } from '../kernel/retention-terms.ts';
import { chainHash } from '../register/event-chain.ts';
import { whatRemains } from '../register/what-remains.ts';
import { type CaseFacts, caseClass, type KeptRefusal } from '../request/case-retention.ts';
import { decideRequest } from '../request/decide-request.ts';
import type { AnonymisedEvent } from '../request/request-events.ts';
import { hasEnded } from '../request/request-state.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

const SYSTEM = 'system';

/**
 * Anonymises a closed request whose term is over (R34): its last entry takes the place of it and of all that belongs
 * to it. A card that is left in a staff channel is removed first, by a job that comes back here (R25). Answers why it
 * is kept; `gone` when it was anonymised before, or opened again.
 */
export async function endCase(
  { store }: Pick<CoreSettings, 'store'>,
  id: RequestId,
  now: Date,
): Promise<'anonymised' | 'gone' | KeptRefusal> {
  return store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request === undefined || !hasEnded(request.state)) return 'gone';
    const found = await tx.retention.caseFacts(request);
    const facts = { ...found, holds: (await plannedHolds(tx, request)) ?? found.holds };
    const events = (await tx.requests.events(id)).map(({ event }) => event);
    const remains = whatRemains(events, facts.holds);
    const command = { type: 'anonymise', by: SYSTEM, facts, ...remains } as const;
    const decided = decideRequest(request.state, command, now);
    if (!decided.ok) return keep(tx, request, decided.refusal.code);
    const [event] = decided.value;
    if (event?.type !== 'anonymised') throw new Error('anonymising a request is one event');
    await anonymise(tx, request, event, caseClass(request.state, facts.erasedSince), now);
    return 'anonymised';
  });
}

/**
 * What the approved plan of an erasure keeps: its file stays as long, as its letter says (R34). What was found with a hold
 * and went nevertheless keeps nothing. Undefined where no plan was carried out.
 */
async function plannedHolds(tx: Tx, { id, state }: RequestRow): Promise<CaseFacts['holds'] | undefined> {
  if (state.right !== 'erasure' || state.status !== 'answered') return undefined;
  const outcome = (await tx.answers.latestLetter(id))?.input.outcome ?? null;
  if (outcome?.right !== 'erasure' || outcome.result !== 'planned') return undefined;
  return keptRecords(outcome.plan, []).map(({ ground, until }) => ({ basis: ground, until }));
}

async function keep(tx: Tx, { id }: RequestRow, code: string): Promise<KeptRefusal> {
  if (code === 'retention.card_left') await tx.enqueue('remove-card', { requestId: id });
  const known = KEPT.find((refusal) => refusal === code);
  if (known === undefined) throw new Error(`unexpected refusal ${code}`);
  return known;
}

const KEPT: readonly KeptRefusal[] = [
  'retention.not_due',
  'retention.task_open',
  'retention.complaint_open',
  'retention.mail_waits',
  'retention.hold',
  'retention.card_left',
];

async function anonymise(
  tx: Tx,
  request: RequestRow,
  event: AnonymisedEvent,
  name: CaseClass,
  now: Date,
): Promise<void> {
  const { state, conversationId, headHash: previousHash } = request;
  if (!hasEnded(state)) throw new Error('an open request is never anonymised');
  const sequence = state.sequence + 1;
  // A day would say when the term began (law.md 6.6: months, not days).
  const at = startOfMonth(now);
  const hash = chainHash(previousHash, { requestId: request.id, sequence, at, by: SYSTEM, event });
  const entry = { sequence, at, event, previousHash, hash };
  const erasedUntil = name === 'erasure_case' ? new Date(state.closedAt) : null;
  const said = { before: cutoff(name, now), erasedUntil };
  if ((await tx.retention.anonymise(request, entry, said)) === 'removed') return;
  const row = await tx.conversations.byId(conversationId);
  if (row === undefined) return;
  const others = await tx.requests.ofConversation(conversationId);
  // After an erasure only a request that still has to be proven needs them, for its code.
  const needsName =
    erasedUntil === null
      ? others.length > 0
      : others.some((other) => !hasEnded(other.state) && other.state.level === 0);
  const left = forgetRequest(row.dialogue, request.number, needsName);
  const dialogue = erasedUntil === null ? left : forgetAsked(left, erasedUntil);
  await tx.conversations.save(conversationId, { dialogue });
}
