import { after } from '../kernel/clock.ts';
import { asId, type TaskId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import { alarmOwner } from './alarm-owner.ts';
import { alarmReceivers } from './alarm-receivers.ts';
import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';

const QUIET_MS = LIMITS.anonymousAlarms.withinMs;

/**
 * The alarm about a task (R30). Anybody can make tasks in a chat without proof: the first of those alarms at once, what
 * follows within the quarter of an hour is held and told together (R29). A reported breach never waits (R37).
 * `nobody`: there is nobody to mail.
 */
export async function alarmOrHold(
  tx: Tx,
  task: TaskRow,
  now: Date,
  late?: true,
): Promise<'alarmed' | 'held' | 'nobody'> {
  if (task.anonymous !== true || task.kind === 'breach_reported')
    return (await alarmOwner(tx, task, now, late)) ? 'alarmed' : 'nobody';
  if ((await alarmReceivers(tx)).length === 0) return 'nobody';
  const id = asId<TaskId>(task.id);
  const last = await tx.tasks.lastAlarm();
  if (last !== undefined && after(last, QUIET_MS) > now) {
    await tx.tasks.hold(id, now);
    await tx.enqueue('tell-held', {}, { startAt: after(last, QUIET_MS) });
    return 'held';
  }
  await alarmOwner(tx, task, now, late);
  await tx.tasks.markAlarmed(id, now);
  return 'alarmed';
}
