import { after, DAY } from '../kernel/clock.ts';
import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import type { RequestState } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { deliverLetter } from './deliver-letter.ts';
import { lockRequest } from './lock-request.ts';
import type { ErasureEntry, Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import { readable } from './readable-request.ts';
import { erasureOf, fillStores, recordOnce } from './record-erasure.ts';
import { recordMailStop } from './record-mail-stop.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

type Executing = Extract<RequestState, { readonly status: 'executing' }>;

/**
 * Takes an approved letter one step further when its time has come (R19): the announcement, the deed by hand, then
 * exactly the approved letter. Does nothing when the approval was stopped, or when an earlier run did it. An erasure
 * counts as carried out, and its letter leaves, only when the ledger outside the database has it (R33).
 */
export async function sendAnswer(
  settings: CoreSettings,
  requestId: RequestId,
  letterId: LetterId,
): Promise<void> {
  const step = (recorded: ErasureEntry | undefined): Promise<ErasureEntry | undefined> =>
    settings.store.transaction(async (tx) => {
      const request = await lockRequest(tx, requestId);
      if (request === undefined || request.state.status !== 'executing') return undefined;
      return request.state.letter.id === letterId
        ? proceed(tx, settings, readable(request), request.state, recorded)
        : undefined;
    });
  const carriedOut = await step(undefined);
  if (carriedOut === undefined) return;
  const [recorded] = await recordOnce(settings.ledger, [carriedOut]);
  await step(recorded);
}

/** Answers the erasure that has to be recorded before its letter may leave. */
async function proceed(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  state: Executing,
  recorded: ErasureEntry | undefined,
): Promise<ErasureEntry | undefined> {
  // A person decides how it still gets there.
  if (state.undelivered !== undefined) return undefined;
  const now = settings.clock.now();
  const { plan } = state.letter;
  const letterId = asId<LetterId>(state.letter.id);
  const again = async (startAt: Date): Promise<undefined> => {
    await tx.enqueue('send-answer', { requestId: request.id, letterId }, { startAt });
  };
  if ((plan?.announceDays ?? null) !== null && state.announcedAt === undefined) {
    await announce(tx, request, letterId, now);
    return again(new Date(state.sendAt));
  }
  const early = new Date(state.sendAt).getTime() - now.getTime();
  // The queue goes by the clock of the database, which may be ahead of ours.
  if (early > 0) return again(after(new Date(state.sendAt), early));
  // Nothing is done before the customer was told; the mail that tells it goes on from here.
  if (state.announcedAt === null) return undefined;
  if ((plan?.steps.length ?? 0) > 0 && state.done === undefined) {
    const begun = await runCommand(tx, request, { type: 'begin', by: 'system', letterId }, now);
    if (!begun.ok) return again(after(now, DAY));
    await addTask(tx, { kind: 'carry_out', about: request.id, requestId: request.id }, now);
    return undefined;
  }
  if (!stepsAreDone(state)) return undefined;
  const erasure = await erasureOf(tx, settings.secrets, request, letterId, now);
  if (erasure !== undefined && recorded?.id !== erasure.id) return erasure;
  if (recorded !== undefined) await fillStores(tx, recorded);
  await recordMailStop(tx, settings.secrets, request, letterId);
  await deliverLetter(tx, settings, request, state, letterId, now);
  return undefined;
}

/** AVG 18(3), R21: said before it is done, from the letter that was approved. */
async function announce(tx: Tx, request: RequestRow, letterId: LetterId, now: Date): Promise<void> {
  const { number, email, state, id: requestId } = request;
  if (email === null) return;
  const queued = await runCommand(tx, request, { type: 'announce', by: 'system', letterId }, now);
  if (!queued.ok) return;
  const content = { kind: 'announcement', to: email, language: state.language, number } as const;
  await queueMail(tx, content, now, { requestId, letterId });
}
