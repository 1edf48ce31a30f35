import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { identityGiven } from './identity-given.ts';
import { say } from './say.ts';

/** "Daar kan ik niet meer bij", while a code is awaited: another address or a person, and no right is asked (R7). */
export function mailboxLost(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  if (state.step.name !== 'awaiting_code') return undefined;
  const said = ` ${typedWords(text)} `;
  if (facts.choiceWords.lost_mailbox?.some((words) => said.includes(` ${words} `)) !== true) return undefined;
  return identityGiven(state, text, understood, facts) ?? { state, outputs: [say({ kind: 'mailbox_lost' })] };
}
