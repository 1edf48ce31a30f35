import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { OwnDateCause } from '../request/request-events.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { deadlinesOf } from './deadlines-of.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import type { ReminderRepository, Tx } from './ports.ts';
import { runCommand } from './run-command.ts';

const BATCH = 200;

/**
 * The dates of open requests follow the shop's closing days: each moved one is logged, and its card follows. `until` is
 * the last closing day that came or went; no later staff date can move. Answers how many moved; done again it moves
 * nothing.
 */
export async function redateOpen(settings: CoreSettings, until: CalendarDay): Promise<number> {
  const { store } = settings;
  let moved = 0;
  let after: Parameters<ReminderRepository['openUntil']>[1] = null;
  for (;;) {
    const found = await store.transaction((tx) => tx.reminders.openUntil(until, after, BATCH));
    for (const { id } of found)
      if (await store.transaction((tx) => redate(tx, id, settings.clock.now()))) moved += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < BATCH) return moved;
    after = last;
  }
}

/** Whether the days of one request are others now, by the shop's closing days or by the term of a complaint. */
export async function redate(
  tx: Tx,
  id: RequestId,
  now: Date,
  cause: OwnDateCause = 'closing_days',
): Promise<boolean> {
  const request = await tx.requests.lock(id);
  if (request === undefined) return false;
  const closed = closingDays(await profileIn(tx));
  const due = daysToKeep(deadlinesOf(request, await tx.requests.events(id), closed));
  const command = { type: 'redate', by: 'system', cause, due } as const;
  const done = await runCommand(tx, request, command, now);
  return done.ok && done.value !== request;
}

/** The last closing day that one profile has and the other has not; undefined when they agree. */
export function lastChangedDay(
  before: readonly CalendarDay[],
  after: readonly CalendarDay[],
): CalendarDay | undefined {
  const [old, next] = [new Set(before), new Set(after)];
  const changed = [...before.filter((day) => !next.has(day)), ...after.filter((day) => !old.has(day))];
  return changed.sort().at(-1);
}
