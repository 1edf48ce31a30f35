import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import { isOpen, toldDue } from '../request/request-state.ts';
import { addToConversation } from './ask-customer.ts';
import { wasByHand } from './by-hand.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { clockOf, datesWith } from './deadlines-of.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import { endWork } from './end-work.ts';
import { isOwnRequest } from './is-own-request.ts';
import { namesAt } from './is-same-person.ts';
import { lockRequests } from './lock-request.ts';
import { mayJoin } from './may-join.ts';
import type { Tx } from './ports.ts';
import { redraft } from './prepare-answer.ts';
import { recordSearches, type SourceFinding } from './record-searches.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * R12: who asks the same twice, here and in another chat, gets one answer. Once both mailboxes are proven, and are the
 * same, the later request is joined to the earlier one, whose receipt counts; one whose answer leaves already stays and
 * takes the other in. What nobody has proven joins nothing and is joined by nothing.
 */
export async function joinRequests(settings: CoreSettings, id: RequestId): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const proven = await tx.requests.byId(id);
    if (proven === undefined || proven.emailHash === null || !isOpen(proven.state)) return;
    const known = await tx.requests.ofProvenAddress(proven.emailHash);
    const others = known.filter(
      (other) => other.id !== id && isOpen(other.state) && other.right === proven.right,
    );
    if (others.length === 0) return;
    const locked = await lockRequests(tx, [id, ...others.map((other) => other.id)]);
    const asking: RequestRow[] = [];
    for (const request of locked)
      if (isOpen(request.state) && request.state.level > 0 && (await isOwnRequest(tx, request)))
        asking.push(request);
    let [stays, ...rest] = asking.sort(whichStays);
    for (const other of rest)
      if (stays !== undefined && mayJoin(stays, other, namesAt(known)))
        stays = await join(tx, settings, stays, other);
  });
}

function whichStays(one: RequestRow, other: RequestRow): number {
  const leaving = Number(other.state.status === 'executing') - Number(one.state.status === 'executing');
  return leaving || one.receivedAt.getTime() - other.receivedAt.getTime() || (one.id < other.id ? -1 : 1);
}

/** Answers the request that stays, as it is then. */
async function join(
  tx: Tx,
  settings: CoreSettings,
  stays: RequestRow,
  other: RequestRow,
): Promise<RequestRow> {
  const now = settings.clock.now();
  const { receivedAt, raised } = other.state;
  // What happened to the clock of the one that stays counts from the earlier receipt as well.
  const clock = clockOf(await tx.requests.events(stays.id));
  const from = { ...stays, receivedAt: new Date(receivedAt) };
  const due = daysToKeep(datesWith(from, clock, closingDays(await profileIn(tx))));
  const taking = { type: 'take_in', by: 'system', other: other.number, receivedAt, due, raised } as const;
  const took = await runCommand(tx, stays, taking, now);
  if (!took.ok) return stays;
  const into = took.value;
  const joining = { type: 'join', by: 'system', into: into.number, due: into.state.due } as const;
  const joined = await runCommand(tx, other, joining, now);
  if (!joined.ok) throw new Error(`a request that was to be joined is ${other.state.status}`);
  await handOver(tx, settings, joined.value, into);
  await endWork(tx, joined.value, 'system', now);
  await tellBoth(tx, settings, joined.value, into, now);
  return (await tx.requests.lock(into.id)) ?? into;
}

/** What a person searched by hand for the one need not be searched again for the other. */
async function handOver(tx: Tx, settings: CoreSettings, from: RequestRow, into: RequestRow): Promise<void> {
  const byHand: SourceFinding[] = [];
  for (const { source, coverage, records } of (await tx.requests.searches(from.id)).filter(wasByHand))
    byHand.push({ source, coverage, records: await tx.requests.whole(from.id, source, records) });
  if (byHand.length > 0) await recordSearches(tx, settings, into.id, byHand, 'system');
  // The letter names every chat service that this person wrote through (R28).
  const present = await tx.requests.lock(into.id);
  if (present?.state.status === 'awaiting_approval') await redraft(tx, settings, present);
}

/** Both chats belong to whoever reads this mailbox: each hears the number of the other one only now. */
async function tellBoth(
  tx: Tx,
  settings: CoreSettings,
  joined: RequestRow,
  into: RequestRow,
  now: Date,
): Promise<void> {
  const dueDay = toldDue(into.state.due);
  const due = dueDay < amsterdamDay(now) ? ({ dueDay, past: true } as const) : { dueDay };
  const here = { kind: 'joined', number: joined.number, into: into.number, ...due } as const;
  await addToConversation(tx, settings, joined.conversationId, here, now, joined.id);
  if (into.conversationId === joined.conversationId) return;
  const there = { kind: 'took_in', number: into.number, other: joined.number } as const;
  await addToConversation(tx, settings, into.conversationId, there, now, into.id);
}
