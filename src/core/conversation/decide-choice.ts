import { assertNever } from '../kernel/assert-never.ts';
import type { Right } from '../kernel/rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { ChoiceName, OutboundMessage } from './messages.ts';
import { nextUnproven } from './next-unproven.ts';
import { openConfirmed } from './open-confirmed.ts';

export interface ChoiceAsked {
  readonly choice: ChoiceName;
  readonly number?: string;
  readonly right?: Right;
}

/** A tapped or typed choice. A late tap names its request; one that no longer fits changes nothing and says so. */
export function decideChoice(
  state: DialogueState,
  asked: ChoiceAsked,
  facts: ConversationFacts,
): ConversationDecision {
  const request = requestOf(state, asked, facts);
  switch (asked.choice) {
    case 'more':
      return stay(state, { kind: 'general_more' });
    case 'human':
      return callHuman(state, facts);
    case 'right':
      return confirmRight(state, asked.right, facts);
    case 'why_date':
      return request === undefined ? stay(state, { kind: 'status_none' }) : stay(state, whyThisDate(request));
    case 'copy':
      return request?.open === true ? wantCopy(state, request) : stay(state, { kind: 'choice_expired' });
    case 'explanation':
      return confirmEnding(state, request, 'answered_generally');
    case 'never_mind':
      return confirmEnding(state, request, 'withdrawn');
    case 'yes':
      return answerYes(state, asked, facts);
    case 'no':
      return isLate(state, asked) ? stay(state, { kind: 'choice_expired' }) : answerNo(state, request, facts);
    case 'resend':
      return resend(state, request);
    case 'other_address':
      return otherAddress(state, request);
    default:
      return assertNever(asked.choice);
  }
}

/** "Mens": a person is called once (R5). */
export function callHuman(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  if (facts.humanWanted) return stay(state, { kind: 'human_already_called' });
  return {
    state,
    outputs: [
      { type: 'call_human', reason: 'asked' },
      { type: 'say', message: { kind: 'human_called' } },
    ],
  };
}

/** The three days between which the date of an answer is chosen. */
export function whyThisDate(request: RequestFact): OutboundMessage {
  const { number, receivedDay, monthDay, promiseDay, dueDay } = request;
  return { kind: 'why_this_date', number, receivedDay, monthDay, promiseDay, dueDay };
}

/** "Alleen uitleg" and "laat maar" are asked once more (R3): nothing ends on one word. */
export function confirmEnding(
  state: DialogueState,
  request: RequestFact | undefined,
  as: 'answered_generally' | 'withdrawn',
): ConversationDecision {
  if (request === undefined || !request.open || request.status === 'executing')
    return stay(state, { kind: 'choice_expired' });
  const { number } = request;
  const kind = as === 'withdrawn' ? 'confirm_never_mind' : 'confirm_explanation_only';
  return {
    state: { ...state, step: { name: 'confirming', number, as } },
    outputs: [{ type: 'say', message: { kind, number } }],
  };
}

function wantCopy(state: DialogueState, request: RequestFact): ConversationDecision {
  const { number } = request;
  if (request.proven) return stay(state, { kind: 'goes_on', number, dueDay: request.dueDay });
  const outputs: readonly ConversationOutput[] = [
    { type: 'choose_copy', number },
    { type: 'ask_identity', number },
    { type: 'say', message: { kind: 'ask_identity', number } },
  ];
  return { state: { ...state, step: { name: 'asking_identity', number } }, outputs };
}

/** A button of an earlier question: it must not answer the present one, which is about another request. */
function isLate({ step }: DialogueState, { number }: ChoiceAsked): boolean {
  return step.name === 'confirming' && number !== undefined && number !== step.number;
}

function answerYes(state: DialogueState, asked: ChoiceAsked, facts: ConversationFacts): ConversationDecision {
  const { step } = state;
  if (step.name === 'confirming' && !isLate(state, asked)) {
    const { number, as } = step;
    return nextUnproven(state, number, facts, [{ type: 'withdraw', number, as }]);
  }
  if (step.name === 'confirming_right')
    return step.options.length === 1
      ? confirmRight(state, step.options[0], facts)
      : stay(state, { kind: 'confirm_right', options: step.options });
  return stay(state, { kind: 'choice_expired' });
}

function answerNo(
  state: DialogueState,
  request: RequestFact | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  if (state.step.name === 'confirming_right') {
    // What it was then is for a person to say: the words are kept and nothing is lost (R17).
    return {
      state: { ...state, step: { name: 'idle' } },
      outputs: [{ type: 'say', message: { kind: 'question_passed_on' } }],
    };
  }
  if (request === undefined || !request.open) return stay(state, { kind: 'choice_expired' });
  const goesOn: ConversationOutput = {
    type: 'say',
    message: { kind: 'goes_on', number: request.number, dueDay: request.dueDay },
  };
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  if (request.proven || facts.channel === 'counter') return { state: idle, outputs: [goesOn] };
  const further = wantCopy(idle, request);
  return { state: further.state, outputs: [goesOn, ...further.outputs] };
}

function confirmRight(
  state: DialogueState,
  right: Right | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  if (state.step.name !== 'confirming_right' || right === undefined || !state.step.options.includes(right))
    return stay(state, { kind: 'choice_expired' });
  return openConfirmed(state, state.step, [right], { raised: false, thirdParty: false }, facts);
}

function resend(state: DialogueState, request: RequestFact | undefined): ConversationDecision {
  if (request === undefined || !request.open || request.proven)
    return stay(state, { kind: 'choice_expired' });
  const { number } = request;
  if (state.name === undefined || state.email === undefined) return wantCopy(state, request);
  return {
    state: { ...state, step: { name: 'awaiting_code', number } },
    outputs: [{ type: 'mail_code', number, name: state.name, email: state.email }],
  };
}

function otherAddress(state: DialogueState, request: RequestFact | undefined): ConversationDecision {
  if (request === undefined || !request.open || request.proven)
    return stay(state, { kind: 'choice_expired' });
  const { email: _email, ...rest } = state;
  return {
    state: { ...rest, step: { name: 'asking_identity', number: request.number } },
    outputs: [{ type: 'say', message: { kind: 'ask_email' } }],
  };
}

function requestOf(
  state: DialogueState,
  asked: ChoiceAsked,
  facts: ConversationFacts,
): RequestFact | undefined {
  const number = asked.number ?? ('number' in state.step ? state.step.number : undefined);
  if (number !== undefined) return facts.requests.find((request) => request.number === number);
  return facts.requests.find((request) => request.open) ?? facts.requests[0];
}

function stay(state: DialogueState, message: OutboundMessage): ConversationDecision {
  return { state, outputs: [{ type: 'say', message }] };
}
