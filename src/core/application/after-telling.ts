import type { SendOutcome } from '../kernel/send-outcome.ts';
import { addTask, taskKey } from './add-task.ts';
import { catchUpCards, STAFF_CHANNEL } from './catch-up-cards.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import type { Tx } from './ports.ts';

/**
 * What telling the staff channel something came to, for the job that told it. What does not pass by itself is one task
 * and one mail, as with a card: a channel that is no more is never silent. The first notice that arrives ends that task.
 */
export async function afterTelling(
  { store, clock }: CoreSettings,
  outcome: SendOutcome,
): Promise<JobOutcome> {
  if (outcome.status === 'failed' && outcome.retryable) {
    const { reason, retryAfterMs } = outcome;
    return { status: 'again', reason, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
  }
  const now = clock.now();
  await store.transaction((tx) =>
    outcome.status === 'sent'
      ? noticesArrive(tx, now)
      : addTask(
          tx,
          { kind: 'card_failed', about: STAFF_CHANNEL, params: { reason: outcome.reason, of: 'notice' } },
          now,
        ),
  );
  return { status: 'done' };
}

/** A task about a card stays: it can be refused where a notice is not, and its own notice would end it. */
async function noticesArrive(tx: Tx, now: Date): Promise<void> {
  const key = taskKey('card_failed', STAFF_CHANNEL);
  if ((await tx.tasks.openByKey(key))?.params.of !== 'notice') return;
  // What a card met meanwhile had no task of its own.
  if (await tx.tasks.closeByKey(key, 'system', now)) await catchUpCards(tx);
}
