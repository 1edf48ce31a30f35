import { actsNow } from '../kernel/acts-now.ts';
import { isInPerson } from '../kernel/rights.ts';
import { asksFacts } from './asks-facts.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { askValue, followUp } from './follow-up.ts';
import { heldFor } from './held.ts';
import { say } from './say.ts';

/**
 * What the desk asks when one request of the conversation is settled: another wish is not forgotten (R17). It gets a
 * code of its own, for a code is bound to one right (R7), or the question that it was not asked yet.
 */
export function nextUnproven(
  state: DialogueState,
  done: string | undefined,
  facts: ConversationFacts,
  outputs: readonly ConversationOutput[],
): ConversationDecision {
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  const next = facts.requests.find(
    (fact) =>
      fact.open &&
      !fact.proven &&
      fact.number !== done &&
      !actsNow(fact.right) &&
      heldFor(state, fact.number) === undefined,
  );
  if (isInPerson(facts.channel)) return { state: idle, outputs };
  if (next === undefined) return valueFor(idle, facts, outputs) ?? askFacts(idle, facts, outputs);
  const { number, right } = next;
  const waiting: DialogueState = { ...state, step: { name: 'awaiting_code', number } };
  if (state.codeMailed?.includes(number))
    return { state: waiting, outputs: [...outputs, say({ kind: 'code_waits' })] };
  const { name, email } = state;
  const unasked = right === 'access' && next.status === 'received';
  if (!unasked && name !== undefined && email !== undefined)
    return { state: waiting, outputs: [...outputs, { type: 'mail_code', number, name, email }] };
  const { question } = followUp(right, number, state);
  return question === undefined
    ? { state: idle, outputs }
    : { state: { ...state, step: question.step }, outputs: [...outputs, ...question.outputs] };
}

/** What a proven correction should say, where that is not known yet. */
function valueFor(
  idle: DialogueState,
  { requests }: ConversationFacts,
  outputs: readonly ConversationOutput[],
): ConversationDecision | undefined {
  const open = requests.find((fact) => fact.open && idle.valueOpen?.includes(fact.number) === true);
  if (open === undefined || heldFor(idle, open.number) !== undefined) return undefined;
  const asked = askValue(open.number);
  return { state: { ...idle, step: asked.step }, outputs: [...outputs, ...asked.outputs] };
}

/** Whose mailbox is proven, but not enough for what was asked: two facts of an order come last (R9). */
function askFacts(
  idle: DialogueState,
  facts: ConversationFacts,
  outputs: readonly ConversationOutput[],
): ConversationDecision {
  const owed = facts.requests.find(
    (fact) => fact.open && fact.factsOwed === true && heldFor(idle, fact.number) === undefined,
  );
  if (owed === undefined) return { state: idle, outputs };
  const { number } = owed;
  return { state: asksFacts(idle, number), outputs: [...outputs, say({ kind: 'ask_facts', number })] };
}
