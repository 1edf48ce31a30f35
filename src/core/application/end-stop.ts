import { EVIDENCE } from '../identity/evidence.ts';
import type { ProofMethod } from '../identity/identity-proof.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import type { NoticeRefusal } from '../request/decide-notice.ts';
import type { DoubtEvidence } from '../request/notice.ts';
import { toldDue } from '../request/request-state.ts';
import { taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { changeClock, clockOf, datesWith } from './deadlines-of.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import { mailToProven } from './mail-to-proven.ts';
import { narrowNotice } from './narrow-notice.ts';
import type { Tx } from './ports.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** What was asked came on this day: the clock runs on, and the customer hears by when there is an answer. */
export async function endStop(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  how: { readonly by: string; readonly day: CalendarDay },
  now: Date,
): Promise<Result<RequestRow, NoticeRefusal>> {
  const ended = await resume(tx, request, how, now);
  if (!ended.ok) return ended;
  await tellResumed(tx, settings, ended.value, now);
  return ended;
}

/**
 * A proof that was asked for, or a stronger one, is what the doubt waited for: the clock runs on from the day on which it
 * came, or today (law.md 2.10 d). The request as it was when none is awaited. The caller tells the customer.
 */
export async function endStopOnProof(
  tx: Tx,
  request: RequestRow,
  how: { readonly by: string; readonly method: ProofMethod; readonly day?: CalendarDay },
  now: Date,
): Promise<RequestRow> {
  if (request.state.due.legalDue !== null) return request;
  const asked = asksOf(await tx.requests.events(request.id));
  if (!asked.some((kind) => EVIDENCE[how.method].level >= EVIDENCE[kind].level)) return request;
  const day = how.day ?? amsterdamDay(now);
  const ended = await resume(tx, request, { by: how.by, day }, now);
  return ended.ok ? ended.value : request;
}

/** What the customer was asked for since the clock last ran: a draft that did not leave asked for nothing. */
function asksOf(events: readonly LoggedEvent[]): readonly DoubtEvidence[] {
  const drafts = new Map<string, readonly DoubtEvidence[]>();
  let asked: readonly DoubtEvidence[] = [];
  for (const { event } of events) {
    if (event.type === 'notice_prepared') drafts.set(event.letterId, event.asks ?? []);
    if (event.type === 'notice_sent') asked = [...asked, ...(drafts.get(event.letterId) ?? [])];
    if (event.type === 'redated' && event.cause === 'identity_verified') asked = [];
  }
  return asked;
}

/** In the conversation, and to a mailbox that was proven in it. */
export async function tellResumed(
  tx: Tx,
  settings: CoreSettings,
  { id, number, conversationId, state }: RequestRow,
  now: Date,
): Promise<void> {
  if (isInPerson(state.channel)) return;
  const dueDay = toldDue(state.due);
  const past = dueDay < amsterdamDay(now) ? { past: true } : {};
  const message = { kind: 'identity_received', number, dueDay, ...past } as const;
  await addToConversation(tx, settings, conversationId, message, now, id);
  await mailToProven(tx, { conversationId, requestId: id }, message, now);
}

async function resume(
  tx: Tx,
  request: RequestRow,
  { by, day }: { readonly by: string; readonly day: CalendarDay },
  now: Date,
): Promise<Result<RequestRow, NoticeRefusal>> {
  const clock = clockOf(await tx.requests.events(request.id));
  const after = changeClock(clock, { at: now, cause: 'identity_verified', on: day });
  const due = daysToKeep(datesWith(request, after, closingDays(await profileIn(tx))));
  const ended = await runCommand(tx, request, { type: 'end_stop', by, on: day, clock, due }, now);
  if (!ended.ok) return narrowNotice(ended);
  await tx.tasks.closeByKey(taskKey('identity_unanswered', request.id), by, now);
  return ok(ended.value);
}
