import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { isWholeName } from './identity-given.ts';
import { passToStaff } from './pass-to-staff.ts';
import { presentQuestion } from './present-question.ts';
import { hasCapitals, readsLikeName, wordsOf } from './reads-like-name.ts';
import { say } from './say.ts';

/** From here words that could be a name are asked about as a wish. */
const CLEAR = 0.6;

/**
 * Name and address before they were asked: kept, so that they are not asked later, and what is open is asked again.
 * Undefined when the words say anything else, or when they answer a question about identity.
 */
export function identityAhead(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { email, name } = understood.slots;
  const { step } = state;
  const early =
    step.name === 'confirming_right' ||
    step.name === 'confirming' ||
    step.name === 'picking_request' ||
    (step.name === 'idle' && facts.requests.length === 0);
  if (!early || understood.thirdParty) return undefined;
  if (email === undefined && step.name !== 'idle' && isWholeName(text, facts)) {
    const named: DialogueState = { ...state, name: text.trim() };
    return { state: named, outputs: [say(presentQuestion(named) ?? { kind: 'ask_wish' })] };
  }
  if (email === undefined) return undefined;
  // Who was told that a person answers is asked nothing: that person reads it (R4).
  if (step.name === 'idle' && state.withPerson !== undefined) return passToStaff(state, facts);
  // "Mijn mailadres is …" says no more than the address does.
  const words = text
    .split(/[,;:<>()\n]+/u)
    .flatMap((part) => wordsOf(part, email))
    .filter((word) => facts.choiceWords.introduces?.includes(typedWords(word)) !== true);
  const reads = readsLikeName(words, facts);
  const isName = reads && words.length > 1;
  // "Verwijder jan@example.nl" is a wish, however much it looks like a name: it is filed or asked about (R2).
  const { sure, perhaps } = rightsOf(understood);
  const bare = words.length === 0 && step.name !== 'idle';
  const asks = perhaps.length > 0 && (!isName || !hasCapitals(words) || understood.confidence >= CLEAR);
  if (sure.length > 0 || (asks && !bare) || (words.length > 0 && !reads)) return undefined;
  const known = name ?? (isName ? words.join(' ') : undefined);
  const next: DialogueState = { ...state, email, ...(known === undefined ? {} : { name: known }) };
  return { state: next, outputs: [say(presentQuestion(next) ?? { kind: 'ask_wish' })] };
}
