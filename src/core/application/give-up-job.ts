import type { LetterId, RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { recordSearches } from './record-searches.ts';
import { runCommand } from './run-command.ts';

/** A source could not be searched, however often: the others go on, and staff can look there by hand (row 52). */
export async function giveUpSearch(
  settings: CoreSettings,
  requestId: RequestId,
  source: string,
  code: 'search.gave_up' | 'search.not_connected' = 'search.gave_up',
): Promise<void> {
  const coverage = { status: 'failed', code, retryable: false } as const;
  await settings.store.transaction((tx) =>
    recordSearches(tx, settings, requestId, [{ source, coverage, records: [] }], 'system'),
  );
}

/** An approved answer could not be made ready for the mail: staff are told, and find out how it still gets there. */
export async function giveUpAnswer(
  settings: CoreSettings,
  requestId: RequestId,
  letterId: LetterId,
  reason: string,
): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request === undefined || (await tx.mails.waitsFor(letterId))) return;
    const failed = await runCommand(tx, request, { type: 'fail_send', by: 'system', letterId, reason }, now);
    if (failed.ok)
      await addTask(tx, { kind: 'delivery_failed', about: requestId, requestId, params: { reason } }, now);
  });
}
