import type { CalendarDay } from '../kernel/calendar-day.ts';
import { asId, type ConversationId, idOf, newId, type RequestId, type TaskId } from '../kernel/ids.ts';
import type { TaskKind } from './core-api.ts';
import { workdaysLater } from './due-days.ts';
import type { Tx } from './ports.ts';

/** Working days within which a person takes up each kind of task. */
const WORKDAYS: Readonly<Record<TaskKind, number>> = {
  human_wanted: 3,
  urgent_help: 0,
  codes_paused: 1,
  fresh_export: 3,
  columns_unknown: 3,
  drop_refused: 1,
  manual_search: 5,
  delivery_failed: 1,
  restored: 1,
  put_back: 0,
  mail_delayed: 1,
  not_me: 1,
  unanswered_question: 1,
  act_now: 1,
  open_order: 0,
  stop_doing: 0,
  breach_reported: 0,
  customer_replied: 1,
  held_mail: 1,
  mailbox_closed: 0,
  mailbox_mail: 1,
  card_left: 5,
  job_failed: 1,
  register_broken: 0,
  card_failed: 1,
  alarm_failed: 0,
  unreadable: 1,
  carry_out: 1,
  finish_by_hand: 1,
  recipient_silent: 10,
  hold_ended: 5,
  rows_came_back: 3,
  two_years: 10,
  yearly_export: 10,
  stop_mailing: 1,
  identity_unanswered: 3,
  policy_drift: 10,
  policy_mail_failed: 5,
};

/** By when somebody who asked for a person at this instant has an answer (R5). */
export function answeredBy(asked: Date): CalendarDay {
  return workdaysLater(asked, WORKDAYS.human_wanted);
}

/** Gives staff work once per `about`, and tells them by a job of the same transaction. */
export async function addTask(
  tx: Tx,
  task: {
    readonly kind: TaskKind;
    readonly about: string;
    readonly requestId?: RequestId;
    readonly conversationId?: ConversationId;
    readonly params?: Readonly<Record<string, string | number>>;
    /** Not again when somebody has done it: what is wrong may stay as it is. */
    readonly once?: true;
  },
  now: Date,
): Promise<void> {
  const id = task.once === true ? idOf<TaskId>(taskKey(task.kind, task.about)) : newId<TaskId>();
  const added = await tx.tasks.add({
    id,
    kind: task.kind,
    openKey: taskKey(task.kind, task.about),
    requestId: task.requestId ?? null,
    conversationId: task.conversationId ?? null,
    dueDay: workdaysLater(now, WORKDAYS[task.kind]),
    params: task.params ?? {},
    createdAt: now,
  });
  if (added) await tx.enqueue('tell-staff', { taskId: asId(id) });
}

/** The key under which at most one task is open. */
export function taskKey(kind: TaskKind, about: string): string {
  return `${kind}:${about}`;
}
