import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askedWords } from './asked-words.ts';
import { askedNow, confirmRights } from './confirm-rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { isRight, rightsOf } from './filed-rights.ts';
import { saysNotToErase } from './retracted.ts';

/**
 * "Een computer wees mij af, ik wil een mens", "hoe staat het ermee, en wis mijn review": what else was asked comes
 * first, and then the right is asked about (R17). Without one, what was `awaited` is said again.
 */
export function withWish(
  state: DialogueState,
  first: ConversationDecision,
  understood: Understanding,
  facts: ConversationFacts,
  awaited: readonly ConversationOutput[] = [],
): ConversationDecision {
  const rights = understood.labels.filter(isRight);
  const told = { ...first, outputs: [...first.outputs, ...awaited] };
  if (rights.length === 0 || isWithStaff(state) || facts.humanWanted) return told;
  if (askedNow(first.state, rights, understood, facts) !== undefined) return told;
  const asking = confirmRights(first.state, rights, understood, facts);
  return { ...asking, outputs: [...first.outputs, ...asking.outputs] };
}

/** What was asked beside "laat maar" waits for its turn. */
export function keepsWish(
  stopping: ConversationDecision,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { state, outputs } = stopping;
  const options = understood.labels
    .filter(isRight)
    .filter((right) => !facts.requests.some((fact) => fact.open && fact.right === right));
  if (state.step.name === 'idle') return stopping;
  if (options.length === 0) return clauses(facts.source.words) > 1 ? readToo(stopping, understood) : stopping;
  const question = { options, asked: askedWords(understood, facts), unfiled: true } as const;
  const waiting = [...(state.waiting ?? []), question];
  return { state: { ...state, waiting }, outputs: [{ type: 'await_answer' }, ...outputs] };
}

/** Less surely heard in a clause of its own: a person reads it. */
function readToo(stopping: ConversationDecision, understood: Understanding): ConversationDecision {
  if (rightsOf(understood).perhaps.length === 0) return stopping;
  return { ...stopping, outputs: [{ type: 'pass_to_staff' }, ...stopping.outputs] };
}

function clauses(words: string): number {
  return words.split(/[,.;!?\n]+/u).filter((part) => part.trim() !== '').length;
}

/**
 * What is asked about after a right was filed: an erasure only when a word of the message speaks of one, and no chance
 * likeness. "Een export, en daarna verwijderen": beside a copy that word is enough.
 */
export function askedToo(
  text: string,
  perhaps: readonly Right[],
  { labels }: Understanding,
  sure: readonly Right[],
  { choiceWords }: ConversationFacts,
): readonly Right[] {
  const { erasing = [], named_erasure = [] } = choiceWords;
  const erases = typedWords(text)
    .split(' ')
    .some((word) => erasing.includes(word) || named_erasure.includes(word));
  const isCopy = sure.every((right) => COPIES.includes(right));
  const afterwards: readonly Right[] =
    isCopy && erases && !perhaps.includes('erasure') && !saysNotToErase(text, choiceWords) ? ['erasure'] : [];
  // Who lifts a restriction does not ask for one.
  const lifts = labels.includes('lift_restriction');
  return [...perhaps, ...afterwards].filter(
    (right) =>
      !(lifts && right === 'restriction') &&
      (labels.includes(right) || (right === 'erasure' ? erases : !CHANCE_LIKENESS.includes(right))),
  );
}

/** Who takes a copy may leave with it. */
const COPIES: readonly Right[] = ['access', 'portability'];

/** A trace of these beside a wish that is sure was hardly ever one more wish (cross-validated). */
const CHANCE_LIKENESS: readonly Right[] = [
  'breach_report',
  'complaint',
  'automated_decision',
  'lift_restriction',
];

/** Whether the general answer to an access request is said (R2): it answers what was asked of the policy too. */
export function saysGenerally({ outputs }: ConversationDecision): boolean {
  return outputs.some((output) => output.type === 'say' && output.message.kind === 'general_answer');
}
