import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** Longer words hold more than one question. */
const MOST_WORDS = 16;

const ANSWERS = [
  { list: 'asks_mandate', kind: 'mandate_wanted', staff: true },
  { list: 'afraid', kind: 'nothing_wrong', staff: true },
  { list: 'asks_price', kind: 'costs_nothing', staff: false },
  { list: 'asks_what_to_send', kind: 'nothing_to_send', staff: true },
] as const;

/**
 * Questions that frighten or stop somebody, with the same answer for all: whether a power is needed, whether asking is
 * punishable, what it costs (AVG 12(5)), what to send. A person reads them too (R5). Undefined for all other words, and
 * beside a right that is surely asked.
 */
export function plainQuestion(
  state: DialogueState,
  text: string,
  sure: readonly Right[],
  { choiceWords }: ConversationFacts,
): ConversationDecision | undefined {
  const words = typedWords(text);
  if (sure.length > 0 || isWithStaff(state) || words.split(' ').length > MOST_WORDS) return undefined;
  const said = ` ${words} `;
  const asked = ANSWERS.find(({ list }) => choiceWords[list]?.some((one) => said.includes(` ${one} `)));
  if (asked === undefined) return undefined;
  // What to send is known only where a person looks first: who asks for their own data types a name and an address.
  if (asked.kind === 'nothing_to_send' && state.withPerson === undefined && state.forOther === undefined)
    return undefined;
  const read = asked.staff ? [{ type: 'pass_to_staff' } as const] : [];
  return { state, outputs: [...read, say({ kind: asked.kind }), ...stillAwaited(state)] };
}
