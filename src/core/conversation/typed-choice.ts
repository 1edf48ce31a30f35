import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { ChoiceName } from './choice-name.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { ConfirmingRight, DialogueState } from './dialogue-state.ts';
import { listIndex } from './list-index.ts';

const OFFERED: Readonly<Record<DialogueState['step']['name'], readonly ChoiceName[]>> = {
  idle: ['more', 'human', 'why_date', 'new_link'],
  choosing: ['copy', 'explanation', 'never_mind', 'more', 'human', 'why_date', 'new_link'],
  confirming: ['yes', 'yes_stop', 'yes_explanation', 'no', 'human'],
  confirming_right: ['yes', 'all', 'no', 'human'],
  asking_identity: ['never_mind', 'more', 'human', 'why_date', 'new_link'],
  awaiting_code: ['resend', 'other_address', 'never_mind', 'more', 'human', 'why_date'],
  asking_stop_address: ['never_mind', 'more', 'human', 'why_date'],
  picking_request: ['human', 'why_date', 'new_link'],
  asking_order: ['yes', 'no', 'never_mind', 'human', 'why_date'],
  asking_value: ['never_mind', 'more', 'human', 'why_date', 'new_link'],
  asking_facts: ['no_facts', 'never_mind', 'more', 'human', 'why_date'],
  asking_breach: ['never_mind', 'human', 'why_date'],
};

/** Choices that a number stands for, in the order in which they are offered. */
const NUMBERED: Partial<Record<DialogueState['step']['name'], readonly ChoiceName[]>> = {
  choosing: ['copy', 'explanation', 'never_mind'],
  confirming: ['yes', 'no'],
  asking_order: ['yes', 'no'],
};

/** A choice that was typed instead of tapped: its words, or its number in the list. Only what is on offer counts. */
export function typedChoice(
  text: string,
  step: DialogueState['step']['name'],
  facts: Pick<ConversationFacts, 'choiceWords'>,
): ChoiceName | undefined {
  const words = typedWords(text);
  const index = listIndex(text, facts);
  const numbered = index === undefined ? undefined : NUMBERED[step]?.[index - 1];
  if (numbered !== undefined || /^\d$/.test(words)) return numbered;
  const offered = OFFERED[step];
  const exact = offered.find((choice) => facts.choiceWords[choice]?.includes(words));
  if (exact !== undefined) return exact;
  return offered.includes('why_date') && asksWhyDate(words, facts) ? 'why_date' : undefined;
}

/** The number in the list of rights that was asked about, as the buttons stand; undefined for any other words. */
export function typedRight(
  text: string,
  step: DialogueState['step'],
  facts: Pick<ConversationFacts, 'choiceWords'>,
): { readonly choice: ChoiceName; readonly right?: Right } | undefined {
  const index = listIndex(text, facts);
  if (step.name !== 'confirming_right' || index === undefined) return undefined;
  return listed(step)[index - 1];
}

function listed({ options, together }: ConfirmingRight) {
  const rights = options.map((right) => ({ choice: 'right', right }) as const);
  const all = together === undefined ? [] : [{ choice: 'all' } as const];
  return [...rights, ...all, { choice: 'no' } as const, { choice: 'human' } as const];
}

const WHY_DATE_WORDS = 6;

/** "Waarom pas 22 december": a question why, short, with a day or a word for one in it. */
function asksWhyDate(words: string, { choiceWords }: Pick<ConversationFacts, 'choiceWords'>): boolean {
  const [first = '', ...rest] = words.split(' ');
  if (choiceWords.why?.includes(first) !== true || rest.length > WHY_DATE_WORDS) return false;
  return rest.some((word) => choiceWords.date?.includes(word));
}

/** "Ja, doe dat maar", "nee toch niet": what a longer answer to yes or no begins with; undefined when it wavers. */
export function leadingAnswer(text: string, { choiceWords }: ConversationFacts): 'yes' | 'no' | undefined {
  const words = typedWords(text);
  const begins = (list: readonly string[] = []): boolean =>
    list.some((word) => words === word || words.startsWith(`${word} `));
  if (begins(choiceWords.no)) return 'no';
  if (!begins(choiceWords.yes)) return undefined;
  return wavers(text, choiceWords.doubt) ? undefined : 'yes';
}

/** "Ja, maar niet alles": words that are no clear yes. */
export function wavers(text: string, doubt: readonly string[] = []): boolean {
  const words = ` ${typedWords(text)} `;
  return text.includes('?') || doubt.some((word) => words.includes(` ${word} `));
}
