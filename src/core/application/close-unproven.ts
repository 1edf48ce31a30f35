import { forgetRequest } from '../conversation/forget-request.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { RequestRefusal } from '../request/decide-request.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { endWork } from './end-work.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * A person closes a request of which nobody showed who asked it (R16). The customer is told in the conversation, with
 * the ways to complain and to ask anew (AVG 12(4)); from here the term of an unproven request runs (R35). The caller
 * holds conversation and request.
 */
export async function closeUnproven(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  version: number,
  by: string,
  now: Date,
): Promise<Result<null, RequestRefusal>> {
  const lapsed = await runCommand(tx, request, { type: 'lapse', by, version }, now);
  if (!lapsed.ok) return lapsed;
  const { id, number, conversationId } = request;
  await endWork(tx, lapsed.value, by, now);
  const conversation = await tx.conversations.byId(conversationId);
  if (conversation !== undefined)
    await tx.conversations.save(conversationId, {
      dialogue: forgetRequest(conversation.dialogue, number, true),
    });
  await addToConversation(tx, settings, conversationId, { kind: 'lapsed', number }, now, id);
  return ok(null);
}
