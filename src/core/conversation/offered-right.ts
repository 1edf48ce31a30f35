import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Label, Understanding } from '../understanding/understanding.ts';
import { askedWords } from './asked-words.ts';
import { asksCopy } from './asks-copy.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type ConfirmingRight, type DialogueState, isWithStaff } from './dialogue-state.ts';
import { isOutOfScope, isRight } from './filed-rights.ts';
import { isFewWords, mentionsGoods, speaksOfData } from './is-of-the-shop.ts';
import { openConfirmed } from './open-confirmed.ts';
import { confirmRight } from './present-question.ts';
import { say } from './say.ts';
import { leadingAnswer } from './typed-choice.ts';

/** From here a trace is nearly always a chance likeness: of 500 messages one asked a right (cross-validated). */
const SURE = 0.96;
/** What somebody may want who asks what happens with data; a leak or a complaint is no next step after an answer. */
const NEAR_ANSWERS: readonly Right[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
];
/** From here only the likeliest trace was ever meant, and of what names no data none (cross-validated). */
const CLEAR = 0.9;
/** Beside which a right may be meant, however surely they were read. */
const ASKING: readonly Label[] = ['policy_question', 'status', 'withdraw_request'];
/** More is a list, and no line below an answer. */
const MOST = 3;

/**
 * One line below an answer: the likeliest rights of which the same words hold a trace. It is no question: the answer
 * stands by itself (R2), and another question that is open stays the only one (R3).
 */
export function offersRight(
  decision: ConversationDecision,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { state, outputs } = decision;
  const isNew = (right: Right): boolean => !facts.requests.some((fact) => fact.open && fact.right === right);
  const [right, ...others] = traced(text, understood, facts).filter(isNew);
  if (right === undefined || state.step.name !== 'idle' || isWithStaff(state) || facts.humanWanted)
    return decision;
  const further = others.length > 0 ? { others } : {};
  return {
    state: { ...state, offer: { right, ...further, asked: askedWords(understood, facts) } },
    outputs: [...outputs, say({ kind: 'right_offered', right, ...further })],
  };
}

/** Who asks about a request, or takes one back, where none is: the words may have meant to make one. */
export function offersWhereNothingRuns(
  decision: ConversationDecision,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  return facts.requests.length > 0 ? decision : offersRight(decision, text, understood, facts);
}

function traced(
  text: string,
  understood: Understanding,
  { choiceWords }: ConversationFacts,
): readonly Right[] {
  const { labels, topic, confidence, alternatives = [] } = understood;
  const [label] = labels;
  const heard = alternatives.filter(isRight);
  // "Wat kost een kopie?": the word names the right, whatever else was heard in it.
  const ofCopy = label === 'policy_question' && topic === 'rights' && asksCopy(text, choiceWords);
  const rights: readonly Right[] = ofCopy ? ['access', ...heard.filter((one) => one !== 'access')] : heard;
  if (label === 'out_of_scope') {
    const isOrder = isOutOfScope(understood) && mentionsGoods(text, choiceWords);
    if (isFewWords(text, choiceWords) || (isOrder && !speaksOfData(text, choiceWords))) return [];
  }
  if (confidence < CLEAR) return rights.slice(0, MOST);
  if (label === undefined || !ASKING.includes(label)) return [];
  if (label === 'policy_question' && confidence >= SURE && !speaksOfData(text, choiceWords)) return [];
  return rights.filter((right) => confidence < SURE || NEAR_ANSWERS.includes(right)).slice(0, 1);
}

/** "Ja graag" or "nee" right below the offer; of several the customer is asked which one. Undefined for all other words. */
export function takesOffer(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { offer, ...left } = state;
  if (offer === undefined || state.step.name !== 'idle') return undefined;
  if (facts.choiceWords.no?.includes(typedWords(text)) === true)
    return { state: left, outputs: [say({ kind: 'acknowledged' })] };
  if (leadingAnswer(text, facts) !== 'yes') return undefined;
  const { right, others = [], asked } = offer;
  if (others.length === 0) return openOffered(state, right, facts);
  const step: ConfirmingRight = { name: 'confirming_right', options: [right, ...others], asked };
  return { state: { ...left, step }, outputs: [{ type: 'await_answer' }, say(confirmRight(step))] };
}

/** Opens a right that was offered, from the words below which it was; undefined when it was not. */
export function openOffered(
  { offer, ...state }: DialogueState,
  right: Right,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step: after } = state;
  if (offer === undefined || after.name === 'confirming_right') return undefined;
  if (offer.right !== right && offer.others?.includes(right) !== true) return undefined;
  const asking = { name: 'confirming_right', options: [right], asked: offer.asked, after } as const;
  return openConfirmed(state, asking, [right], { raised: false, thirdParty: false }, facts);
}

/** Whatever else is written leaves the offer. */
export function withoutOffer({ offer: _offer, ...state }: DialogueState): DialogueState {
  return state;
}
