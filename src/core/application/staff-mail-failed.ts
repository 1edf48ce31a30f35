import { addTask } from './add-task.ts';
import type { Tx } from './ports.ts';

/** Whether a mail of this kind goes to a member of staff. */
export function isForStaff(kind: string): boolean {
  return kind === 'sign_in' || kind === 'staff_alert' || kind === 'reminder';
}

/**
 * An alarm or reminder that nobody read is work at the desk, and told in the staff's channel (R24, R30). One task while it is
 * open: the alarm about it, which may come back as well, raises no other. Who asked for a link to sign in sees it missing.
 */
export async function staffMailFailed(tx: Tx, kind: string, reason: string, now: Date): Promise<void> {
  if (!isForStaff(kind) || kind === 'sign_in') return;
  await addTask(tx, { kind: 'alarm_failed', about: 'staff', params: { reason } }, now);
}
