import { actsNow } from '../kernel/acts-now.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import { isInPerson, type Right } from '../kernel/rights.ts';
import { askWaiting, onlyThat } from './ask-also.ts';
import type { ChoiceName } from './choice-name.ts';
import { confirmEnding } from './confirm-ending.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { noFacts } from './facts-given.ts';
import { findRequest } from './find-request.ts';
import { identityQuestion } from './follow-up.ts';
import { heldFor, heldMessage } from './held.ts';
import type { OutboundMessage } from './messages.ts';
import { newLink } from './new-link.ts';
import { nextUnproven } from './next-unproven.ts';
import { openOffered } from './offered-right.ts';
import { openConfirmed } from './open-confirmed.ts';
import { orderAnswered } from './open-order.ts';
import { moreOfPolicy } from './policy-told.ts';
import { confirmRight as confirmRightMessage } from './present-question.ts';
import { otherAddress, resendCode } from './resend-code.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';
import { confirmStopAll, stopNone } from './stop-request.ts';

export interface ChoiceAsked {
  readonly choice: ChoiceName;
  readonly number?: string;
  readonly right?: Right;
  /** Of the policy, of which more is asked. */
  readonly topic?: PolicyTopic;
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
      return stay(state, moreOfPolicy(state, asked.topic));
    case 'human':
      return callHuman(state, facts);
    case 'right':
      return confirmRight(state, asked.right, facts);
    case 'all':
      return confirmAll(state, facts);
    case 'why_date':
      return request === undefined
        ? stay(state, { kind: 'status_none' })
        : {
            state,
            outputs: [
              { type: 'explain_date', number: request.number, ...dueOf(request, facts) },
              ...stillAwaited(state),
            ],
          };
    case 'copy':
      return request?.open === true
        ? wantCopy(state, request, facts)
        : stay(state, { kind: 'choice_expired' });
    case 'explanation':
      return confirmEnding(state, request, 'answered_generally');
    case 'never_mind':
      return confirmEnding(state, request, 'withdrawn');
    case 'yes':
      return answerYes(state, asked, facts);
    case 'yes_explanation':
      return endAs(state, asked, 'answered_generally', facts);
    case 'yes_stop':
      return endAs(state, asked, 'withdrawn', facts);
    case 'no':
      return answerNo(state, asked, facts);
    case 'no_facts':
      return noFacts(state, request, facts);
    case 'new_link':
      return newLink(state, asked.number, facts);
    case 'resend':
      return resendCode(state, request);
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
    outputs: [{ type: 'call_human', reason: 'asked' }, say({ kind: 'human_called', channel: facts.channel })],
  };
}

function wantCopy(
  state: DialogueState,
  request: RequestFact,
  facts: ConversationFacts,
): ConversationDecision {
  const { number, right } = request;
  if (request.proven) return stay(state, { kind: 'goes_on', number, ...dueOf(request, facts) });
  const chosen: readonly ConversationOutput[] = right === 'access' ? [{ type: 'choose_copy', number }] : [];
  const held = heldFor(state, number);
  if (held !== undefined) return { state, outputs: [...chosen, say(heldMessage(held, number))] };
  const { step, outputs } = identityQuestion(number, state);
  return { state: { ...state, step }, outputs: [...chosen, ...outputs] };
}

/** Whether this answers another question than the present one: a button names the request it was about. */
function isLate({ step }: DialogueState, { number }: ChoiceAsked): boolean {
  return number !== undefined && !(step.name === 'confirming' && number === step.number);
}

function answerYes(state: DialogueState, asked: ChoiceAsked, facts: ConversationFacts): ConversationDecision {
  const { step } = state;
  if (step.name === 'confirming') return endAs(state, asked, step.as, facts);
  if (step.name === 'asking_order') return orderAnswered(state, step.number, true, facts);
  if (step.name === 'confirming_right' && !isLate(state, asked))
    return step.options.length === 1
      ? confirmRight(state, step.options[0], facts)
      : step.together !== undefined
        ? confirmAll(state, facts)
        : stay(state, confirmRightMessage(step));
  return stay(state, { kind: 'choice_expired' });
}

