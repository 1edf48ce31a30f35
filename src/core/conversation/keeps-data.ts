import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askedWords } from './asked-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { saysNotToErase } from './retracted.ts';
import { say } from './say.ts';

/** Longer words hold more than this one wish. */
const MOST_WORDS = 10;

/**
 * "Jullie mogen mijn gegevens niet verwijderen", where no erasure runs: nothing is erased, and who wants the data kept
 * and not used is offered that (AVG 18(1)(b)). Undefined for all other words.
 */
export function keepsData(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const words = typedWords(text).split(' ');
  const own = words.some((word) => facts.choiceWords.own?.includes(word));
  const { sure } = rightsOf(understood);
  const runs = facts.requests.some(({ open }) => open);
  if (runs || !own || sure.length > 0 || words.length > MOST_WORDS || text.includes('?')) return undefined;
  if (state.step.name !== 'idle' || isWithStaff(state) || facts.humanWanted) return undefined;
  if (!saysNotToErase(text, facts.choiceWords)) return undefined;
  return {
    state: { ...state, offer: { right: 'restriction', asked: askedWords(understood, facts) } },
    outputs: [say({ kind: 'nothing_erased' }), say({ kind: 'right_offered', right: 'restriction' })],
  };
}
