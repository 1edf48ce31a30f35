import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import { amountInWords } from './amount-in-words.ts';
import { dateInWords } from './date-in-words.ts';
import { ending, free, greeting, heading, letterWords, list, paragraph, remedies } from './letter-blocks.ts';

type FeeLetter = Extract<LetterModel, { readonly kind: 'fee' }>;

/**
 * AVG 12(5)(a): the amount beforehand, why and from which facts, and that withdrawing costs nothing (EDPB 01/2022 §192).
 * Nothing is done unless the customer says yes, so the AP and the court stand in it as in a refusal (12(4)).
 */
export function feeLetter(letter: FeeLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const { ground, cents, basis, facts, intent, until, language } = letter;
  const amount = amountInWords(language, cents);
  return [
    greeting(letter, words),
    paragraph('asked', words('letter:refusal.asked'), words('letter:frame.number')),
    ...free('opening', letter.free.opening),
    paragraph('amount', words('letter:fee.amount', { amount })),
    paragraph('amount.basis', words('letter:fee.basis', { basis: basis.trim() })),
    heading('why', words('letter:fee.why')),
    paragraph('why.ground', words(`letter:grounds.${ground}`), words('letter:refusal.proof')),
    paragraph('why.facts', words('letter:refusal.facts', { facts: facts.trim() })),
    ...(intent === undefined
      ? []
      : [paragraph('why.abuse', words('letter:refusal.abuse', { intent: intent.trim() }))]),
    heading('choice', words('letter:fee.choice')),
    list('choice.list', [words('letter:fee.agree'), words('letter:fee.withdraw'), words('letter:fee.less')]),
    paragraph('choice.silence', words('letter:fee.silence', { until: dateInWords(language, until) })),
    ...remedies(words),
    ...ending(letter, words),
  ];
}
