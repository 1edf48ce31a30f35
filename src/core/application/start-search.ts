import { type CoreSettings, profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Starts the search of every source for a proven request; one job per source, so that one failing blocks no other. */
export async function startSearch(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  now: Date,
): Promise<RequestRow> {
  const profile = await profileIn(tx);
  const sources = settings.sources(profile).map((processor) => processor.capabilities().source);
  const started = await runCommand(tx, request, { type: 'start_search', by: 'system', sources }, now);
  if (!started.ok) return request;
  // First: what is joined needs no search of its own.
  await tx.enqueue('join-requests', { requestId: request.id });
  for (const source of sources) await tx.enqueue('gather-source', { requestId: request.id, source });
  return started.value;
}
