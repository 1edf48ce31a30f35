import type { Right } from '../kernel/rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { followUp } from './follow-up.ts';
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
      if (!earlier.proven && !isAsked(step, number)) step = ask(right, number);
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
    if (INTERRUPTED.includes(step.name)) step = ask(right, number);
  }
  return { state: { ...state, step }, outputs };

  function ask(right: Right, number: string): DialogueState['step'] {
    const further = followUp(right, number);
    outputs.push(...further.outputs);
    return further.step;
  }
}

/** Who asks is being found out for this request: it is not begun anew. */
function isAsked(step: DialogueState['step'], number: string): boolean {
  return (step.name === 'asking_identity' || step.name === 'awaiting_code') && step.number === number;
}

/** Questions that a new wish takes the place of: nothing ends and nothing is lost when they stay unanswered. */
const INTERRUPTED: readonly DialogueState['step']['name'][] = ['idle', 'confirming', 'confirming_right'];

function ended(status: string): boolean {
  return status === 'withdrawn' || status === 'answered_generally';
}
