import type { Right } from '../kernel/rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { AskedWords, ConfirmingRight, DialogueState } from './dialogue-state.ts';
import { identityQuestion } from './follow-up.ts';
import { nextUnproven } from './next-unproven.ts';
import type { Opened } from './open-rights.ts';
import { withQuestion } from './open-rights.ts';
import { confirmRight, presentQuestion } from './present-question.ts';
import { say } from './say.ts';

/**
 * What was filed, and then the one question whether the rest of the same message is asked too: a wish that was heard
 * less surely is not lost behind a surer one (R17). What would have been asked now is asked after it (R3).
 */
export function askAlso(
  opened: Opened,
  rest: readonly Right[],
  asked: AskedWords,
  facts: ConversationFacts,
): ConversationDecision {
  const { state } = opened;
  const options = rest.filter((right) => !facts.requests.some((fact) => fact.open && fact.right === right));
  if (options.length === 0 || state.step.name === 'confirming_right' || state.withPerson !== undefined)
    return askWaiting(state, opened.outputs, facts) ?? withQuestion(opened);
  const step: ConfirmingRight = {
    name: 'confirming_right',
    options,
    asked,
    ...(options.length > 1 ? { together: options } : {}),
    after: state.step,
  };
  return {
    state: { ...state, step },
    outputs: [...opened.outputs, ...codeAtOnce(opened), { type: 'await_answer' }, say(confirmRight(step))],
  };
}

/** Whose name and address are known gets the code of what is filed, whatever else is asked. */
function codeAtOnce({ question = [] }: Opened): readonly ConversationOutput[] {
  return question.some(({ type }) => type === 'mail_code') ? question : [];
}

/**
 * The next question that waited for its turn, after what is said now; undefined when none does. What was waited for
 * before goes on after it.
 */
export function askWaiting(
  { waiting = [], ...state }: DialogueState,
  first: readonly ConversationOutput[],
  { requests }: ConversationFacts,
): ConversationDecision | undefined {
  const { step: after } = state;
  const isOpen = (right: Right): boolean => requests.some((fact) => fact.open && fact.right === right);
  const at = waiting.findIndex(({ options }) => !options.every(isOpen));
  const next = waiting[at];
  if (next === undefined || after.name === 'confirming_right' || state.withPerson !== undefined)
    return undefined;
  const step: ConfirmingRight = {
    name: 'confirming_right',
    ...next,
    options: next.options.filter((right) => !isOpen(right)),
    after,
  };
  const further = waiting.slice(at + 1);
  return {
    state: { ...state, step, ...(further.length > 0 ? { waiting: further } : {}) },
    outputs: [...first, { type: 'await_answer' }, say(confirmRight(step))],
  };
}

/** "Nee, dat niet": the filed wish goes on where it waited; of words that no request holds a person says what they mean. */
export function onlyThat(
  state: DialogueState,
  { unfiled }: ConfirmingRight,
  after: NonNullable<ConfirmingRight['after']>,
  facts: ConversationFacts,
): ConversationDecision {
  const answered: ConversationOutput =
    unfiled === true ? say({ kind: 'question_passed_on' }) : { type: 'answered_question' };
  const next = askWaiting({ ...state, step: after }, [answered], facts);
  if (next !== undefined) return next;
  if (after.name === 'idle') {
    const going = nextUnproven(state, undefined, facts, [answered]);
    const silent = !going.outputs.some(({ type }) => type === 'say' || type === 'mail_code');
    return silent ? { ...going, outputs: [answered, say({ kind: 'acknowledged' })] } : going;
  }
  const waiting: DialogueState = { ...state, step: after };
  if (after.name === 'asking_identity') {
    const { step, outputs } = identityQuestion(after.number, state);
    return { state: { ...state, step }, outputs: [answered, ...outputs] };
  }
  const question = presentQuestion(waiting);
  return { state: waiting, outputs: [answered, ...(question === undefined ? [] : [say(question)])] };
}
