import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import { ending, free, greeting, letterWords, paragraph, remedies } from './letter-blocks.ts';

type DecisionLetter = Extract<LetterModel, { readonly kind: 'decision' }>;

/** Any right but access: staff write the decision inside a locked frame; complaint and court are always named. */
export function decisionLetter(letter: DecisionLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  return [
    greeting(letter, words),
    paragraph('decision', words('letter:decision.asked'), words('letter:frame.number')),
    ...free('opening', letter.free.opening),
    ...remedies(words),
    ...ending(letter, words),
  ];
}
