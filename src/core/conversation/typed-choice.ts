import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { ChoiceName } from './messages.ts';

/** Lower-case words without punctuation or accents: how typed choices are compared. */
export function typedWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const OFFERED: Readonly<Record<DialogueState['step']['name'], readonly ChoiceName[]>> = {
  idle: ['more', 'human', 'why_date'],
  choosing: ['copy', 'explanation', 'never_mind', 'more', 'human', 'why_date'],
  confirming: ['yes', 'no', 'human'],
  confirming_right: ['yes', 'no', 'human'],
  asking_identity: ['never_mind', 'human', 'why_date'],
  awaiting_code: ['resend', 'other_address', 'never_mind', 'human', 'why_date'],
};

/** Choices that a number stands for, in the order in which they are offered. */
const NUMBERED: Partial<Record<DialogueState['step']['name'], readonly ChoiceName[]>> = {
  choosing: ['copy', 'explanation', 'never_mind'],
  confirming: ['yes', 'no'],
};

/** A choice that was typed instead of tapped: its words, or its number in the list. Only what is on offer counts. */
export function typedChoice(
  text: string,
  step: DialogueState['step']['name'],
  facts: ConversationFacts,
): ChoiceName | undefined {
  const words = typedWords(text);
  if (/^\d$/.test(words)) return NUMBERED[step]?.[Number(words) - 1];
  return OFFERED[step].find((choice) => facts.choiceWords[choice]?.includes(words));
}
