import type { Phrases } from '../src/core/understanding/phrases.ts';
import { digestOf, firstOfGroups } from './alike-phrases.ts';
import { messagesOf } from './cross-validate-understanding.ts';

const SEALED_PERCENT = 18;

/**
 * Texts that are looked at for the final figures only. A group of nearly identical phrases is sealed as a whole, by
 * the digest of its first phrase in the order of the alphabet: what else is written or moved changes nothing.
 */
export function sealedTexts(phrases: Phrases): ReadonlySet<string> {
  const texts = messagesOf(phrases).map(({ text }) => text);
  const first = firstOfGroups(texts);
  return new Set(texts.filter((_, index) => digestOf(first[index] ?? '') % 100 < SEALED_PERCENT));
}
