import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import { confidenceOf, type Understanding } from '../understanding/understanding.ts';
import { askedWords } from './asked-words.ts';
import { confirmEnding } from './confirm-ending.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { decideChoice } from './decide-choice.ts';
import type { DialogueState } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { objectionAgainst } from './objection-against.ts';
import { insteadOf } from './other-wish.ts';
import { retracted, saysNotToErase } from './retracted.ts';

const ANSWERED_NO: readonly DialogueState['step']['name'][] = [
  'confirming',
  'confirming_right',
  'asking_order',
];

/** Beside an erasure that is taken back, what else is heard is the correction: sooner filed than at first. */
const INSTEAD = 0.6;

/**
 * "Niet wissen maar inzien": what is asked instead is filed, and the one question is whether the erasure stops (R3). No
 * code counts for it meanwhile, for nothing is as final. Undefined when nothing is taken back.
 */
export function takenBack(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const erasure = retracted(text, understood, facts);
  if (erasure === undefined) return undefined;
  const { step } = state;
  // "Niet doen" is an answer to what was asked last.
  if (facts.choiceWords.no?.includes(typedWords(text)) === true && ANSWERED_NO.includes(step.name))
    return undefined;
  if (step.name === 'confirming' && step.number === erasure.number && step.as === 'withdrawn') {
    const says = saysNotToErase(text, facts.choiceWords) && !text.includes('?');
    return says ? decideChoice(state, { choice: 'yes' }, facts) : undefined;
  }
  const rights = heardInstead(text, understood, facts);
  const sure = rights.filter((right) => confidenceOf(understood, right) >= INSTEAD);
  const stopsFirst = erasure.leaving === true || erasure.begun === true;
  const unsure = rights.filter((right) => stopsFirst || !sure.includes(right));
  const kept = keepsQuestion(state);
  const ending =
    stopsFirst || sure.length === 0
      ? confirmEnding(kept, erasure, 'withdrawn')
      : insteadOf(kept, erasure, sure, understood, facts);
  if (unsure.length === 0) return ending;
  const waiting = [
    ...(kept.waiting ?? []),
    {
      options: unsure,
      asked: askedWords(understood, facts),
      ...(sure.length === 0 ? { unfiled: true as const } : {}),
    },
  ];
  return {
    state: { ...ending.state, waiting },
    outputs: [{ type: 'await_answer' }, ...ending.outputs],
  };
}

/** A wish that is being asked about waits: it is another one than the erasure. */
function keepsQuestion(state: DialogueState): DialogueState {
  const { step, waiting = [] } = state;
  if (step.name !== 'confirming_right') return state;
  const { name: _name, after: _after, ...question } = step;
  return { ...state, waiting: [{ ...question, unfiled: true }, ...waiting] };
}

function heardInstead(
  text: string,
  understood: Understanding,
  { choiceWords }: ConversationFacts,
): readonly Right[] {
  const { sure, perhaps } = rightsOf(understood);
  // Words against the erasing itself are no objection besides.
  const unnamed = objectionAgainst(text, choiceWords) === undefined;
  return [...sure, ...perhaps].filter(
    (right) =>
      right !== 'erasure' && understood.labels.includes(right) && !(right === 'objection' && unnamed),
  );
}
