import type { ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';

const REMINDED: readonly DialogueState['step']['name'][] = [
  'choosing',
  'asking_identity',
  'awaiting_code',
  'confirming',
  'confirming_right',
  'asking_order',
  'asking_value',
  'asking_facts',
  'picking_request',
];

/** After an answer to something else: what is still awaited for the request, so that nobody thinks it is done. */
export function stillAwaited(state: DialogueState): readonly ConversationOutput[] {
  const question = REMINDED.includes(state.step.name) ? presentQuestion(state) : undefined;
  return question === undefined ? [] : [say(question)];
}
