import type { Actor } from '../approval/staff-channel.ts';
import { isUndecided } from '../fulfilment/found-so-far.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import { redraft } from './prepare-answer.ts';
import { logName, staffMember } from './staff-actor.ts';
import { tellDecided } from './tell-decided.ts';
import { marked } from './withhold.ts';

/**
 * A person says of records that may be of somebody else whose they are (R11): the customer's go along, another's are left
 * out of the copy.
 */
export function decideRecords(
  settings: CoreSettings,
  requestId: string,
  change: { readonly source: string; readonly refs: readonly string[]; readonly theirs: boolean },
  by: Actor,
): Promise<Result<null, 'source.record_unknown' | 'source.none_chosen' | 'source.too_late'>> {
  const { source, refs, theirs } = change;
  return settings.store.transaction(async (tx) => {
    const now = settings.clock.now();
    const id = asId<RequestId>(requestId);
    const member = await staffMember(tx, by);
    const request = await tx.requests.lock(id);
    if (member === undefined || request === undefined) return refuse('source.record_unknown');
    if (refs.length === 0) return refuse('source.none_chosen');
    const search = (await tx.requests.searches(id)).find((one) => one.source === source);
    if (search === undefined || !refs.every((ref) => search.records.some((one) => one.ref === ref)))
      return refuse('source.record_unknown');
    const records = search.records.map((one) =>
      refs.includes(one.ref) && isUndecided(one) ? marked(one, theirs ? null : 'other_person') : one,
    );
    const told = await tellDecided(tx, request, search, records, { by: logName(member), theirs, now });
    if (!told.ok) return refuse('source.too_late');
    await tx.requests.saveSearch({ ...search, records }, now);
    if (told.value.state.status === 'awaiting_approval') await redraft(tx, settings, told.value);
    return ok(null);
  });
}
