import { createHash } from 'node:crypto';
import type { Phrases } from '../src/core/understanding/phrases.ts';
import { groupsOf, plainOf } from './alike-phrases.ts';
import { messagesOf } from './cross-validate-understanding.ts';

const SEALED_PERCENT = 18;

/**
 * Texts that are looked at for the final figures only. A group of nearly identical phrases is sealed as a whole, by
 * the digest of its first phrase in the order of the alphabet: what else is written or moved changes nothing.
 */
export function sealedTexts(phrases: Phrases): ReadonlySet<string> {
  const texts = messagesOf(phrases).map(({ text }) => text);
  const groups = groupsOf(texts);
  const first = new Map<number, string>();
  for (const [index, text] of texts.entries()) {
    const group = groups[index] ?? index;
    const plain = plainOf(text);
    const known = first.get(group);
    if (known === undefined || plain < known) first.set(group, plain);
  }
  return new Set(texts.filter((_, index) => isSealed(first.get(groups[index] ?? index) ?? '')));
}

function isSealed(plain: string): boolean {
  return createHash('sha256').update(plain).digest().readUInt32BE(0) % 100 < SEALED_PERCENT;
}
