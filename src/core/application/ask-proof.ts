import { ok, type Result, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/** Asks who somebody is where the program did not: the next name and address get a code mailed (R6). */
export async function askProof(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
): Promise<Result<null, OutcomeRefusal>> {
  const { state, number, conversationId } = request;
  if (isInPerson(state.channel)) return refuse('staff_text.no_channel');
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  if (state.level > 0) return refuse('decision.wrong_state');
  const conversation = await tx.conversations.lockById(conversationId);
  if (conversation === undefined) return refuse('decision.wrong_state');
  const asked = await runCommand(tx, request, { type: 'ask_identity', by }, now);
  if (!asked.ok) return narrowRefusal(asked);
  const dialogue = { ...conversation.dialogue, step: { name: 'asking_identity', number } as const };
  await tx.conversations.save(conversationId, { dialogue });
  await addToConversation(tx, settings, conversationId, { kind: 'ask_identity', number }, now, request.id);
  return ok(null);
}
