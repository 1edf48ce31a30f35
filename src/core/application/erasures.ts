import { normaliseEmail } from '../identity/email-address.ts';
import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { ok, refuse } from '../kernel/result.ts';
import { checkReceipt } from '../register/erasure-receipt.ts';
import type { Erasures } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { receiptOf } from './give-receipt.ts';
import { staffMember } from './staff-actor.ts';

/** What stays after an erasure (R33, R34). */
export function makeErasures({ store, secrets, ledger }: CoreSettings): Erasures {
  return {
    overview: async () => {
      const { entries, damaged } = await ledger.read();
      const file = { ...(await ledger.check()), entries: entries.length, damaged };
      return store.transaction(async (tx) => ({
        holds: (await tx.erasures.holds()).map(({ recordIds: _ids, ...hold }) => hold),
        ...(await tx.erasures.counts()),
        ledger: file,
      }));
    },

    mayMail: async (typed) => {
      const address = normaliseEmail(typed);
      if (address === undefined) return refuse('address.invalid');
      const hashes = secrets.hashes('mail stop', address);
      return ok(!(await store.transaction((tx) => tx.erasures.mailStopped(hashes))));
    },

    checkReceipt: async (typed, address) => {
      const given = normaliseEmail(address) ?? '';
      const erased = checkReceipt(typed, given, (text) => secrets.hashes('erasure receipt', text));
      return erased === undefined ? refuse('receipt.unknown') : ok(erased);
    },

    receipt: (requestId, by) =>
      store.transaction(async (tx) => {
        const request = await tx.requests.byId(asId<RequestId>(requestId));
        const letter = request?.state.status === 'answered' ? request.state.letter : null;
        const known = by.via === 'cli' || (await staffMember(tx, by)) !== undefined;
        return request === undefined || letter === null || !known
          ? undefined
          : receiptOf(tx, secrets, request, asId<LetterId>(letter.id));
      }),
  };
}
