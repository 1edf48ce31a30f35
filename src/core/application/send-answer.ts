import { after, DAY } from '../kernel/clock.ts';
import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import type { RequestState } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { beginChanges } from './begin-changes.ts';
import type { CoreSettings } from './core-settings.ts';
import { deliverLetter } from './deliver-letter.ts';
import { lockRequest } from './lock-request.ts';
import { mailStopsOf } from './mail-stops-of.ts';
import type { ErasureEntry, MailStopEntry, Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import { readable } from './readable-request.ts';
import { erasureOf, fillStores, recordOnce } from './record-erasure.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

type Recorded = readonly (ErasureEntry | MailStopEntry)[];
type Executing = Extract<RequestState, { readonly status: 'executing' }>;

/**
 * Takes an approved letter one step further when its time has come (R19): the announcement, the deed by hand, then
 * exactly the approved letter. Does nothing when the approval was stopped, or when an earlier run did it. An erasure
 * counts as carried out, and its letter or that of a mail stop leaves, only when the ledger outside the database has it (R33).
 */
export async function sendAnswer(
  settings: CoreSettings,
  requestId: RequestId,
  letterId: LetterId,
): Promise<void> {
  const step = (recorded: Recorded): Promise<Recorded> =>
    settings.store.transaction(async (tx) => {
      const request = await lockRequest(tx, requestId);
      if (request === undefined || request.state.status !== 'executing') return [];
      return request.state.letter.id === letterId
        ? proceed(tx, settings, readable(request), request.state, recorded)
        : [];
    });
  const owed = await step([]);
  if (owed.length > 0) await step(await recordOnce(settings.ledger, owed));
}

/** Answers what has to be recorded outside the database before the letter may leave. */
async function proceed(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  state: Executing,
  recorded: Recorded,
): Promise<Recorded> {
  // A person decides how it still gets there.
  if (state.undelivered !== undefined) return [];
  const now = settings.clock.now();
  const { plan } = state.letter;
  const letterId = asId<LetterId>(state.letter.id);
  const again = async (startAt: Date): Promise<Recorded> => {
    await tx.enqueue('send-answer', { requestId: request.id, letterId }, { startAt });
    return [];
  };
  if ((plan?.announceDays ?? null) !== null && state.announcedAt === undefined) {
    await announce(tx, request, letterId, now);
    return again(new Date(state.sendAt));
  }
  const early = new Date(state.sendAt).getTime() - now.getTime();
  // The queue goes by the clock of the database, which may be ahead of ours.
  if (early > 0) return again(after(new Date(state.sendAt), early));
  // Nothing is done before the customer was told; the mail that tells it goes on from here.
  if (state.announcedAt === null) return [];
  if ((plan?.steps.length ?? 0) > 0 && state.done === undefined) {
    const begun = await runCommand(tx, request, { type: 'begin', by: 'system', letterId }, now);
    if (!begun.ok) return again(after(now, DAY));
    if (await beginChanges(tx, begun.value, letterId, now))
      await addTask(tx, { kind: 'carry_out', about: request.id, requestId: request.id }, now);
    return [];
  }
  if (!stepsAreDone(state)) return [];
  const erasure = await erasureOf(tx, settings.secrets, request, letterId, now);
  const stops = await mailStopsOf(tx, settings.secrets, request, letterId, now);
  const owed = erasure === undefined ? stops : [erasure, ...stops];
  if (owed.some(({ id }) => recorded.every((entry) => entry.id !== id))) return owed;
  for (const entry of recorded) await fillStores(tx, entry);
  await deliverLetter(tx, settings, request, state, letterId, now);
  return [];
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
