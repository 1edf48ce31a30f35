import type { DialogueState } from '../conversation/dialogue-state.ts';
import { factWords } from '../conversation/fact-words.ts';
import { factsSaid } from '../conversation/facts-given.ts';
import { withoutOrderFacts } from '../identity/read-order-facts.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { CoreSettings } from './core-settings.ts';

/**
 * How the words of a message are kept, which may hold facts of an order: while those are asked, and of an edit at any
 * time after, for the first try may still hold them (R9). Other words beside them are kept as they were typed.
 */
export function keptOfFacts(
  { choiceWords }: Pick<CoreSettings, 'choiceWords'>,
  dialogue: DialogueState,
  language: ReplyLanguage,
  understood: Understanding,
  { text, edited }: { readonly text: string; readonly edited: boolean },
): (words: string) => string {
  const asked = edited ? dialogue.factsAsked !== undefined : dialogue.step.name === 'asking_facts';
  const lists = choiceWords[language];
  const said =
    asked && text.trim() !== '' ? factsSaid(dialogue, text, understood, { choiceWords: lists }) : 'none';
  const mark = `[${lists.given_facts?.[0] ?? ''}]`;
  switch (said) {
    case 'only':
      return () => mark;
    case 'beside':
      return (words) => withoutOrderFacts(words, factWords(Object.values(choiceWords)), mark);
    case 'none':
      return (words) => words;
    default:
      return assertNever(said);
  }
}
