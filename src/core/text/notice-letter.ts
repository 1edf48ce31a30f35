import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import { dateInWords } from './date-in-words.ts';
import {
  complaintOnly,
  ending,
  free,
  greeting,
  heading,
  type LetterWords,
  letterWords,
  list,
  paragraph,
} from './letter-blocks.ts';

type DoubtLetter = Extract<LetterModel, { readonly kind: 'identity_doubt' }>;
type ExtensionLetter = Extract<LetterModel, { readonly kind: 'extension' }>;

/**
 * AVG 12(6): which doubt, what would do with the cheapest first, since when the term stands still; nothing about whether
 * there are data.
 */
export function doubtLetter(letter: DoubtLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const { reason, asks, since } = letter;
  return [
    ...beginning(letter, words),
    heading('doubt', words('letter:doubt.why')),
    paragraph('doubt.reason', words('letter:doubt.reason', { reason })),
    paragraph('doubt.law', words('letter:doubt.law')),
    heading('enough', words('letter:doubt.enough')),
    paragraph(
      'enough.one',
      words(asks.length === 1 ? 'letter:doubt.one_enough' : 'letter:doubt.some_enough'),
    ),
    list(
      'enough.list',
      asks.map((kind) => words(`letter:doubt_evidence.${kind}`)),
    ),
    paragraph('enough.never', words('letter:doubt.never')),
    heading('paused', words('letter:doubt.paused')),
    paragraph('paused.since', words('letter:doubt.since', { day: dateInWords(letter.language, since) })),
    paragraph('paused.promise', words('letter:doubt.promise')),
    paragraph('paused.silence', words('letter:doubt.silence')),
    ...complaintOnly(words),
    ...ending(letter, words),
  ];
}

/** AVG 12(3): the new date and the reasons, told inside the first month. */
export function extensionLetter(letter: ExtensionLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const { reasons, facts, until } = letter;
  return [
    ...beginning(letter, words),
    paragraph('until', words('letter:extension.longer', { until: dateInWords(letter.language, until) })),
    heading('why', words('letter:extension.why')),
    list(
      'why.reasons',
      reasons.map((reason) => words(`letter:extension_reasons.${reason}`)),
    ),
    paragraph('why.facts', words('letter:extension.facts', { facts: facts.trim() })),
    paragraph('why.law', words('letter:extension.law')),
    ...complaintOnly(words),
    ...ending(letter, words),
  ];
}

function beginning(letter: DoubtLetter | ExtensionLetter, words: LetterWords): readonly LetterBlock[] {
  return [
    greeting(letter, words),
    paragraph('asked', words('letter:refusal.asked'), words('letter:frame.number')),
    ...free('opening', letter.free.opening),
  ];
}
