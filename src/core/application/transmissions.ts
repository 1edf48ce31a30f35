import { guessesUp } from '../identity/code-limits.ts';
import { after, MINUTE } from '../kernel/clock.ts';
import { sameHash } from '../kernel/digest.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import { deciding } from './deciding.ts';
import { givenOf } from './given-of.ts';
import { networkHash } from './guess-code.ts';
import { copyIsGone } from './holds-copy.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import type { Transmissions, TransmissionView } from './transmission-api.ts';
import type { TransmissionRow } from './transmission-ports.ts';
import { lastDayOf, transmissionCodeHash, transmit } from './transmit.ts';

/** A download that broke off can be begun again for so long; then the code has done its work. */
const AGAIN_MS = 30 * MINUTE;

/** The page for another controller, and what stops it. The link alone shows nothing, and neither does the code. */
export function makeTransmissions(settings: CoreSettings): Transmissions {
  const { store, secrets, clock } = settings;

  async function linked(
    tx: Tx,
    row: TransmissionRow | undefined,
  ): Promise<{ readonly row: TransmissionRow; readonly request: RequestRow } | undefined> {
    if (row === undefined || !works(row, clock.now())) return undefined;
    const request = await tx.requests.lock(row.requestId);
    return request?.state.status === 'answered' ? { row, request } : undefined;
  }

  const byToken = async (tx: Tx, token: string) =>
    linked(tx, await tx.transmissions.byToken(secrets.hash('token', token)));
  const byStopToken = async (tx: Tx, token: string) =>
    linked(tx, await tx.transmissions.byStopToken(secrets.hash('token', token)));

  return {
    known: (token) =>
      store.transaction(async (tx) => {
        const found = await byToken(tx, token);
        return found === undefined ? undefined : lastDayOf(found.row.expiresAt);
      }),

    take: async (token, code, ipAddress) => {
      const now = clock.now();
      const taken = await store.transaction(async (tx) => {
        const found = await byToken(tx, token);
        if (found === undefined) return refuse('transmission.link_unknown');
        const { row, request } = found;
        const searches = await tx.requests.searchHeads(request.id);
        if (await copyIsGone(tx, request.id, searches)) return refuse('transmission.link_unknown');
        const ipHash = networkHash(secrets, ipAddress);
        const of = { requestId: request.id, conversationId: null, limitHashes: [], ipHash };
        const keys = { ...of, purpose: 'transmission' } as const;
        const up = guessesUp(await tx.challenges.countWrong(keys, now));
        if (up !== undefined)
          return refuse(up === 'blocked' ? 'transmission.code_blocked' : 'transmission.code_limit');
        const typed = transmissionCodeHash(secrets, row.tokenHash, code.replace(/\D/g, ''));
        if (!sameHash(typed, row.codeHash)) {
          await tx.challenges.addWrong(keys, now);
          return refuse('transmission.code_wrong');
        }
        if (row.openedAt === null) {
          await tx.transmissions.markOpened(row.tokenHash, now);
          await runCommand(tx, request, { type: 'take_portable', by: 'system' }, now);
        }
        return ok({ request, searches });
      });
      if (!taken.ok) return taken;
      const { request, searches } = taken.value;
      const content = settings.buildPortable({
        number: request.number,
        language: request.state.language,
        sources: givenOf(store, searches),
        createdAt: now,
      });
      return ok({ fileName: `${request.number}.zip`, content });
    },

    stoppable: (token) => store.transaction(async (tx) => (await byStopToken(tx, token)) !== undefined),

    stopAsCustomer: (token) =>
      store.transaction(async (tx) => {
        const found = await byStopToken(tx, token);
        if (found === undefined) return refuse('transmission.link_unknown');
        const now = clock.now();
        await tx.transmissions.revoke(found.request.id, now);
        await runCommand(tx, found.request, { type: 'stop_portable', by: 'customer' }, now);
        return ok(null);
      }),

    stop: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        if ((await tx.transmissions.revoke(request.id, now)) === 0) return refuse('decision.wrong_state');
        const stopped = await runCommand(tx, request, { type: 'stop_portable', by }, now);
        return stopped.ok ? ok(null) : narrowRefusal(stopped);
      }),

    renew: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const last = await tx.transmissions.latest(request.id);
        if (last === undefined || !isRenewable(last, request)) return refuse('decision.wrong_state');
        if (await copyIsGone(tx, request.id, await tx.requests.searchHeads(request.id)))
          return refuse('decision.wrong_state');
        await transmit(tx, settings, request, last.letterId, by, now);
        return ok(null);
      }),
  };
}

/** How the last link of a request stands; null when none was sent. */
export async function viewTransmission(
  tx: Tx,
  request: RequestRow,
  now: Date,
): Promise<TransmissionView | null> {
  const row = await tx.transmissions.latest(request.id);
  if (row === undefined) return null;
  const { createdAt: sentAt, openedAt, revokedAt: stoppedAt } = row;
  const renewable = isRenewable(row, request);
  const live = renewable && works(row, now);
  return { sentAt, until: lastDayOf(row.expiresAt), openedAt, stoppedAt, live, renewable };
}

/** What somebody stopped stays stopped. */
function isRenewable({ letterId, revokedAt }: TransmissionRow, { state }: RequestRow): boolean {
  return revokedAt === null && state.status === 'answered' && state.letter?.id === letterId;
}

function works({ revokedAt, expiresAt, openedAt }: TransmissionRow, now: Date): boolean {
  if (revokedAt !== null || expiresAt <= now) return false;
  return openedAt === null || after(openedAt, AGAIN_MS) > now;
}
