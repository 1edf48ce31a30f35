import { assertNever } from '../kernel/assert-never.ts';
import { addDays } from '../kernel/calendar-day.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askWaiting } from './ask-also.ts';
import type { FileKind } from './channel.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationInput, ConversationOutput } from './conversation-input.ts';
import { type ChoiceAsked, decideChoice } from './decide-choice.ts';
import { decideSaid } from './decide-said.ts';
import { type DialogueState, handedBack } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { factsGiven } from './facts-given.ts';
import { rightsOf } from './filed-rights.ts';
import { heldFor } from './held.ts';
import { nextUnproven } from './next-unproven.ts';
import { takesOffer, withoutOffer } from './offered-right.ts';
import { insteadOf } from './other-wish.ts';
import { rememberTold } from './policy-told.ts';
import { putAgain } from './put-again.ts';
import { say } from './say.ts';
import { stopsErasure } from './stops-erasure.ts';
import { toAChild } from './to-a-child.ts';
import { valueAsked } from './value-given.ts';
import { withoutFacts } from './without-facts.ts';

/** What the desk does with one input of a customer. Pure: no clock, no store, no words; the same input gives the same. */
export function decideConversation(
  state: DialogueState,
  input: ConversationInput,
  facts: ConversationFacts,
): ConversationDecision {
  const left = leftByStaff(state, facts);
  const known = ofThisPerson(left ? handedBack(state) : state, facts);
  const decided = toAChild(
    rememberTold(
      putAgain(known, withWaiting(known, asksValueOnce(decide(known, input, facts)), facts), facts),
    ),
  );
  const decision = left
    ? { ...decided, outputs: [say({ kind: 'handed_back' }), ...decided.outputs] }
    : decided;
  if (facts.noticeShown) return decision;
  return {
    ...decision,
    outputs: [say({ kind: 'first_notice', channel: facts.channel }), ...decision.outputs],
  };
}

function asksValueOnce({ state, outputs }: ConversationDecision): ConversationDecision {
  return { state: valueAsked(state), outputs };
}

/** What was asked beside a filed wish has its turn when that one has what it needs, and no person was called meanwhile. */
function withWaiting(
  before: DialogueState,
  decision: ConversationDecision,
  facts: ConversationFacts,
): ConversationDecision {
  const { state, outputs } = decision;
  const settled = before.step.name !== 'idle' && state.step.name === 'idle';
  if (!settled || outputs.some(({ type }) => type === 'call_human')) return decision;
  return askWaiting(state, outputs, facts) ?? decision;
}

const LEFT_AFTER_DAYS = 14;

/** Who comes back long after the person wrote, and waits for none, is helped by the program again. */
function leftByStaff({ takenOn }: DialogueState, { today, humanWanted }: ConversationFacts): boolean {
  return takenOn !== undefined && !humanWanted && today > addDays(takenOn, LEFT_AFTER_DAYS);
}

/** Name and address hold until they are proven: a later wish in a shared browser may be of somebody else (R11). */
function ofThisPerson(state: DialogueState, { requests, channel }: ConversationFacts): DialogueState {
  const awaited = requests.some(({ open, proven }) => open && !proven);
  if (awaited || !requests.some(({ proven }) => proven)) return state;
  const { name: _name, email, ...rest } = state;
  // A conversation by mail has one address.
  return channel === 'email' && email !== undefined ? { ...rest, email } : rest;
}

function decide(
  state: DialogueState,
  input: ConversationInput,
  facts: ConversationFacts,
): ConversationDecision {
  switch (input.type) {
    case 'said':
      return (
        takesOffer(state, input.text, facts) ??
        decideSaid(withoutOffer(state), input.text, input.understood, facts)
      );
    case 'edited': {
      const other = editedWish(state, input.understood, facts);
      if (other !== undefined) return other;
      const decided = decideSaid(state, input.text, input.understood, facts);
      const stops = stopsErasure(decided.state, facts) !== undefined;
      return stops || correctedByEdit(state, decided)
        ? decided
        : { state, outputs: [say({ kind: 'edit_noted' })] };
    }
    case 'chose': {
      const asked: ChoiceAsked = {
        choice: input.choice,
        ...(input.number === undefined ? {} : { number: input.number }),
        ...(input.right === undefined ? {} : { right: input.right }),
        ...(input.topic === undefined ? {} : { topic: input.topic }),
      };
      return decideChoice(state, asked, facts);
    }
    case 'chose_unknown':
      return { state, outputs: [say({ kind: 'choice_expired' })] };
    case 'sent_file':
      return sentFile(state, input.file);
    case 'code_checked':
      return input.posted === true ? postedCodeChecked(state, input) : codeChecked(state, input, facts);
    case 'code_asked':
      return codeAsked(state, input);
    case 'facts_given':
      return factsGiven(state, input, facts);
    default:
      return assertNever(input);
  }
}

