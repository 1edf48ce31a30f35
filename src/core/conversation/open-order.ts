import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { nextUnproven } from './next-unproven.ts';
import { say } from './say.ts';
import { leadingAnswer } from './typed-choice.ts';

/** Of mail only, where no parcel goes. */
const MAILBOX = / (e ?)?mail (adres|address) /g;

/** Whether these words are about where somebody lives or gets parcels, by the words of the locales. */
export function mentionsHome(words: string, lists: ConversationFacts['choiceWords']): boolean {
  const said = ` ${typedWords(words)} `.replaceAll(MAILBOX, ' ');
  return (lists.home ?? []).some((word) => said.includes(` ${word} `));
}

/** More words than this tell something besides. */
const FEW = 6;

/** R22: an order on its way to the old address cannot wait for a code: staff are alarmed at once. */
export function orderAnswered(
  state: DialogueState,
  number: string,
  running: boolean,
  facts: ConversationFacts,
): ConversationDecision {
  const alarm: readonly ConversationOutput[] = running
    ? [{ type: 'alarm_order', number }, say({ kind: 'order_alarmed', number })]
    : [];
  return nextUnproven(state, undefined, facts, alarm);
}

/**
 * Words after "loopt er een bestelling?". What is no clear no may be a yes: a call too many is better than a parcel
 * lost. Undefined when nothing of the kind was asked, or when they clearly ask something else.
 */
export function answerOrder(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'asking_order') return undefined;
  const answer = leadingAnswer(text, facts);
  if (answer !== undefined) return orderAnswered(state, step.number, answer === 'yes', facts);
  const { labels, topic } = understood;
  // "Hoezo?" is no doubt about an order: the question is put again.
  const [first = ''] = typedWords(text).split(' ');
  const counters =
    facts.choiceWords.counters?.includes(first) === true && text.trim().split(/\s+/).length <= FEW;
  if (counters && rightsOf(understood).sure.length === 0)
    return { state, outputs: [say({ kind: 'ask_open_order', number: step.number })] };
  const aside =
    rightsOf(understood).sure.some((right) => right !== 'rectification') ||
    labels.includes('human') ||
    isAsked(understood, 'status') ||
    isAsked(understood, 'withdraw_request') ||
    (isAsked(understood, 'policy_question') && topic !== null);
  return aside ? undefined : orderAnswered(state, step.number, true, facts);
}