function endAs(
  state: DialogueState,
  asked: ChoiceAsked,
  as: 'answered_generally' | 'withdrawn',
  facts: ConversationFacts,
): ConversationDecision {
  const { step } = state;
  if (step.name !== 'confirming' || step.as !== as || isLate(state, asked))
    return stay(state, { kind: 'choice_expired' });
  const { number } = step;
  const ended = [number, ...(step.also ?? [])];
  const others = facts.requests.filter((request) => !ended.includes(request.number));
  const outputs = ended.map((one) => ({ type: 'withdraw', number: one, as }) as const);
  return (
    askWaiting({ ...state, step: { name: 'idle' } }, outputs, facts) ??
    nextUnproven(state, number, { ...facts, requests: others }, outputs)
  );
}

function answerNo(state: DialogueState, asked: ChoiceAsked, facts: ConversationFacts): ConversationDecision {
  const { step } = state;
  if (step.name === 'confirming_right' && !isLate(state, asked)) {
    if (step.after !== undefined) return onlyThat(state, step, step.after, facts);
    // What it was then is for a person to say: the words are kept and nothing is lost (R17).
    const passed = say({ kind: 'question_passed_on' });
    return (
      askWaiting({ ...state, step: { name: 'idle' } }, [passed], facts) ??
      nextUnproven(state, undefined, facts, [passed])
    );
  }
  if (step.name === 'asking_order' && (asked.number ?? step.number) === step.number)
    return orderAnswered(state, step.number, false, facts);
  if (step.name === 'picking_request' || (step.name === 'confirming' && step.also !== undefined))
    return stopNone(state, facts);
  const request = requestOf(state, asked, facts);
  if (step.name !== 'confirming' || isLate(state, asked) || request?.open !== true)
    return stay(state, { kind: 'choice_expired' });
  const { number, right } = request;
  const goesOn = say({ kind: 'goes_on', number, ...dueOf(request, facts) });
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  const waiting = askWaiting(idle, [goesOn], facts);
  if (waiting !== undefined) return waiting;
  if (request.proven || isInPerson(facts.channel) || actsNow(right))
    return { state: idle, outputs: [goesOn] };
  if (state.codeMailed?.includes(number) && heldFor(state, number) === undefined)
    return {
      state: { ...state, step: { name: 'awaiting_code', number } },
      outputs: [goesOn, say({ kind: 'code_waits' })],
    };
  const further = wantCopy(idle, request, facts);
  return { state: further.state, outputs: [goesOn, ...further.outputs] };
}

function confirmRight(
  state: DialogueState,
  right: Right | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  const offered = right === undefined ? undefined : openOffered(state, right, facts);
  if (offered !== undefined) return offered;
  if (state.step.name !== 'confirming_right' || right === undefined || !state.step.options.includes(right))
    return stay(state, { kind: 'choice_expired' });
  // A tapped right says nothing more than that; what was heard in the words that it answers is kept with them.
  return openConfirmed(state, state.step, [right], { raised: false, thirdParty: false }, facts);
}

/** "Alles hiervan": each wish is filed, with one receipt. */
function confirmAll(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const { step } = state;
  if (step.name === 'picking_request') return confirmStopAll(state, facts);
  if (step.name !== 'confirming_right' || step.together === undefined)
    return stay(state, { kind: 'choice_expired' });
  return openConfirmed(state, step, step.options, { raised: false, thirdParty: false }, facts);
}

function requestOf(
  state: DialogueState,
  asked: ChoiceAsked,
  facts: ConversationFacts,
): RequestFact | undefined {
  const number = asked.number ?? ('number' in state.step ? state.step.number : undefined);
  if (number !== undefined) return findRequest(facts, number);
  return facts.requests.find((request) => request.open) ?? facts.requests[0];
}

function stay(state: DialogueState, message: OutboundMessage): ConversationDecision {
  return { state, outputs: [say(message)] };
}
