import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { identityGiven } from './identity-given.ts';
import { nextUnproven } from './next-unproven.ts';
import { say } from './say.ts';

const OTHERWISE = ['human', 'status', 'thanks', 'greeting', 'withdraw_request'] as const;

/**
 * Words after "wat moet het worden?": they are kept with the request, for staff, and the question is not put again. Who
 * gives name and address first goes on with those. Undefined for a question or another wish.
 */
export function valueGiven(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'asking_value' || text.includes('?')) return undefined;
  const { number } = step;
  const { sure } = rightsOf(understood);
  if (sure.some((right) => right !== 'rectification') || understood.thirdParty) return undefined;
  if (OTHERWISE.some((label) => isAsked(understood, label))) return undefined;
  const asking: DialogueState = { ...state, step: { name: 'asking_identity', number } };
  const proven = facts.requests.some((request) => request.number === number && request.proven);
  const who =
    proven || understood.slots.email === undefined
      ? undefined
      : identityGiven(asking, text, understood, facts);
  // Who they are comes first: what it should be is asked when that is settled.
  if (who?.state.name !== undefined)
    return { ...who, state: { ...who.state, valueOpen: [...(state.valueOpen ?? []), number] } };
  const noted: readonly ConversationOutput[] = [
    { type: 'note_value', number, text },
    say({ kind: 'value_noted', number }),
  ];
  return nextUnproven(state, undefined, facts, noted);
}

/** A question that is being asked is not asked again, whatever is answered (R3). */
export function valueAsked(state: DialogueState): DialogueState {
  const { step, valueOpen, ...rest } = state;
  if (step.name !== 'asking_value' || valueOpen === undefined) return state;
  const open = valueOpen.filter((number) => number !== step.number);
  return { ...rest, step, ...(open.length > 0 ? { valueOpen: open } : {}) };
}