/** "Wis" edited into "toon": the new wish is filed, and the customer says whether the one that was typed first goes on. */
function editedWish(
  state: DialogueState,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  const old = 'number' in step ? facts.requests.find(({ number }) => number === step.number) : undefined;
  if (old === undefined || !old.open || old.proven || understood.thirdParty) return undefined;
  const { sure } = rightsOf(understood);
  const known = facts.requests.filter(({ open }) => open).map(({ right }) => right);
  const news = sure.filter((right) => !known.includes(right));
  // What stays in the message is still asked.
  if (news.length === 0 || sure.includes(old.right) || heldFor(state, old.number) !== undefined)
    return undefined;
  return insteadOf(state, old, news, understood, facts);
}

/**
 * What an edit may lead to: a right that was not asked before, a code, a name or an address that was mistyped, the answer
 * to a question that was put better. It ends nothing, and what was asked already is not asked twice.
 */
function correctedByEdit(before: DialogueState, { state, outputs }: ConversationDecision): boolean {
  const known = state.name !== before.name || state.email !== before.email;
  return outputs.some((output) => {
    if (output.type !== 'say')
      return CORRECTING.includes(output.type) || (known && output.type === 'ask_identity');
    const { kind } = output.message;
    return kind === 'policy_answer' || (kind === 'confirm_right' && before.step.name === 'idle');
  });
}

const CORRECTING: readonly ConversationOutput['type'][] = ['open_request', 'check_code', 'mail_code'];

function codeAsked(
  state: DialogueState,
  { outcome, to }: Extract<ConversationInput, { type: 'code_asked' }>,
): ConversationDecision {
  switch (outcome) {
    case 'mailed':
      return { state: withCodeMailed(state), outputs: [say({ kind: 'code_sent', to })] };
    case 'limit':
    case 'blocked':
      return noMoreCodes(state, outcome);
    case 'paused':
      return { state, outputs: [say({ kind: 'code_paused' })] };
    default:
      return assertNever(outcome);
  }
}

/** Calm words, and a person: never the end of the road (R7). */
function noMoreCodes(state: DialogueState, outcome: 'limit' | 'blocked'): ConversationDecision {
  const kind = outcome === 'blocked' ? 'code_blocked' : 'code_limit';
  return { state, outputs: [say({ kind }), { type: 'call_human', reason: kind }] };
}

function withCodeMailed(state: DialogueState): DialogueState {
  const { codeMailed = [] } = state;
  const step = state.step.name === 'confirming_right' ? state.step.after : state.step;
  if (step?.name !== 'awaiting_code' || codeMailed.includes(step.number)) return state;
  return { ...state, codeMailed: [...codeMailed, step.number] };
}

type CodeChecked = Extract<ConversationInput, { readonly type: 'code_checked' }>;

function triesLeft(left: number | undefined): { readonly left?: number } {
  return left === undefined ? {} : { left };
}

function codeChecked(
  state: DialogueState,
  { outcome, number, left }: CodeChecked,
  facts: ConversationFacts,
): ConversationDecision {
  switch (outcome) {
    case 'right': {
      const request = facts.requests.find((fact) => fact.number === number);
      const proven: ConversationOutput[] =
        request === undefined ? [] : [say({ kind: 'proven', number, ...dueOf(request, facts) })];
      return nextUnproven({ ...state, step: { name: 'idle' } }, number, facts, proven);
    }
    case 'wrong':
      return { state, outputs: [say({ kind: 'code_wrong', ...triesLeft(left) })] };
    case 'expired':
      return { state, outputs: [say({ kind: 'code_expired' })] };
    case 'limit':
    case 'blocked':
      return noMoreCodes(state, outcome);
    case 'none':
      return { state, outputs: [say({ kind: 'code_expired' })] };
    default:
      return assertNever(outcome);
  }
}

/** A code from a letter (R9): a new one comes by post only, so a person is offered instead of another mail. */
function postedCodeChecked(
  state: DialogueState,
  { outcome, number, left }: CodeChecked,
): ConversationDecision {
  if (outcome === 'limit' || outcome === 'blocked') return noMoreCodes(state, outcome);
  if (outcome !== 'right')
    return { state, outputs: [say({ kind: 'letter_code_wrong', ...triesLeft(left) })] };
  return { state: withoutFacts(state, number), outputs: [say({ kind: 'facts_right', number })] };
}

/** Nothing that is sent is fetched or kept (R14). In a report of a breach the customer is asked whether staff may see it. */
function sentFile(state: DialogueState, file: FileKind): ConversationDecision {
  const { step } = state;
  const shows = file === 'image' || file === 'document' || file === 'video';
  return step.name === 'asking_breach' && shows
    ? { state, outputs: [say({ kind: 'breach_file', number: step.number })] }
    : { state, outputs: [say({ kind: 'file_not_taken', file })] };
}
