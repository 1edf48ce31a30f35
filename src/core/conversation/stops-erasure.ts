import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { AutomaticMessage } from './messages.ts';
import { presentQuestion } from './present-question.ts';

/**
 * The question whether an erasure stops, while it is open: no code and no other wish passes it by, for what is erased
 * does not come back. Undefined when it is not asked.
 */
export function stopsErasure(
  state: DialogueState,
  { requests }: Pick<ConversationFacts, 'requests'>,
): AutomaticMessage | undefined {
  const { step } = state;
  if (step.name !== 'confirming' || step.as !== 'withdrawn') return undefined;
  const asked = [step.number, ...(step.also ?? [])];
  const erases = requests.some(({ number, right }) => asked.includes(number) && right === 'erasure');
  return erases ? presentQuestion(state) : undefined;
}
