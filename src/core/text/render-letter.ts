import type { LetterBlock, LetterModel, RenderLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { accessLetter } from './access-letter.ts';
import { decisionLetter } from './decision-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { text } from './texts.ts';

/** The letter word for word, in blocks with stable ids; the same model always gives the same letter. */
export const renderLetter: RenderLetter = (letter) => ({
  title: text(letter.language, `letter:title.${letter.kind}`),
  language: letter.language,
  blocks: blocksOf(letter),
});

function blocksOf(letter: LetterModel): readonly LetterBlock[] {
  switch (letter.kind) {
    case 'access_answer':
      return accessLetter(letter);
    case 'decision':
      return decisionLetter(letter);
    case 'refusal':
      return refusalLetter(letter);
    default:
      return assertNever(letter);
  }
}
