import type { NotAnsweredYet } from '../conversation/messages.ts';
import type { Deadlines } from '../deadline/compute-deadlines.ts';
import { stoppedSince } from '../deadline/stopped-since.ts';
import { toldDays } from '../deadline/told-days.ts';
import { isDaytime, isSpent } from '../deadline/working-hours.ts';
import { actsNow } from '../kernel/acts-now.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import { isInPerson } from '../kernel/rights.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import { isOpen, type OpenState } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { clockOf, deadlinesOf } from './deadlines-of.ts';
import { isolatedSteps } from './isolated-steps.ts';
import { lockRequest } from './lock-request.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { tellSilent } from './tell-silent.ts';
import { tellUnopened } from './tell-unopened.ts';
import { toldStatus } from './told-status.ts';

const BATCH = 100;
/** The ledger's name of what a customer is told about a promised day. */
const TOLD = 'told';

/**
 * On a day by which an answer was promised and is not out, its customer hears how it stands (R30): in the last working
 * hour of that day, or in the daytime of a later one when the day was missed. Each request in a transaction of its own,
 * with the ledger. Who was asked who he is and does not answer is reminded as well, and
 * who does not open a copy. Answers how many were told.
 */
export async function tellCustomers(settings: CoreSettings, now: Date): Promise<number> {
  if (!isDaytime(now)) return 0;
  const { store } = settings;
  let told = 0;
  let after: RequestId | null = null;
  const { attempt, failed } = isolatedSteps();
  for (;;) {
    const found: readonly RequestId[] = await store.transaction((tx) =>
      tx.reminders.customerOwed(amsterdamDay(now), after, BATCH),
    );
    for (const id of found) {
      // one that cannot be read keeps nothing from the others
      await attempt(
        'request',
        async () => {
          if (await store.transaction((tx) => tell(tx, settings, id, now))) told += 1;
        },
        undefined,
      );
    }
    const last = found.at(-1);
    if (last === undefined || found.length < BATCH) break;
    after = last;
  }
  const [first] = failed;
  if (first !== undefined) throw first.error;
  return told;
}

async function tell(tx: Tx, settings: CoreSettings, id: RequestId, now: Date): Promise<boolean> {
  const request = await lockRequest(tx, id);
  if (request === undefined) return false;
  const { state } = request;
  if (!isOpen(state)) {
    const { told, next } = await tellUnopened(tx, settings, request, now);
    await tx.reminders.lookAgain(id, { customer: next });
    return told;
  }
  const events = await tx.requests.events(id);
  const dates = deadlinesOf(request, events, new Set());
  const ledger = await tx.reminders.ledger(id);
  const days = toldDays(dates).filter((day) => ledger.get(day)?.has(TOLD) !== true);
  const spent = days.filter((day) => isSpent(day, now));
  const promised = spent.at(-1);
  // Approved and leaving by itself today: the first run of tomorrow finds it sent, or says that it was not.
  if (promised !== undefined && leavesToday(state, now)) return false;
  const since = stoppedSince(request.receivedAt, clockOf(events));
  const asked = since === null ? undefined : { day: since, ledger: ledger.get(since) ?? new Set<string>() };
  const silent = asked && (await tellSilent(tx, settings, request, asked, now));
  const ahead = [days.find((day) => !spent.includes(day)), silent?.next ?? undefined];
  const [next = null] = ahead.filter((day) => day !== undefined).sort();
  await tx.reminders.lookAgain(id, { customer: next });
  if (promised === undefined) return silent?.told === true;
  for (const day of spent) await tx.reminders.enter(id, day, [TOLD], newId(), now);
  const message = messageOf(request, state, { promised, dates, askedDay: since, now });
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

/** Not where people do something by hand first: when they are ready nobody knows. */
function leavesToday(state: OpenState, now: Date): boolean {
  if (state.status !== 'executing' || !stepsAreDone(state)) return false;
  return amsterdamDay(new Date(state.sendAt)) === amsterdamDay(now);
}

function messageOf(
  { number, right }: RequestRow,
  state: OpenState,
  how: {
    readonly promised: CalendarDay;
    readonly dates: Deadlines;
    readonly askedDay: CalendarDay | null;
    readonly now: Date;
  },
): NotAnsweredYet {
  const { promised, dates, askedDay, now } = how;
  const today = amsterdamDay(now);
  const later = dates.extendedDue ?? dates.safeDuePaused;
  return {
    kind: 'not_answered_yet',
    number,
    dueDay: promised,
    ...(promised < today ? { past: true } : {}),
    ...(askedDay === null
      ? { waitsFor: waitsFor(state, actsNow(right)) }
      : { waitsFor: 'identity', askedDay }),
    ...(later !== null && later > today ? { nextDay: later } : {}),
  };
}

function waitsFor(state: OpenState, staffActAtOnce: boolean): NotAnsweredYet['waitsFor'] {
  const status = toldStatus(state);
  if (status === 'gathering') return 'search';
  if (status === 'executing') return 'sending';
  return status === 'awaiting_approval' || staffActAtOnce || isInPerson(state.channel) ? 'staff' : 'code';
}
