import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askedWords } from './asked-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { isRight } from './filed-rights.ts';
import { openConfirmed } from './open-confirmed.ts';
import { say } from './say.ts';
import { leadingAnswer } from './typed-choice.ts';

/** From here a trace is nearly always a chance likeness: of 550 messages two asked a right (cross-validated). */
const SURE = 0.94;
/** What somebody may want who asks what happens with data; a leak or a complaint is no next step after an answer. */
const NEAR_ANSWERS: readonly Right[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
];

/**
 * One line below an answer: the likeliest right of which the same words hold a trace. It is no question: the answer
 * stands by itself (R2), and another question that is open stays the only one (R3).
 */
export function offersRight(
  decision: ConversationDecision,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { state, outputs } = decision;
  const isSure = understood.confidence >= SURE;
  const right = understood.alternatives?.filter(isRight).find((one) => !isSure || NEAR_ANSWERS.includes(one));
  if (right === undefined || state.step.name !== 'idle' || isWithStaff(state) || facts.humanWanted)
    return decision;
  if (facts.requests.some((fact) => fact.open && fact.right === right)) return decision;
  return {
    state: { ...state, offer: { right, asked: askedWords(understood, facts) } },
    outputs: [...outputs, say({ kind: 'right_offered', right })],
  };
}

/** "Ja graag" right below the offer; undefined for all other words. */
export function takesOffer(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  if (state.offer === undefined || state.step.name !== 'idle' || leadingAnswer(text, facts) !== 'yes')
    return undefined;
  return openOffered(state, state.offer.right, facts);
}

/** Opens the right that was offered, from the words below which it was; undefined when it was not. */
export function openOffered(
  { offer, ...state }: DialogueState,
  right: Right,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step: after } = state;
  if (offer?.right !== right || after.name === 'confirming_right') return undefined;
  const asking = { name: 'confirming_right', options: [right], asked: offer.asked, after } as const;
  return openConfirmed(state, asking, [right], { raised: false, thirdParty: false }, facts);
}

/** Whatever else is written leaves the offer. */
export function withoutOffer({ offer: _offer, ...state }: DialogueState): DialogueState {
  return state;
}
