import type { NotAnsweredYet } from '../conversation/messages.ts';
import type { Deadlines } from '../deadline/compute-deadlines.ts';
import { toldDays } from '../deadline/told-days.ts';
import { isDaytime, isSpent } from '../deadline/working-hours.ts';
import { actsNow } from '../kernel/acts-now.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import { isInPerson } from '../kernel/rights.ts';
import { isOpen, type OpenState } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { clockOf, deadlinesOf } from './deadlines-of.ts';
import { lockRequest } from './lock-request.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';
import { toldStatus } from './told-status.ts';

const BATCH = 100;
/** The ledger's name of what a customer is told about a promised day. */
const TOLD = 'told';

/**
 * On a day by which an answer was promised and is not out, its customer hears how it stands (R30): in the last working
 * hour of that day, or in the daytime of a later one when the day was missed. Each request in a transaction of its own,
 * with the ledger. Answers how many were told.
 */
export async function tellCustomers(settings: CoreSettings, now: Date): Promise<number> {
  if (!isDaytime(now)) return 0;
  const { store } = settings;
  let told = 0;
  let after: RequestId | null = null;
  for (;;) {
    const found: readonly RequestId[] = await store.transaction((tx) =>
      tx.reminders.customerOwed(amsterdamDay(now), after, BATCH),
    );
    for (const id of found) if (await store.transaction((tx) => tell(tx, settings, id, now))) told += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < BATCH) return told;
    after = last;
  }
}

async function tell(tx: Tx, settings: CoreSettings, id: RequestId, now: Date): Promise<boolean> {
  const request = await lockRequest(tx, id);
  if (request === undefined) return false;
  const { state } = request;
  if (!isOpen(state)) {
    await tx.reminders.lookAgain(id, { customer: null });
    return false;
  }
  const events = await tx.requests.events(id);
  const dates = deadlinesOf(request, events, new Set());
  const ledger = await tx.reminders.ledger(id);
  const days = toldDays(dates).filter((day) => ledger.get(day)?.has(TOLD) !== true);
  const spent = days.filter((day) => isSpent(day, now));
  const promised = spent.at(-1);
  // Approved and leaving by itself today: the first run of tomorrow finds it sent, or says that it was not.
  if (promised !== undefined && leavesToday(state, now)) return false;
  await tx.reminders.lookAgain(id, { customer: days.find((day) => !spent.includes(day)) ?? null });
  if (promised === undefined) return false;
  for (const day of spent) await tx.reminders.enter(id, day, [TOLD], newId(), now);
  const message = messageOf(request, state, { promised, dates, events, now });
  if (isInPerson(state.channel)) {
    // Nothing that is written here reaches anybody: a person calls.
    const task = { kind: 'delivery_failed', about: `told:${id}`, params: { reason: 'no_channel' } } as const;
    await addTask(tx, { ...task, requestId: id }, now);
    return true;
  }
  await addToConversation(tx, settings, request.conversationId, message, now, id);
  await mailToProven(tx, { conversationId: request.conversationId, requestId: id }, message, now);
  return true;
}

function leavesToday(state: OpenState, now: Date): boolean {
  return state.status === 'executing' && amsterdamDay(new Date(state.sendAt)) === amsterdamDay(now);
}

function messageOf(
  { number, right }: RequestRow,
  state: OpenState,
  how: {
    readonly promised: CalendarDay;
    readonly dates: Deadlines;
    readonly events: readonly LoggedEvent[];
    readonly now: Date;
  },
): NotAnsweredYet {
  const { promised, dates, events, now } = how;
  const today = amsterdamDay(now);
  const askedAt = dates.legalDue === null ? clockOf(events).findLast(asksIdentity)?.at : undefined;
  const later = dates.extendedDue ?? dates.safeDuePaused;
  return {
    kind: 'not_answered_yet',
    number,
    dueDay: promised,
    ...(promised < today ? { past: true } : {}),
    ...(askedAt === undefined
      ? { waitsFor: waitsFor(state, actsNow(right)) }
      : { waitsFor: 'identity', askedDay: amsterdamDay(askedAt) }),
    ...(later !== null && later > today ? { nextDay: later } : {}),
  };
}

function asksIdentity({ event }: { readonly event: string }): boolean {
  return event === 'identity_requested';
}

function waitsFor(state: OpenState, staffActAtOnce: boolean): NotAnsweredYet['waitsFor'] {
  const status = toldStatus(state);
  if (status === 'gathering') return 'search';
  if (status === 'executing') return 'sending';
  return status === 'awaiting_approval' || staffActAtOnce || isInPerson(state.channel) ? 'staff' : 'code';
}
