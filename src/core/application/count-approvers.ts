import type { Tx } from './ports.ts';

/** How many people may decide here (R19, R26): everybody who works at the desk now, once. */
export async function countApprovers(tx: Tx): Promise<number> {
  return (await tx.staff.all()).filter(({ active }) => active).length;
}
