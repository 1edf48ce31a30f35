import { profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';

/**
 * To whom alarms are mailed: every owner, and the deputy of the shop profile (R30). Only who works here and has an
 * address: empty when there is nobody.
 */
export async function alarmReceivers(tx: Tx): Promise<readonly string[]> {
  const { deputy } = await profileIn(tx);
  const staff = (await tx.staff.all()).filter((member) => member.active);
  const told = staff.filter((member) => member.owner || member.email === deputy);
  return [...new Set(told.map(({ email }) => email))].filter(isAddress);
}

function isAddress(address: string | null): address is string {
  return address !== null;
}
