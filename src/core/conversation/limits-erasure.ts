import { RIGHTS, type Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { presentQuestion } from './present-question.ts';
import { deniesErasing } from './retracted.ts';
import { say } from './say.ts';

/** As clear as what is filed in the place of something that was asked before. */
const CLEAR = 0.6;
/** Under these labels words about what is to stay are read as well. */
const ABOUT_IT: readonly Right[] = ['erasure', 'rectification', 'objection'];

/** Whether these words leave something out of a wish: "niet alles", "alleen mijn nummer", "laat dat staan". */
export function limits(text: string, lists: ConversationFacts['choiceWords']): boolean {
  const said = ` ${typedWords(text)} `;
  const has = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  if (has(lists.narrows) || (has(lists.lets) && has(lists.stays))) return true;
  return has(lists.only_some) && has(lists.erasing) && !deniesErasing(text, lists);
}

/**
 * "Toch niet alles wissen, alleen mijn nummer", while an erasure runs: it goes on, and whoever decides reads how far
 * (R2, R16). Undefined when nothing runs, or when another right is asked.
 */
export function limitedErasure(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const erasure = facts.requests.find(({ right, open }) => right === 'erasure' && open);
  if (erasure === undefined || text.includes('?')) return undefined;
  // Where facts of an order are awaited, a bare "niet de bestellingen" is about what is to be done.
  const denies = state.step.name === 'asking_facts' && saysNot(text, understood, facts);
  const one = understood.slots.part !== undefined && understood.labels.includes('erasure');
  if (!denies && !one && !limits(text, facts.choiceWords)) return undefined;
  if (asksElse(understood)) return undefined;
  const question = presentQuestion(state);
  return {
    state,
    outputs: [
      { type: 'note_customer_wrote', number: erasure.number },
      { type: 'pass_to_staff' },
      say({ kind: 'customer_reply_noted' }),
      ...(question === undefined ? [] : [say(question)]),
    ],
  };
}

function asksElse({ labels, confidence }: Understanding): boolean {
  return confidence >= CLEAR && RIGHTS.some((right) => !ABOUT_IT.includes(right) && labels.includes(right));
}

function saysNot(text: string, { labels }: Understanding, { choiceWords }: ConversationFacts): boolean {
  const said = typedWords(text);
  const words = said.split(' ');
  const denies = words.some((word) => choiceWords.denies?.includes(word));
  if (choiceWords.no_facts?.includes(said) === true) return false;
  return denies && !deniesErasing(text, choiceWords) && labels.every((label) => label === 'out_of_scope');
}
