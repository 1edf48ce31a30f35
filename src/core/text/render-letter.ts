import type { LetterBlock, LetterModel, RenderLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { accessLetter } from './access-letter.ts';
import { breachLetter } from './breach-letter.ts';
import { feeLetter } from './fee-letter.ts';
import { letterWords } from './letter-blocks.ts';
import { doubtLetter, extensionLetter } from './notice-letter.ts';
import { outcomeLetter } from './outcome-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import type { TextKey } from './texts.ts';

/** The letter word for word, in blocks with stable ids; the same model always gives the same letter. */
export const renderLetter: RenderLetter = (letter) =>
  letter.kind === 'decision'
    ? outcomeLetter(letter)
    : {
        title: letterWords(letter)(titleOf(letter)),
        language: letter.language,
        blocks: blocksOf(letter),
      };

function titleOf(letter: Exclude<LetterModel, { readonly kind: 'decision' }>): TextKey {
  const mourns = letter.kind === 'refusal' && letter.ground === 'deceased';
  return mourns ? 'letter:title.deceased' : `letter:title.${letter.kind}`;
}

function blocksOf(letter: Exclude<LetterModel, { readonly kind: 'decision' }>): readonly LetterBlock[] {
  switch (letter.kind) {
    case 'access_answer':
      return accessLetter(letter);
    case 'refusal':
      return refusalLetter(letter);
    case 'identity_doubt':
      return doubtLetter(letter);
    case 'extension':
      return extensionLetter(letter);
    case 'fee':
      return feeLetter(letter);
    case 'breach':
      return breachLetter(letter);
    default:
      return assertNever(letter);
  }
}
