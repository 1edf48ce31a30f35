import { type ReplyLanguage, replyLanguage } from '../kernel/language.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';

/** Fewer words change the language of a conversation only while none was clear yet. */
const CLEAR_WORDS = 5;
const SOME_WORDS = 3;

export interface Heard {
  readonly text: string;
  readonly language: Understanding['language'];
  /** As the channel reports it. */
  readonly hint: ReplyLanguage | undefined;
}

/** Whether these words are all used in Dutch as well, or are none: "ok", "merci he", "okay thanks", an emoji, a code. */
export function tellsNoLanguage(text: string, either: readonly string[] = []): boolean {
  const words = typedWords(text)
    .replace(/[\d ]+/g, ' ')
    .trim();
  return words.split(' ').every((word) => word === '' || either.includes(word));
}

/**
 * The language of the answers (row 17). Of the first words when they tell one, else as the channel reports it, else
 * Dutch; later another one when whole sentences come in it, or a few words while nothing told a language (`open`).
 */
export function spokenLanguage(
  { text, language, hint }: Heard,
  so: { readonly far: ReplyLanguage | undefined; readonly open: boolean },
  either: readonly string[] | undefined,
): { readonly language: ReplyLanguage; readonly open: boolean } {
  const far = so.far ?? hint ?? 'nl';
  if (tellsNoLanguage(text, either)) return { language: far, open: so.far === undefined || so.open };
  const words = text.trim().split(/\s+/).length;
  const enough = so.far === undefined || words >= CLEAR_WORDS || (so.open && words >= SOME_WORDS);
  return enough ? { language: replyLanguage(language), open: false } : { language: far, open: so.open };
}
