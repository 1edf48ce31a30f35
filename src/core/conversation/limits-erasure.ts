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
const ABOUT_ERASURE: readonly Right[] = ['erasure', 'rectification', 'objection'];
const ANSWERED: readonly DialogueState['step']['name'][] = ['confirming', 'confirming_right', 'choosing'];
/** A new wish to erase beside a request for access is no narrowing of it. */
const ABOUT_ACCESS: readonly Right[] = ['access', 'rectification', 'portability'];

/** Whether these words leave something out of a wish: "niet alles", "alleen mijn nummer", "laat dat staan". */
export function limits(text: string, lists: ConversationFacts['choiceWords']): boolean {
  const said = ` ${typedWords(text)} `;
  const has = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  if (has(lists.narrows) || (has(lists.lets) && has(lists.stays))) return true;
  return has(lists.only_some) && has(lists.erasing) && !deniesErasing(text, lists);
}

/**
 * "Toch niet alles wissen, alleen mijn nummer", while an erasure or a request for access runs: it goes on for less, and
 * what was prepared for all of it is decided anew (R2, R16). Undefined when nothing runs, or when another right is asked.
 */
export function limitedErasure(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const running = (wanted: Right) => facts.requests.find(({ right, open }) => right === wanted && open);
  const erasure = running('erasure');
  // "Ja maar niet alles" to another question is about that question.
  const request = erasure ?? (ANSWERED.includes(state.step.name) ? undefined : running('access'));
  if (request === undefined || text.includes('?')) return undefined;
  // Where facts of an order are awaited, a bare "niet de bestellingen" is about what is to be done.
  const denies = state.step.name === 'asking_facts' && saysNot(text, understood, facts);
  const one =
    erasure !== undefined && understood.slots.part !== undefined && understood.labels.includes('erasure');
  if (!denies && !one && !limits(text, facts.choiceWords)) return undefined;
  if (asksElse(understood, request.right)) return undefined;
  const question = presentQuestion(state);
  return {
    state,
    outputs: [
      { type: 'narrow', number: request.number },
      { type: 'pass_to_staff' },
      ...(question === undefined ? [] : [say(question)]),
    ],
  };
}

function asksElse({ labels, confidence }: Understanding, running: Right): boolean {
  const own = running === 'access' ? ABOUT_ACCESS : ABOUT_ERASURE;
  return confidence >= CLEAR && RIGHTS.some((right) => !own.includes(right) && labels.includes(right));
}

function saysNot(text: string, { labels }: Understanding, { choiceWords }: ConversationFacts): boolean {
  const said = typedWords(text);
  const words = said.split(' ');
  const denies = words.some((word) => choiceWords.denies?.includes(word));
  if (choiceWords.no_facts?.includes(said) === true) return false;
  return denies && !deniesErasing(text, choiceWords) && labels.every((label) => label === 'out_of_scope');
}
