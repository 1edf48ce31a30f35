import { followChain } from '../register/event-chain.ts';
import { findFault, type RegisterFault } from '../register/find-fault.ts';
import type { Tx } from './ports.ts';

/** Checks the log of one request against its head, as the check of the register does for all. */
export async function checkLog(
  tx: Tx,
  requestId: string,
): Promise<{ readonly entries: number; readonly fault: RegisterFault | null }> {
  const log = await tx.register.log(requestId);
  const chain = log?.standing === undefined ? undefined : followChain(log.standing.begin);
  let entries = 0;
  for await (const entry of tx.register.entries([requestId])) {
    chain?.add(entry);
    entries += 1;
  }
  return { entries, fault: findFault(log?.standing, log?.head, chain) ?? null };
}
