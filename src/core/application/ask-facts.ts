import { asksFacts } from '../conversation/asks-facts.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { mailToProven } from './mail-to-proven.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/** Staff ask two facts of an order where more than the mailbox has to be proven (R9); the clock runs on (R10). */
export async function askFacts(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
): Promise<Result<null, OutcomeRefusal>> {
  const { state, number, conversationId, id: requestId } = request;
  if (isInPerson(state.channel)) return refuse('staff_text.no_channel');
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  const conversation = await tx.conversations.lockById(conversationId);
  if (conversation === undefined) return refuse('decision.wrong_state');
  const asked = await runCommand(tx, request, { type: 'ask_facts', by }, now);
  if (!asked.ok) return narrowRefusal(asked);
  if (conversation.dialogue.step.name === 'idle')
    await tx.conversations.save(conversationId, { dialogue: asksFacts(conversation.dialogue, number) });
  const message = { kind: 'ask_facts', number } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
  await mailToProven(tx, { conversationId, requestId }, message, now);
  return ok(null);
}
