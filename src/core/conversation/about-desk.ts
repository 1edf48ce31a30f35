import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** Longer words hold more than this one question. */
const MOST_WORDS = 14;

/**
 * "Hoe lang bewaren jullie deze chat?", "wie leest dit gesprek mee?": about the desk and not the shop, so answered from
 * the desk's own notice (R1, R35; AI Act 50). Undefined beside a right (`sure`) or a word about erasing.
 */
export function aboutDesk(
  state: DialogueState,
  text: string,
  sure: readonly Right[],
  { choiceWords }: ConversationFacts,
): ConversationDecision | undefined {
  const words = typedWords(text);
  const said = ` ${words} `;
  const holds = (list: readonly string[] = []): boolean => list.some((one) => said.includes(` ${one} `));
  if (sure.length > 0 || words.split(' ').length > MOST_WORDS || holds(choiceWords.erasing)) return undefined;
  if (!holds(choiceWords.this_chat) || !holds(choiceWords.asks_of_chat)) return undefined;
  return { state, outputs: [say({ kind: 'about_desk' }), ...stillAwaited(state)] };
}
