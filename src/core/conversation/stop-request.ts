import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { confirmEnding } from './confirm-ending.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';

import type { DialogueState } from './dialogue-state.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { findRequest } from './find-request.ts';
import { listIndex } from './list-index.ts';
import { nextUnproven } from './next-unproven.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';

/** "Laat maar": of several open requests the customer is asked which one; nothing ends on these words (R3). */
export function stopRequest(
  state: DialogueState,
  text: string,
  requestNumber: string | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  if (requestNumber !== undefined) return endOne(state, requestNumber, facts);
  const open = facts.requests.filter((request) => request.open);
  const [only, ...others] = open;
  if (only === undefined) return { state, outputs: [say({ kind: 'status_none' })] };
  if (others.length === 0) return confirmEnding(state, only, 'withdrawn');
  if (meansAll(text, facts)) return confirmStopAll(state, facts);
  const requests = open.map(({ number, right }) => ({ number, right }));
  const asking: DialogueState = { ...state, step: { name: 'picking_request', requests } };
  return { state: asking, outputs: [say({ kind: 'ask_which', requests })] };
}

/** Asked once more, for all that can still be stopped here. */
export function confirmStopAll(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const numbers = facts.requests
    .filter(({ open, leaving }) => open && leaving !== true)
    .map(({ number }) => number);
  const [number, ...also] = numbers;
  if (number === undefined) return { state, outputs: [say({ kind: 'status_none' })] };
  if (also.length === 0) return endOne(state, number, facts);
  return {
    state: { ...state, step: { name: 'confirming', number, as: 'withdrawn', also } },
    outputs: [say({ kind: 'confirm_stop_all', numbers })],
  };
}

/** What was typed after "welk verzoek wilt u stoppen?"; undefined when that is not asked, or something else is said. */
export function answerWhich(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'picking_request') return undefined;
  const numbers = step.requests.map(({ number }) => number);
  const index = listIndex(text, facts);
  const byIndex = index === undefined ? undefined : numbers[index - 1];
  const number = understood.slots.requestNumber ?? byIndex ?? byRight(numbers, understood, facts);
  if (number !== undefined) return endOne(state, number, facts);
  if (index === numbers.length + 1 || meansAll(text, facts)) return confirmStopAll(state, facts);
  const no = facts.choiceWords.no?.includes(typedWords(text)) === true;
  if (index === numbers.length + 2 || no) return stopNone(state, facts);
  const aside =
    understood.labels.includes('human') ||
    understood.slots.email !== undefined ||
    isAsked(understood, 'status') ||
    isAsked(understood, 'policy_question') ||
    rightsOf(understood).sure.length > 0;
  const again = presentQuestion(state);
  return aside || again === undefined ? undefined : { state, outputs: [say(again)] };
}

/** "Nee, ga door": what was asked first is asked again. */
export function stopNone(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  return nextUnproven(state, undefined, facts, [say({ kind: 'all_go_on' })]);
}

/** "Die met wissen": the one open request of that right. */
function byRight(
  numbers: readonly string[],
  { labels }: Understanding,
  { requests }: ConversationFacts,
): string | undefined {
  const meant = requests.filter(({ number, right }) => numbers.includes(number) && labels.includes(right));
  return meant.length === 1 ? meant[0]?.number : undefined;
}

function endOne(state: DialogueState, number: string, facts: ConversationFacts): ConversationDecision {
  const request = findRequest(facts, number);
  return request === undefined
    ? { state, outputs: [say({ kind: 'status_none' })] }
    : confirmEnding(state, request, 'withdrawn');
}

function meansAll(text: string, { choiceWords }: ConversationFacts): boolean {
  const said = ` ${typedWords(text)} `;
  return choiceWords.stop_all?.some((words) => said.includes(` ${words} `)) === true;
}
