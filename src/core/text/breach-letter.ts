import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import { complaintOnly, ending, free, greeting, heading, letterWords, paragraph } from './letter-blocks.ts';

type BreachLetter = Extract<LetterModel, { readonly kind: 'breach' }>;

/** AVG 34(2) with 33(3)(b), (c), (d): what happened, who to ask, what may follow, what was done and what to do oneself. */
export function breachLetter(letter: BreachLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const part = (name: 'what' | 'data' | 'consequences' | 'measures') =>
    letter[name] === ''
      ? []
      : [heading(name, words(`letter:breach.${name}`)), paragraph(`${name}.text`, letter[name])];
  return [
    greeting(letter, words),
    paragraph('told', words('letter:breach.told')),
    ...free('opening', letter.free.opening),
    ...part('what'),
    ...part('data'),
    ...part('consequences'),
    ...part('measures'),
    heading('advice', words('letter:breach.advice')),
    paragraph('advice.text', words('letter:breach.careful'), words('letter:breach.password')),
    heading('contact', words('letter:breach.contact')),
    paragraph('contact.text', words('letter:breach.ask')),
    ...complaintOnly(words),
    paragraph('sorry', words('letter:breach.sorry')),
    ...ending(letter, words),
  ];
}
