import type { Language } from '../kernel/language.ts';
import { fold } from './clean-text.ts';
import type { Phrases } from './phrases.ts';

export type RecogniseLanguage = (text: string, before: Language | undefined) => Language;

const LANGUAGES: readonly Language[] = ['nl', 'en', 'de', 'fr'];
const MOST_LETTERS = 2_000;
/** A conversation changes language only on clear words, not on "ok" or a name. */
const CLEAR_LEAD = 1;
/** A text of which fewer words than this are known to a language is none of it, however often one of them comes back. */
const KNOWN_SHARE = 0.3;

/**
 * Learns how often words occur in each language, from the phrases and the lists of common words. The recogniser
 * takes cleaned text; when the text does not tell, the language of the conversation so far holds, else Dutch.
 */
export function trainLanguage(phrases: Phrases): RecogniseLanguage {
  const counts = new Map<string, Record<Language, number>>();
  const totals: Record<Language, number> = { nl: 1, en: 1, de: 1, fr: 1 };
  const count = (word: string, language: Language, times: number): void => {
    const entry = counts.get(word) ?? { nl: 0, en: 0, de: 0, fr: 0 };
    entry[language] += times;
    totals[language] += times;
    counts.set(word, entry);
  };
  for (const { language, phrases: texts } of phrases.groups) {
    for (const text of texts) for (const word of wordsOf(text)) count(word, language, 1);
  }
  const usual = phrases.lexicons.flatMap(({ common }) =>
    LANGUAGES.map((language) => [language, common[language] ?? []] as const),
  );
  for (const [language, words] of usual) {
    // A common word weighs as if it made up two in a thousand words of its language.
    const times = Math.max(1, totals[language] / 500);
    for (const word of words) count(word, language, times);
  }
  const shares = new Map<string, readonly number[]>();
  for (const [word, entry] of counts) {
    const rates = LANGUAGES.map((language) => entry[language] / totals[language]);
    const sum = rates.reduce((a, b) => a + b, 0);
    shares.set(
      word,
      rates.map((rate) => rate / sum),
    );
  }
  return (text, before) => {
    const scores = new Float64Array(LANGUAGES.length);
    const words = new Set(wordsOf(text.slice(0, MOST_LETTERS)));
    for (const word of words) {
      const share = shares.get(word);
      if (share === undefined) continue;
      for (let index = 0; index < scores.length; index += 1) {
        scores[index] = (scores[index] ?? 0) + (share[index] ?? 0);
      }
    }
    const fallback = before ?? 'nl';
    const kept = scores[LANGUAGES.indexOf(fallback)] ?? 0;
    const best = Math.max(...scores);
    const lead = before === undefined ? 0 : CLEAR_LEAD;
    if (best < words.size * KNOWN_SHARE) return fallback;
    return best > kept + lead ? (LANGUAGES[scores.indexOf(best)] ?? fallback) : fallback;
  };
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/\p{L}+(?:'\p{L}+)?/gu) ?? [];
}
