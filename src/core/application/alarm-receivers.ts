import { profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';

/**
 * To whom alarms are mailed: the owner, and the deputy of the shop profile (R30). Only who works here and has an
 * address: empty when there is nobody.
 */
export async function alarmReceivers(tx: Tx): Promise<readonly string[]> {
  const { deputy } = await profileIn(tx);
  const staff = (await tx.staff.all()).filter((member) => member.active);
  const owner = staff.find((member) => member.owner && member.email !== null);
  const second = staff.find((member) => member.email !== null && member.email === deputy);
  return [...new Set([owner?.email, second?.email])].filter(isAddress);
}

function isAddress(address: string | null | undefined): address is string {
  return address !== null && address !== undefined;
}
