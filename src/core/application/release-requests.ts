import type { CoreSettings } from './core-settings.ts';
import { runCommand } from './run-command.ts';

/** The open requests of somebody who left belong to nobody in particular; each in a transaction of its own. */
export async function releaseRequests({ store, clock }: CoreSettings, staffId: string): Promise<void> {
  const assigned = await store.transaction((tx) => tx.requests.assignedTo(`staff:${staffId}`));
  for (const { id } of assigned)
    await store.transaction(async (tx) => {
      const request = await tx.requests.lock(id);
      if (request === undefined) return;
      await runCommand(tx, request, { type: 'assign', by: 'system', to: null }, clock.now());
    });
}
