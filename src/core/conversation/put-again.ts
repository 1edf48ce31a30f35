import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { identityQuestion } from './follow-up.ts';
import type { OutboundMessage } from './messages.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';

/** A list of choices is put twice, what is typed is asked for three times: then a person comes in (R5, R17). */
const LISTS: readonly OutboundMessage['kind'][] = [
  'confirm_right',
  'ask_choice',
  'ask_which',
  'confirm_never_mind',
  'confirm_explanation_only',
  'confirm_stop_all',
  'instead_of',
  'ask_open_order',
];
const LIST_TIMES = 2;
const TYPED: readonly OutboundMessage['kind'][] = [
  'identity_waits',
  'identity_unclear',
  'name_unclear',
  'email_invalid',
  'ask_name',
  'ask_email',
  'code_wrong_form',
  'ask_facts',
];
const TYPED_TIMES = 3;
const SAYING: readonly ConversationOutput['type'][] = ['say', 'ask_identity', 'await_answer'];
/** Beside the question they answer nothing. */
const NO_ANSWER: readonly OutboundMessage['kind'][] = ['out_of_scope', 'not_understood'];

/**
 * A question that was put and not answered comes back in other words, and then not any more: a person is called, who
 * can be answered as well as the question itself. "U schreef nog meer" lets what is filed go on first, and comes later.
 */
export function putAgain(
  before: DialogueState,
  decision: ConversationDecision,
  facts: ConversationFacts,
): ConversationDecision {
  const { put, ...state } = decision.state;
  const question = presentQuestion(state);
  if (question === undefined || !isSame(presentQuestion(before), question)) return { ...decision, state };
  const said = decision.outputs.flatMap((output) => (output.type === 'say' ? [output.message.kind] : []));
  const asks = said.some((kind) => isQuestion(kind));
  const acts = decision.outputs.some(({ type }) => !SAYING.includes(type));
  const understood = acts || state.email !== before.email || state.name !== before.name;
  if (!asks || understood || !said.every((kind) => isQuestion(kind) || NO_ANSWER.includes(kind)))
    return decision;
  const later = goesOnFirst(state, decision.outputs);
  if (later !== undefined) return later;
  const times = (put ?? 1) + 1;
  const most = LISTS.includes(question.kind) ? LIST_TIMES : TYPED_TIMES;
  if (times > most) return { state: decision.state, outputs: [...quiet(decision.outputs), ...person(facts)] };
  return { state: { ...state, put: times }, outputs: decision.outputs.map(inOtherWords) };
}

function isQuestion(kind: OutboundMessage['kind']): boolean {
  return LISTS.includes(kind) || TYPED.includes(kind);
}

function isSame(one: object | undefined, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing that is filed waits for another question: that one has its turn when the request has what it needs. */
function goesOnFirst(
  state: DialogueState,
  outputs: readonly ConversationOutput[],
): ConversationDecision | undefined {
  const parked = withQuestionLater(state);
  if (parked === undefined) return undefined;
  const { step } = parked;
  if (step.name === 'asking_identity') {
    const asked = identityQuestion(step.number, parked);
    return { state: { ...parked, step: asked.step }, outputs: [...quiet(outputs), ...asked.outputs] };
  }
  const question = presentQuestion(parked);
  return { state: parked, outputs: [...quiet(outputs), ...(question === undefined ? [] : [say(question)])] };
}

/** The dialogue where what is filed has its turn before the question beside it; undefined where nothing waits so. */
export function withQuestionLater(state: DialogueState): DialogueState | undefined {
  const { step } = state;
  if (step.name !== 'confirming_right' || step.after === undefined || step.after.name === 'idle')
    return undefined;
  const { name: _name, after, ...question } = step;
  return { ...state, step: after, waiting: [...(state.waiting ?? []), question] };
}

function quiet(outputs: readonly ConversationOutput[]): readonly ConversationOutput[] {
  return outputs.filter((output) => output.type !== 'say' && output.type !== 'await_answer');
}

function person({ humanWanted, channel }: ConversationFacts): readonly ConversationOutput[] {
  if (humanWanted) return [say({ kind: 'human_already_called' })];
  return [{ type: 'call_human', reason: 'not_understood' }, say({ kind: 'human_called', channel })];
}

function inOtherWords(output: ConversationOutput): ConversationOutput {
  return output.type === 'say' && output.message.kind === 'confirm_right'
    ? say({ ...output.message, again: true })
    : output;
}
