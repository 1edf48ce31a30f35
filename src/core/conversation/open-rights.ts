import type { Right } from '../kernel/rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

/**
 * Opens a request for every right asked, each with its own number and one common receipt (law.md 8.6). A right that
 * is open in this conversation already is named instead of doubled (R12); one that the customer ended before comes
 * back with its old receipt (R3).
 */
export function openRights(
  state: DialogueState,
  rights: readonly Right[],
  flags: { readonly raised: boolean; readonly thirdParty: boolean },
  facts: ConversationFacts,
  source: ConversationFacts['source'],
): ConversationDecision {
  const outputs: ConversationOutput[] = [];
  let step = state.step;
  let used = 0;
  for (const right of rights) {
    const earlier = facts.requests.find(
      (request) => request.right === right && (request.open || ended(request.status)),
    );
    if (earlier !== undefined) {
      const { number, dueDay } = earlier;
      if (earlier.open) outputs.push(say({ kind: 'already_open', number, right, dueDay }));
      else outputs.push({ type: 'reopen', number }, say({ kind: 'reopened', number, dueDay }));
      if (!earlier.proven) step = followUp(right, number, outputs);
      continue;
    }
    const next = facts.next[used];
    if (next === undefined) throw new Error('more rights in one message than numbers prepared');
    used += 1;
    const { number, dueDay } = next;
    outputs.push({
      type: 'open_request',
      number,
      right,
      ...flags,
      words: source.words,
      receivedAt: source.receivedAt,
      sourceKey: source.key,
    });
    if (right === 'access') outputs.push(say({ kind: 'general_answer' }));
    outputs.push(say({ kind: 'receipt', number, right, dueDay }));
    if (step.name === 'idle') step = followUp(right, number, outputs);
  }
  return { state: { ...state, step }, outputs };
}

function ended(status: string): boolean {
  return status === 'withdrawn' || status === 'answered_generally';
}

/** The one question after the receipt: what exactly, for an access request (R3); otherwise who asks. */
function followUp(right: Right, number: string, outputs: ConversationOutput[]): DialogueState['step'] {
  if (right === 'access') {
    outputs.push(say({ kind: 'ask_choice', number }));
    return { name: 'choosing', number };
  }
  outputs.push({ type: 'ask_identity', number }, say({ kind: 'ask_identity', number }));
  return { name: 'asking_identity', number };
}
