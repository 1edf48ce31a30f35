import type { LetterBlock, RenderedLetter } from '../../../src/core/fulfilment/letter.ts';
import { wordCount } from './read-text.ts';

/** Vowels that are one sound in Dutch, the longest first; a letter with a trema begins a new one. */
const SOUND =
  /eeuw|ieuw|aai|ooi|oei|eau|ëi|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâèéêìíîòóôùúûäëïöü]/giu;

/** Syllables of a Dutch word by its vowels; what has none is spoken as one. */
export function syllables(word: string): number {
  return Math.max(1, word.match(SOUND)?.length ?? 0);
}

/** The sentences of a letter as they are read, a colon ends none: each item and each cell with a text of its own. */
export function sentencesOf({ title, blocks }: Pick<RenderedLetter, 'title' | 'blocks'>): readonly string[] {
  return [title, ...blocks.flatMap(textsOf)]
    .flatMap((text) => text.split('\n'))
    .flatMap((text) => text.split(/(?<=[.!?])\s+/u))
    .filter((sentence) => wordCount(sentence) > 0);
}

function textsOf(block: LetterBlock): readonly string[] {
  if (block.kind === 'list') return block.items;
  return block.kind === 'table' ? block.rows.flat() : [block.text];
}

/** Flesch-Douma: 100 is very easy, 60 is plain (Douma 1960). */
export function fleschDouma(text: readonly string[]): number {
  const words = text.flatMap((sentence) =>
    sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)),
  );
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 206.84 - 0.93 * (words.length / text.length) - 77 * (spoken / words.length);
}
