import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askedWords, joinedWords } from './asked-words.ts';
import { asksCopy } from './asks-copy.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { ConfirmingRight, DialogueState, WaitingQuestion } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { isRight } from './filed-rights.ts';
import { possibleFlags } from './heard-flags.ts';
import { speaksOfData } from './is-of-the-shop.ts';
import { noteWritten } from './pass-to-staff.ts';
import { confirmRight } from './present-question.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** All that these words ask, as far as they were heard, runs already: that is said, and nothing is asked about it again. */
export function askedNow(
  state: DialogueState,
  perhaps: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  if (possibleFlags(understood).thirdParty) return undefined;
  const heard = perhaps.filter((right) => understood.labels.includes(right));
  const copies = perhaps.includes('access') && asksCopy(facts.source.words, facts.choiceWords);
  const named = copies ? [...heard, 'access' as const] : heard;
  const meant = named.length > 0 ? named : perhaps;
  const running = meant.map((right) => facts.requests.find((fact) => fact.open && fact.right === right));
  const [first] = running;
  if (first === undefined || running.includes(undefined)) return undefined;
  const { number, right } = first;
  const told = say({ kind: 'already_open', number, right, ...dueOf(first, facts) });
  return { state, outputs: [...noteWritten(facts), told, ...stillAwaited(state)] };
}

/**
 * One confirming question with choices; the words and their receipt are kept meanwhile (row 14, R17). When one is open
 * already, that stays: only a choice or a yes answers it.
 */
export function confirmRights(
  state: DialogueState,
  perhaps: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
  /** Listed by their names: asked beside each other. */
  named: readonly Right[] = [],
): ConversationDecision {
  const question = questionOf(perhaps, understood, facts, named);
  const { step } = state;
  if (step.name === 'confirming_right')
    return asksBesides(state, step, question, isAnotherWish(understood, facts));
  const asking: ConfirmingRight = { name: 'confirming_right', ...question };
  return {
    state: { ...state, step: asking },
    outputs: [{ type: 'await_answer' }, say(confirmRight(asking))],
  };
}

function questionOf(
  perhaps: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
  named: readonly Right[],
): WaitingQuestion {
  const asked = askedWords(understood, facts);
  // What runs already is not asked again, but for somebody else it may be another one.
  const isNew = (right: Right): boolean =>
    asked.thirdParty === true || !facts.requests.some((fact) => fact.open && fact.right === right);
  const rights = perhaps.some(isNew) ? perhaps.filter(isNew) : perhaps;
  // Several that were heard beside each other are the question; what else it may have been is "iets anders".
  const together = rights.filter((right) => understood.labels.includes(right) || named.includes(right));
  return together.length > 1 ? { options: together, together, asked } : { options: rights, asked };
}

/** Other words for what is being asked about are kept with it; another wish waits for its turn. */
function asksBesides(
  state: DialogueState,
  step: ConfirmingRight,
  question: WaitingQuestion,
  isAnother: boolean,
): ConversationDecision {
  const isSame = question.options[0] === step.options[0];
  const asking = isSame ? { ...step, asked: joinedWords(step.asked, question.asked) } : step;
  const waiting =
    isSame || !isAnother
      ? state.waiting
      : [...(state.waiting ?? []), { ...question, unfiled: true as const }];
  return {
    state: { ...state, step: asking, ...(waiting === undefined ? {} : { waiting }) },
    outputs: [{ type: 'await_answer' }, say(confirmRight(asking))],
  };
}

/** "Doe maar wat het beste is": a trace in a short answer that names no data is no wish of its own. */
function isAnotherWish(
  { labels, confidence }: Understanding,
  { source: { words }, choiceWords }: ConversationFacts,
): boolean {
  const short = words.trim().split(/\s+/).length <= ANSWER_WORDS;
  return !short || speaksOfData(words, choiceWords) || (labels.some(isRight) && confidence >= LIKELY);
}

const ANSWER_WORDS = 8;
const LIKELY = 0.5;

/** Which of the requests that were stopped here is meant: any, or all of them. */
export function confirmAgain(
  state: DialogueState,
  options: readonly Right[],
  { source: { words, receivedAt, key: sourceKey } }: ConversationFacts,
): ConversationDecision {
  const asked = { words, receivedAt, sourceKey };
  return {
    state: { ...state, step: { name: 'confirming_right', options, asked, together: options } },
    outputs: [{ type: 'await_answer' }, say({ kind: 'confirm_right', options, together: true })],
  };
}
