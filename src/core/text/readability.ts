import type { ReplyLanguage } from '../kernel/language.ts';

export interface Readability {
  /** Reading ease, 0 to 100: Flesch-Douma for Dutch, Flesch for English. */
  readonly score: number;
  /** Words in a sentence, on average and at most. */
  readonly mean: number;
  readonly longest: number;
  /** Share of words of eleven letters or more. */
  readonly longWords: number;
}

/**
 * What plain language has to reach. No formula is a level of the CEFR: 60 is where Douma (1960) and Flesch (1949) let
 * "normal" begin; a mean of 15 words (English: 20) and no sentence over 25 is what this desk takes for B1.
 */
export const PLAIN = { score: 60, mean: { nl: 15, en: 20 }, longest: 25 } as const;

const LONG_WORD = 11;

/** How hard a text reads; addresses, numbers and names are no words. A text without words reads as the easiest. */
export function readability(text: string, language: ReplyLanguage): Readability {
  const sentences = text
    .replace(/\S+@\S+|https?:\S+|\b(?:www\.)?[\w-]+\.(?:nl|com|org|eu)\b/g, '')
    // A colon begins an enumeration or a sentence of its own.
    .split(/(?<=[.!?:;])\s+|\n+/u)
    .map((sentence) => (sentence.match(/\p{L}[\p{L}'’-]*/gu) ?? []).filter(isNoName))
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length === 0) return { score: 100, mean: 0, longest: 0, longWords: 0 };
  const mean = words.length / sentences.length;
  const perWord = words.reduce((sum, word) => sum + syllables(word, language), 0) / words.length;
  // Dutch: W.H. Douma, De leesbaarheid van landbouwbladen (1960); English: R. Flesch, The art of readable writing (1949).
  const score =
    language === 'nl' ? 206.84 - 77 * perWord - 0.93 * mean : 206.835 - 84.6 * perWord - 1.015 * mean;
  return {
    score: Math.round(score),
    mean: Math.round(mean * 10) / 10,
    longest: Math.max(...sentences.map(({ length }) => length)),
    longWords: words.filter(({ length }) => length >= LONG_WORD).length / words.length,
  };
}

/** Whether it is as plain as the desk wants every answer. */
export function isPlain({ score, mean, longest }: Readability, language: ReplyLanguage): boolean {
  return score >= PLAIN.score && mean <= PLAIN.mean[language] && longest <= PLAIN.longest;
}

/** A capital inside a sentence, or inside a word. */
function isNoName(word: string, index: number): boolean {
  return !/.\p{Lu}\p{Ll}/u.test(word) && (index === 0 || !/^\p{Lu}\p{Ll}/u.test(word));
}

/** Groups of vowels; a trema begins a new one. Abbreviations count letter by letter. */
function syllables(word: string, language: ReplyLanguage): number {
  if (/^\p{Lu}{2,4}$/u.test(word)) return word.length;
  const plain = word.toLowerCase().normalize('NFC');
  const groups =
    language === 'nl'
      ? plain.match(/[ëïöü][aeiou]?|ij|[aeiouyáéíóúàèêô]+?(?=[ëïöü])|[aeiouyáéíóúàèêô]+j?/gu)
      : plain
          .replace(/(?<=[^aeiouy][a-z]*)(?:es|ed|e)$/u, (end) =>
            /[lt]ed$|[sxz]es$|[^l]le$/.test(plain) ? end : '',
          )
          .match(/[aeiouy]+/gu);
  return Math.max(1, groups?.length ?? 0);
}
