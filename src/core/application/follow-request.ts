import type { OutboundMessage } from '../conversation/messages.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { RequestId } from '../kernel/ids.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { type ClosedState, hasEnded } from '../request/request-state.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { endWork } from './end-work.ts';
import { lockRequest } from './lock-request.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** A joined request ends as the one that it was joined to, and the chat in which it was asked hears so (R12). */
export async function followRequest(settings: CoreSettings, id: RequestId): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const joined = await lockRequest(tx, id);
    if (joined?.state.status !== 'joined') return;
    const into = await tx.requests.byNumber(joined.state.joinedTo);
    if (into === undefined || !hasEnded(into.state)) return;
    const now = settings.clock.now();
    const command = { type: 'follow', by: 'system', as: into.state.status } as const;
    const followed = await runCommand(tx, joined, command, now);
    if (!followed.ok) return;
    await endWork(tx, followed.value, 'system', now);
    // There it was told with the other one.
    if (into.conversationId === joined.conversationId) return;
    const message = endOf(joined, into.state.status);
    if (message !== undefined)
      await addToConversation(tx, settings, joined.conversationId, message, now, joined.id);
  });
}

function endOf({ number, email }: RequestRow, as: ClosedState['status']): OutboundMessage | undefined {
  switch (as) {
    case 'answered':
    case 'refused':
      return { kind: 'answer_sent', number, to: maskEmail(email ?? '') };
    case 'answered_generally':
    case 'withdrawn':
      return { kind: 'withdrawn', number, as };
    case 'lapsed':
      return undefined;
    default:
      return assertNever(as);
  }
}
