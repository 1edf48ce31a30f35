import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { presentQuestion } from './present-question.ts';
import { readsLikeName, wordsOf } from './reads-like-name.ts';
import { say } from './say.ts';

/**
 * Name and address before they were asked: kept, so that they are not asked later, and what is open is asked again.
 * Undefined when the words say anything else, or when they answer a question about identity.
 */
export function identityAhead(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { email, name } = understood.slots;
  const { step } = state;
  const early = step.name === 'confirming_right' || (step.name === 'idle' && facts.requests.length === 0);
  if (!early || email === undefined || understood.thirdParty || rightsOf(understood).sure.length > 0)
    return undefined;
  const words = text.split(/[,;:<>()\n]+/u).flatMap((part) => wordsOf(part, email));
  const typed = readsLikeName(words, facts) ? words.join(' ') : undefined;
  if (words.length > 0 && typed === undefined) return undefined;
  const known = name ?? typed;
  const next: DialogueState = { ...state, email, ...(known === undefined ? {} : { name: known }) };
  return { state: next, outputs: [say(presentQuestion(next) ?? { kind: 'ask_wish' })] };
}
