import type { StaffChannel } from '../approval/staff-channel.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import { CARD_BUSY, cardLock } from './card-lock.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { endCase } from './end-case.ts';

/**
 * Takes the card of a request whose term is over out of the staff channel, and then ends the case (R25, R34). What the
 * program may not remove is work for a person; the case waits until that is done.
 */
export async function removeCard(
  settings: CoreSettings,
  channel: Pick<StaffChannel, 'removeCard'> | undefined,
  id: string,
): Promise<JobOutcome> {
  // Nobody shows it anew while it is taken away.
  const outcome = await settings.store.exclusively(cardLock(id), () => remove(settings, channel, asId(id)));
  return outcome ?? CARD_BUSY;
}

async function remove(
  settings: CoreSettings,
  channel: Pick<StaffChannel, 'removeCard'> | undefined,
  requestId: RequestId,
): Promise<JobOutcome> {
  const card = await settings.store.transaction((tx) => tx.requests.card(requestId));
  if (card === undefined) return { status: 'done' };
  if (channel === undefined) return leaveCard(settings, requestId);
  const outcome = await channel.removeCard(card.externalId);
  if (outcome.status === 'failed') {
    if (!outcome.retryable) return leaveCard(settings, requestId);
    const { reason, retryAfterMs } = outcome;
    return { status: 'again', reason, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
  }
  await settings.store.transaction((tx) => tx.requests.removeCard(requestId));
  await endCase(settings, requestId, settings.clock.now());
  return { status: 'done' };
}

/** The card stays in the channel: a person takes it away. Also called when the retries have ended. */
export async function leaveCard(settings: CoreSettings, requestId: RequestId): Promise<JobOutcome> {
  await settings.store.transaction(async (tx) => {
    await addTask(tx, { kind: 'card_left', about: requestId, requestId }, settings.clock.now());
    await tx.requests.removeCard(requestId);
  });
  return { status: 'done' };
}
