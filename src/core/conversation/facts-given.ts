import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationInput, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { nextUnproven } from './next-unproven.ts';
import { say } from './say.ts';
import { typedChoice } from './typed-choice.ts';

/**
 * Whether these words are an answer about an order: what was typed is then compared and not kept (R9), whoever says it
 * anew in an edited message included. A wish, a question or a choice is none.
 */
export function answersFacts(
  { step }: DialogueState,
  text: string,
  understood: Understanding,
  lists: Pick<ConversationFacts, 'choiceWords'>,
): boolean {
  const { labels, signals, topic } = understood;
  if (text.startsWith('/') || signals.includes('deceased') || signals.includes('minor')) return false;
  if (rightsOf(understood).sure.length > 0 || labels.includes('human')) return false;
  if (isAsked(understood, 'status') || isAsked(understood, 'withdraw_request')) return false;
  if (isAsked(understood, 'policy_question') && topic !== null && text.includes('?')) return false;
  if (typedChoice(text, step.name, lists) !== undefined) return false;
  return (
    /\d/.test(text) || (!text.includes('?') && !labels.includes('thanks') && !labels.includes('greeting'))
  );
}

/** The answer is always the same, whether there is an order or not; how it compares is said when it was compared. */
export function factsGiven(
  state: DialogueState,
  { outcome, number }: Extract<ConversationInput, { type: 'facts_given' }>,
  facts: ConversationFacts,
): ConversationDecision {
  if (outcome === 'more') return { state, outputs: [say({ kind: 'facts_more', number })] };
  if (outcome === 'none')
    return { state: { ...state, step: { name: 'idle' } }, outputs: [say({ kind: 'choice_expired' })] };
  return nextUnproven(state, number, facts, [say({ kind: 'facts_noted', number })]);
}

/** "Dat weet ik niet": also of whoever never ordered. A person finds another way. */
export function noFacts(
  state: DialogueState,
  request: RequestFact | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  if (request?.factsOwed !== true) return { state, outputs: [say({ kind: 'choice_expired' })] };
  const { number } = request;
  return nextUnproven({ ...state, step: { name: 'idle' } }, number, withoutOwed(facts, number), [
    { type: 'end_facts', number },
    { type: 'call_human', reason: 'no_facts' },
    say({ kind: 'facts_ended', number }),
  ]);
}

function withoutOwed(facts: ConversationFacts, number: string): ConversationFacts {
  return { ...facts, requests: facts.requests.filter((fact) => fact.number !== number) };
}
