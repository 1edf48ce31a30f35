import type { RequestId } from '../kernel/ids.ts';
import { profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { logName } from './staff-actor.ts';

/**
 * To whom alarms are mailed: every owner, the deputy of the shop profile (R30), and who works on this request. Only who works here and has an
 * address: empty when there is nobody.
 */
export async function alarmReceivers(tx: Tx, about: RequestId | null = null): Promise<readonly string[]> {
  const { deputy } = await profileIn(tx);
  const assignee = about === null ? undefined : (await tx.requests.byId(about))?.state.assignee;
  const staff = (await tx.staff.all()).filter((member) => member.active);
  const told = staff.filter(
    (member) => member.owner || member.email === deputy || logName(member) === assignee,
  );
  return [...new Set(told.map(({ email }) => email))].filter(isAddress);
}

function isAddress(address: string | null): address is string {
  return address !== null;
}
