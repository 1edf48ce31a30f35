import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { decideChoice } from './decide-choice.ts';
import type { DialogueState } from './dialogue-state.ts';
import { stopRequest } from './stop-request.ts';

/** "Stop", "laat maar", where no button says so: about what runs here, and no objection (R3). */
export function stopWord(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { never_mind = [], yes_stop = [] } = facts.choiceWords;
  if (![...never_mind, ...yes_stop].includes(typedWords(text))) return undefined;
  const { name } = state.step;
  if (name === 'confirming' || name === 'picking_request') return undefined;
  if (name === 'confirming_right') return decideChoice(state, { choice: 'no' }, facts);
  const running = facts.requests.some((request) => request.open);
  return running ? stopRequest(state, text, undefined, facts) : undefined;
}
