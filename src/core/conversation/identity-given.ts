import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

const NAME_CHARACTERS = 80;
/** Without the particles of a surname. */
const NAME_WORDS = 4;
const PARTICLES = 4;
const PARTICLE = /^(?:van|von|de|den|der|het|ten|ter|te|['’]t|el|al|la|le|du|in|op|aan|uit|bij)$/iu;

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
  if (!asked && slots.email === undefined) return undefined;
  if (step.name !== 'asking_identity' && step.name !== 'awaiting_code' && step.name !== 'choosing')
    return undefined;
  // While a code is awaited only a new address is news.
  if (step.name === 'awaiting_code' && (slots.email === undefined || slots.email === state.email))
    return undefined;
  if (slots.email === undefined && slots.name === undefined && asksSomething(understood)) return undefined;
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

/** "Hoe staat het met mijn verzoek" is a question, though it could pass for a name. */
function asksSomething({ labels, confidence }: Understanding): boolean {
  return confidence >= 0.5 && labels.some((label) => label !== 'out_of_scope');
}

/** What is left of "Sanne de Vries, sanne@example.nl" without the address, when it reads like a name. */
function nameIn(
  text: string,
  email: string | undefined,
  step: DialogueState['step']['name'],
  facts: ConversationFacts,
): string | undefined {
  if (step !== 'asking_identity' || text.includes('?')) return undefined;
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

/** "Sanne van den Berg", "Jan van 't Hoff"; not "mijn man is overleden": no word of a sentence stands in a name. */
function readsLikeName(words: readonly string[], { choiceWords }: ConversationFacts): boolean {
  const full = words.filter((word) => !PARTICLE.test(word));
  return (
    full.length > 0 &&
    full.length <= NAME_WORDS &&
    words.length <= NAME_WORDS + PARTICLES &&
    words.every((word) => /^['’]?\p{L}[\p{L}'’.-]*$/u.test(word)) &&
    words.every((word) => choiceWords.not_a_name?.includes(typedWords(word)) !== true)
  );
}

function wordsOf(part: string, email: string | undefined): readonly string[] {
  return part
    .split(/\s+/u)
    .filter((word) => word !== '' && !word.includes('@') && word.toLowerCase() !== email);
}
