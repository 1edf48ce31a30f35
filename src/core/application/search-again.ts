import type { Actor } from '../approval/staff-channel.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import { after, HOUR, MINUTE } from '../kernel/clock.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import type { LoggedEvent } from './rows.ts';
import { runCommand } from './run-command.ts';
import { logName, staffMember } from './staff-actor.ts';

/** A system that is down for a moment needs nobody: so long after each failed search there is another one. */
const AGAIN_AFTER = [5 * MINUTE, 30 * MINUTE, 2 * HOUR];

/** When a search that failed is done again, after so many attempts; undefined when a person has to look. */
export function againAt(coverage: Coverage, attempt: number, now: Date): Date | undefined {
  const wait = AGAIN_AFTER[attempt - 1];
  return coverage.status === 'failed' && coverage.retryable && wait !== undefined
    ? after(now, wait)
    : undefined;
}

/** How often a search of this source was asked for again: each time ends the attempts of the one before. */
export function timesContinued(events: readonly LoggedEvent[], source: string): number {
  return events.filter(({ event }) => event.type === 'search_continued' && event.sources.includes(source))
    .length;
}

/** A person lets a system be searched again that had failed, now instead of later or after the last attempt. */
export function searchAgain(
  { store, clock }: CoreSettings,
  requestId: string,
  source: string,
  by: Actor,
): Promise<Result<null, 'source.not_failed' | 'source.too_late'>> {
  return store.transaction(async (tx) => {
    const member = await staffMember(tx, by);
    const request = await tx.requests.lock(asId<RequestId>(requestId));
    if (member === undefined || request === undefined) return refuse('source.not_failed');
    const { state } = request;
    if (!('searches' in state) || state.searches[source]?.coverage !== 'failed')
      return refuse('source.not_failed');
    const again = { type: 'continue_search', by: logName(member), sources: [source] } as const;
    const begun = await runCommand(tx, request, again, clock.now());
    if (!begun.ok) return refuse('source.too_late');
    await tx.enqueue('gather-source', { requestId: request.id, source });
    return ok(null);
  });
}
