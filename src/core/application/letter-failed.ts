import type { LetterId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Reachable } from './other-ways.ts';
import type { Tx } from './ports.ts';
import { runCommand } from './run-command.ts';
import { goOnFromMail } from './tell-elsewhere.ts';

/**
 * The mail with an answer or its announcement did not arrive: what nobody began yet is decided anew, and customer and
 * staff are told (R24).
 */
export async function letterFailed(
  tx: Tx,
  settings: Pick<CoreSettings, 'pushes'>,
  reachable: Reachable,
  what: { readonly letterId: LetterId | null; readonly reason: string; readonly announcement?: true },
  now: Date,
): Promise<void> {
  const { id: requestId, conversationId, number } = reachable.request;
  const { letterId, reason, announcement } = what;
  if (letterId !== null) {
    const failed = { type: 'fail_send', by: 'system', letterId, reason } as const;
    const command = announcement === undefined ? failed : { ...failed, announcement };
    await runCommand(tx, reachable.request, command, now);
  }
  await addTask(tx, { kind: 'delivery_failed', about: requestId, requestId, params: { reason } }, now);
  // What never left because it came too late is decided anew; nobody waits for it at a mailbox.
  if (reason === 'outdated') return;
  const message = { kind: 'answer_undeliverable', number } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
  await goOnFromMail(tx, settings, reachable, { about: requestId, reason }, now);
}
