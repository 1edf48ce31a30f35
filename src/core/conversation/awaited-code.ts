import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { heldFor } from './held.ts';

/** "Mijn code is 123 456" */
const CODE_WORDS = 6;

/** Whether a message is short enough to be a code and little more. */
export function isShort(text: string): boolean {
  return text.trim().split(/\s+/).length <= CODE_WORDS;
}

/** The request whose code this may be: the one that is waited for, or after a detour the one that got a code mailed. */
export function codeAwaitedFor(
  state: DialogueState,
  text: string,
  { slots }: Understanding,
  facts: ConversationFacts,
): string | undefined {
  const { step, codeMailed = [] } = state;
  if (step.name === 'awaiting_code') return step.number;
  const isCode = step.name === 'idle' ? !/[^\d\s-]/.test(text) : isShort(text);
  if (!isCode || slots.email !== undefined) return undefined;
  return facts.requests.find(
    ({ number, open, proven, posted }) =>
      open &&
      (proven ? posted === true : codeMailed.includes(number)) &&
      heldFor(state, number) === undefined,
  )?.number;
}

/** The open request whose mailed code did not come. */
export function codeMissingFor({ step, codeMailed = [] }: DialogueState, facts: ConversationFacts) {
  if (step.name !== 'awaiting_code' && step.name !== 'idle') return undefined;
  return facts.requests.find(
    ({ number, open, proven }) =>
      open &&
      !proven &&
      (step.name === 'awaiting_code' ? number === step.number : codeMailed.includes(number)),
  );
}

/**
 * A code where none is waited for: it belongs to another conversation, is old, or came to somebody who asked for
 * nothing.
 */
export function isNoCode(
  state: DialogueState,
  text: string,
  { labels, slots }: Understanding,
  { humanWanted, choiceWords }: ConversationFacts,
): boolean {
  if (humanWanted || state.withPerson !== undefined || isWithStaff(state)) return false;
  if (state.step.name === 'asking_facts' || labels.some((label) => label !== 'out_of_scope')) return false;
  const named = slots.code !== undefined || ` ${typedWords(text)} `.includes(' code ');
  return isStrange(text, { choiceWords }) ? named : slots.code !== undefined && isShort(text);
}

/** "Ik heb niks gevraagd", "wat moet ik met deze code": who wonders about a code does not type it to prove anything. */
export function isStrange(text: string, { choiceWords }: Pick<ConversationFacts, 'choiceWords'>): boolean {
  const said = ` ${typedWords(text)} `;
  return (choiceWords.strange_code ?? []).some((words) => said.includes(` ${words} `));
}
