import { asId, type StaffId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';
import { runCommand } from './run-command.ts';
import { logName } from './staff-actor.ts';
import { goesOnAs } from './staff-row.ts';

/**
 * The open requests of somebody who left belong to nobody in particular, those of a Slack user who has become a member of
 * the desk to that member; each in a transaction of its own.
 */
export async function releaseRequests({ store, clock }: CoreSettings, staffId: string): Promise<void> {
  const { assigned, to } = await store.transaction(async (tx) => {
    const left = await tx.staff.byId(asId<StaffId>(staffId));
    const now = left === undefined ? undefined : goesOnAs(left);
    const there = now === undefined ? undefined : await tx.staff.acting(now);
    return {
      assigned: await tx.requests.assignedTo(`staff:${staffId}`),
      to: there === undefined ? null : logName(there),
    };
  });
  for (const { id } of assigned)
    await store.transaction(async (tx) => {
      const request = await tx.requests.lock(id);
      if (request === undefined) return;
      await runCommand(tx, request, { type: 'assign', by: 'system', to }, clock.now());
    });
}
