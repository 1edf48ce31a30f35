import { fold } from './clean-text.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { type Word, wordOf } from './word.ts';

const WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|[?!]/gu;

/** What names one person or one case must not steer the reading, nor may a cited article (what is asked counts). */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/\bPB(?:-[A-Z0-9]{4}-|[- ]?(?=[A-Z]{0,4}[- ]?[A-Z]{0,4}\d)[A-Z0-9]{4}[- ]?)[A-Z0-9]{4}\b/gi, ' zzref '],
  [/[^\s@<>"]{1,64} ?@ ?[^\s@<>",]{1,190}/g, ' zzmail '],
  [/\b(?:https?:\/\/|www\.)\S{1,300}/gi, ' zzlink '],
  [/\b(?:art(?:ikel|icle|\.)?)\s{0,3}\d{1,3}\b(?:\s{0,3}(?:lid|\(\d\)))?/gi, ' zzlaw '],
];

/** Without these characters there is nothing to replace; most sentences have none. */
const MAY_NAME = /[\d@]|www|http|pb-/i;

const PLACEHOLDER: ReadonlyMap<string, Word> = new Map([
  ['zzref', wordOf('#ref', undefined)],
  ['zzmail', wordOf('#mail', undefined)],
  ['zzlink', wordOf('#link', undefined)],
]);
const NUMBER = wordOf('#', undefined);
/** A cited article is no word. */
const LAW = 'zzlaw';

/** Cleaned text -> words with their meaning. Linear in the length of the text. */
export function readWords(text: string, lexicon: CompiledLexicon): readonly Word[] {
  let plain = text;
  if (MAY_NAME.test(text)) for (const [pattern, by] of REPLACED) plain = plain.replace(pattern, by);
  const words: Word[] = [];
  for (const raw of fold(plain).match(WORD) ?? []) {
    if (raw !== LAW) words.push(PLACEHOLDER.get(raw) ?? (/^\d+$/.test(raw) ? NUMBER : lexicon.word(raw)));
  }
  return words;
}
