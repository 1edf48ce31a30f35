import type { Actor } from '../approval/staff-channel.ts';
import { ASKED_KEYS, decideKey } from '../fulfilment/search-keys.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { RequestDetail } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { sourceName } from './source-name.ts';
import { logName, staffMember } from './staff-actor.ts';
import { walkSources } from './walk-sources.ts';

/** Values that nobody has said yet whose they are. */
export async function openKeys(
  tx: Tx,
  request: RequestRow,
  profile: ShopProfile | undefined,
): Promise<RequestDetail['openKeys']> {
  return (await tx.requests.keys(request.id))
    .filter(({ kind, from }) => from === 'found' && ASKED_KEYS.includes(kind))
    .map(({ id, kind, value, foundIn }) => ({ id, kind, value, foundIn: sourceName(foundIn, profile) }));
}

/**
 * A person says whether a found name, address, number or other e-mail address is of this customer (R6, R11). Then it is
 * searched with as well; otherwise it is never asked again. The log gets the kind, not the value.
 */
export function decideFoundKey(
  settings: CoreSettings,
  requestId: string,
  { key: keyId, theirs }: { readonly key: string; readonly theirs: boolean },
  by: Actor,
): Promise<Result<null, 'source.key_unknown' | 'source.too_late'>> {
  return settings.store.transaction(async (tx) => {
    const now = settings.clock.now();
    const id = asId<RequestId>(requestId);
    const member = await staffMember(tx, by);
    const request = await tx.requests.lock(id);
    if (member === undefined || request === undefined) return refuse('source.key_unknown');
    const decided = decideKey(await tx.requests.keys(id), keyId, theirs);
    if (decided === undefined) return refuse('source.key_unknown');
    const name = logName(member);
    const done = await runCommand(
      tx,
      request,
      { type: 'decide_key', by: name, field: decided.kind, theirs },
      now,
    );
    if (!done.ok) return refuse('source.too_late');
    await tx.requests.saveKeys(id, [decided], now, name);
    await walkSources(tx, settings, done.value, now);
    return ok(null);
  });
}
