import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { withQuestionLater } from './put-again.ts';
import { hasCapitals, readsLikeName, wordsOf } from './reads-like-name.ts';
import { say } from './say.ts';

const NAME_CHARACTERS = 80;
const WRITTEN_AT = /[([{<]\s*(?:at|apestaartje|@)\s*[)\]}>]|\S+\s(?:apestaartje|at)\s\S+\.\p{L}{2,}/iu;

/** Name and address, in any order and in one message or two; undefined when this message gives neither. */
export function identityGiven(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { slots } = understood;
  const { step } = state;
  const asked = step.name === 'asking_identity' || step.name === 'awaiting_code';
  // A name before what is wanted was chosen: kept, so that it is not asked later.
  if (step.name === 'choosing' && slots.email === undefined && isWholeName(text, facts))
    return {
      state: { ...state, name: text.trim() },
      outputs: [say({ kind: 'ask_choice', number: step.number })],
    };
  if (!asked && slots.email === undefined) return undefined;
  if (step.name !== 'asking_identity' && step.name !== 'awaiting_code' && step.name !== 'choosing')
    return undefined;
  // While a code is awaited only a new address is news.
  if (step.name === 'awaiting_code' && (slots.email === undefined || slots.email === state.email))
    return undefined;
  // "karin(at)example.nl": an address that is not written as one, and no name.
  if (slots.email === undefined && WRITTEN_AT.test(text))
    return { state, outputs: [say({ kind: 'email_invalid' })] };
  const alone = slots.email === undefined && slots.name === undefined;
  if (alone && asksSomething(understood) && !isWholeName(text, facts)) return undefined;
  const named = slots.name ?? nameIn(text, slots.email, step.name, facts);
  if (slots.email === undefined && named === undefined) return undefined;
  const email = slots.email ?? state.email;
  const name = named ?? state.name;
  const known: DialogueState = {
    ...state,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  };
  const { number } = step;
  const ask = { type: 'ask_identity', number } as const;
  if (email === undefined && text.includes('@')) return { state, outputs: [say({ kind: 'email_invalid' })] };
  if (email === undefined)
    return {
      state: { ...known, step: { name: 'asking_identity', number } },
      outputs: [ask, say({ kind: 'ask_email' })],
    };
  if (name === undefined)
    return {
      state: { ...known, step: { name: 'asking_identity', number } },
      outputs: [ask, say({ kind: 'ask_name' })],
    };
  return {
    state: { ...known, step: { name: 'awaiting_code', number } },
    outputs: [ask, { type: 'mail_code', number, name, email }],
  };
}

/** Name or address while it is asked what else was meant: what is filed goes on with them, and that question comes later. */
export function identityMeanwhile(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const later = withQuestionLater(state);
  const given = understood.slots.email !== undefined || isWholeName(text, facts);
  if (later === undefined || !given || understood.thirdParty || rightsOf(understood).sure.length > 0)
    return undefined;
  return identityGiven(later, text, understood, facts);
}

const CORRECTION_WORDS = 12;

/** "Sorry, verkeerd adres, het moet b@example.nl zijn", right after an address: that one is meant, not one on file. */
export function correctsAddress(
  { step, email }: DialogueState,
  text: string,
  sure: readonly Right[],
  { slots }: Understanding,
): boolean {
  const asked = step.name === 'asking_identity' || step.name === 'awaiting_code';
  const given = email !== undefined && slots.email !== undefined && slots.email !== email;
  const onlyThat = sure.every((right) => right === 'rectification');
  return asked && given && onlyThat && text.trim().split(/\s+/).length <= CORRECTION_WORDS;
}

/** "Hoe staat het met mijn verzoek" is a question, though it could pass for a name. */
function asksSomething({ labels, confidence }: Understanding): boolean {
  return confidence >= 0.5 && labels.some((label) => label !== 'out_of_scope');
}

/** "Piet Post" is a name, whatever its words may mean besides. */
export function isWholeName(text: string, facts: ConversationFacts): boolean {
  const words = wordsOf(text, undefined);
  return words.length > 1 && hasCapitals(words) && readsLikeName(words, facts);
}

/** What is left of "Sanne de Vries, sanne@example.nl" without the address, when it reads like a name. */
function nameIn(
  text: string,
  email: string | undefined,
  step: DialogueState['step']['name'],
  facts: ConversationFacts,
): string | undefined {
  if ((step !== 'asking_identity' && step !== 'choosing') || text.includes('?')) return undefined;
  const parts = text
    .split(/[,;<>()\n]+/u)
    .map((part) => wordsOf(part, email))
    .filter((words) => words.length > 0);
  // "Sanne de Vries, geen-adres": a first part that is a whole name is not mixed with what else was typed.
  const [first = []] = parts;
  const words = first.length > 1 ? first : parts.flat();
  const name = words.join(' ');
  return readsLikeName(words, facts) && name.length <= NAME_CHARACTERS ? name : undefined;
}
