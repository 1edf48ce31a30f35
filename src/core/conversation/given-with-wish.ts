import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { hasCapitals, readsLikeName, wordsOf } from './reads-like-name.ts';

/** In such a wish an address may be what it is about: the wrong one, a receiver's, the one that gets the mail. */
const ABOUT_ADDRESSES: readonly Right[] = [
  'rectification',
  'portability',
  'objection',
  'withdraw_consent',
  'breach_report',
];

/**
 * What a message that asks something tells about its writer: name and address are not asked again (R7 mails the code at
 * once). Nothing of somebody who asks for another.
 */
export function givenWithWish(
  state: DialogueState,
  text: string,
  { slots, thirdParty }: Understanding,
  rights: readonly Right[],
  facts: ConversationFacts,
): DialogueState {
  const beside = slots.email === undefined ? undefined : nameBeside(text, slots.email, facts);
  const name = slots.name ?? beside;
  const named = name === undefined ? state : { ...state, name };
  if (thirdParty || slots.email === undefined) return named;
  const own = name !== undefined || !rights.some((right) => ABOUT_ADDRESSES.includes(right));
  const about = [slots.oldValue, slots.newValue, slots.receiver].some((value) => value?.includes('@'));
  return own && !about ? { ...named, email: slots.email } : named;
}

/** "Mag ik een kopie? Jan Bakker, jan@example.nl": whole words with capitals, right before or after the address. */
function nameBeside(text: string, email: string, facts: ConversationFacts): string | undefined {
  const parts = text.split(/[,;:<>()\n?!]+|\.\s/u).map((part) => part.trim());
  const at = parts.findIndex((part) => part.toLowerCase().includes(email));
  return [parts[at], parts[at - 1], parts[at + 1]]
    .map((part = '') => wordsOf(part, email))
    .find((words) => words.length > 1 && hasCapitals(words) && readsLikeName(words, facts))
    ?.join(' ');
}
