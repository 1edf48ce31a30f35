import type { RequestRow, TaskRow } from '../../core/application/core-api.ts';
import { addDays, type CalendarDay } from '../../core/kernel/calendar-day.ts';
import { LIMITS } from '../../core/kernel/limits.ts';

/** So many days before its date an unproven request is no longer left to itself. */
const NEAR_DAYS = 3;

export type WorkItem = { readonly due: CalendarDay; readonly urgent: boolean } & (
  | { readonly kind: 'request'; readonly request: RequestRow; readonly tasks: readonly TaskRow[] }
  | { readonly kind: 'task'; readonly task: TaskRow }
);

export interface TodayWork {
  /** What waits for a person: raised and overdue first, then by date. */
  readonly forStaff: readonly WorkItem[];
  /** Tasks of unproven chats besides those that are shown: a number and a list, against flooding (R29). */
  readonly moreCalls: number;
  /** Open requests that go on by themselves or wait for the customer. */
  readonly running: readonly RequestRow[];
  /** Chat requests nobody has proven yet: a number only, against flooding (R29). */
  readonly unproven: number;
  /** Those of them whose date is near or past: their term runs on whoever asked (AVG 12(3)). */
  readonly unprovenDue: number;
  /** Unproven ones included. */
  readonly overdue: number;
}

/** Divides the open work; a request's own tasks stand under it. */
export function todayWork(
  today: CalendarDay,
  open: readonly RequestRow[],
  unproven: readonly RequestRow[],
  tasks: readonly TaskRow[],
): TodayWork {
  const chats = new Set(unproven.map(({ id }) => id));
  const proven = open.filter(({ id }) => !chats.has(id));
  const items = proven.map((request) => {
    const own = tasks.filter(({ requestId }) => requestId === request.id);
    const due = own.map(({ dueDay }) => dueDay).reduce(earlier, request.staffDue);
    return { kind: 'request', request, tasks: own, due, urgent: request.raised || due < today } as const;
  });
  const shown = new Set(proven.map(({ id }) => id));
  const loose = tasks
    .filter(({ requestId }) => requestId === null || !shown.has(requestId))
    .map((task) => ({ kind: 'task', task, due: task.dueDay, urgent: task.dueDay < today }) as const);
  const forStaff = items.filter(
    ({ request, tasks: own, urgent }) => urgent || own.length > 0 || request.status === 'awaiting_approval',
  );
  const anonymous = loose.filter(({ task }) => task.anonymous === true).sort(byUrgency);
  const shownCalls = anonymous.slice(0, LIMITS.anonymousTasksShown.most);
  const known = loose.filter(({ task }) => task.anonymous !== true);
  return {
    forStaff: [...forStaff, ...known, ...shownCalls].sort(byUrgency),
    moreCalls: anonymous.length - shownCalls.length,
    running: items
      .filter((item) => !forStaff.includes(item))
      .map(({ request }) => request)
      .sort((a, b) => compare(a.staffDue, b.staffDue)),
    unproven: unproven.length,
    unprovenDue: unproven.filter(({ staffDue }) => staffDue <= addDays(today, NEAR_DAYS)).length,
    overdue: [...proven, ...unproven].filter(({ overdue }) => overdue).length,
  };
}

function byUrgency(a: WorkItem, b: WorkItem): number {
  return Number(b.urgent) - Number(a.urgent) || compare(a.due, b.due);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function earlier(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b;
}
