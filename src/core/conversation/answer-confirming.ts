import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askedWords, joinedWords } from './asked-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { decideChoice } from './decide-choice.ts';
import type { ConfirmingRight, DialogueState } from './dialogue-state.ts';
import { isAsked, isOutOfScope, rightsOf } from './filed-rights.ts';
import { namedOption } from './named-rights.ts';
import { presentQuestion } from './present-question.ts';
import { deniesErasing } from './retracted.ts';
import { say } from './say.ts';
import { leadingAnswer, wavers } from './typed-choice.ts';

const OPTION_WORDS = 3;

function isOption(step: DialogueState['step'], right: Right): boolean {
  return step.name === 'confirming_right' && step.options.includes(right);
}

/**
 * Words after a question to which yes or no is the answer. Undefined when no such question is open, or when they
 * clearly ask something else. What is no clear yes ends nothing: the question is said again (R3).
 */
export function answerConfirming(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'confirming' && step.name !== 'confirming_right') return undefined;
  const { sure, perhaps } = rightsOf(understood);
  const own =
    step.name === 'confirming'
      ? facts.requests.find(({ number }) => number === step.number)?.right
      : undefined;
  // "Ik wil toch een kopie" after "laat maar?" is a no; another right is a wish of its own.
  if (sure.some((right) => right !== own)) return undefined;
  if (sure.length > 0) return decideChoice(state, { choice: 'no' }, facts);
  // "Wissen": the option itself, typed.
  const [named, ...more] = perhaps.filter((right) => understood.labels.includes(right));
  // An address or a number tells more than which option is meant: it is a wish of its own.
  const few =
    text.trim().split(/\s+/).length <= OPTION_WORDS &&
    !/[@\d]/.test(text) &&
    !wavers(text, facts.choiceWords.doubt);
  if (named !== undefined && more.length === 0 && few && isOption(step, named))
    return decideChoice(state, { choice: 'right', right: named }, facts);
  const option = step.name === 'confirming_right' ? namedOption(text, step.options, facts) : undefined;
  if (option !== undefined) return decideChoice(state, { choice: 'right', right: option }, facts);
  if (step.name === 'confirming' && saysStill(text, facts))
    return decideChoice(state, { choice: 'no' }, facts);
  if (step.name === 'confirming' && step.as === 'withdrawn' && stopsAnyway(text, facts))
    return decideChoice(state, { choice: 'yes' }, facts);
  const limited =
    step.name === 'confirming_right' ? yesWithLimit(state, step, text, understood, facts) : undefined;
  if (limited !== undefined) return limited;
  if (step.name === 'confirming_right' && understood.labels.every((label) => label === 'thanks'))
    return undefined;
  const answer = leadingAnswer(text, facts);
  if (answer !== undefined) return decideChoice(state, { choice: answer }, facts);
  const stop = isAsked(understood, 'withdraw_request');
  if (stop && step.name === 'confirming' && step.as === 'withdrawn' && !wavers(text, facts.choiceWords.doubt))
    return decideChoice(state, { choice: 'yes' }, facts);
  if (asksAside(understood) || (stop && step.name === 'confirming_right')) return undefined;
  if (step.name === 'confirming_right' && (perhaps.length > 0 || isOutOfScope(understood))) return undefined;
  const question = presentQuestion(state);
  return question === undefined ? undefined : { state, outputs: [say(question)] };
}

/** What may be asked at any time: it is answered, and the question stays open. */
function asksAside(understood: Understanding): boolean {
  return (
    understood.labels.includes('human') ||
    isAsked(understood, 'status') ||
    (isAsked(understood, 'policy_question') && understood.topic !== null)
  );
}

/** "Wacht, nee, toch wel wissen": whether something stops is answered, however it begins. */
function saysStill(text: string, { choiceWords }: ConversationFacts): boolean {
  const said = ` ${typedWords(text)} `;
  return (
    !deniesErasing(text, choiceWords) &&
    (choiceWords.still_do ?? []).some((words) => said.includes(` ${words} `))
  );
}

/** "Nee echt, laat maar": behind that no stands what is wanted, and it is to stop. */
function stopsAnyway(text: string, { choiceWords }: ConversationFacts): boolean {
  const { no = [], emphasis = [], stops_anyway = [] } = choiceWords;
  const words = typedWords(text).split(' ');
  if (text.includes('?') || !no.includes(words[0] ?? '')) return false;
  const rest = words.slice(1).filter((word) => !emphasis.includes(word));
  return stops_anyway.includes(rest.join(' '));
}

/** "Ja, maar niet mijn facturen": a yes, and the request holds how far it goes; of several it is asked which one. */
function yesWithLimit(
  state: DialogueState,
  step: ConfirmingRight,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const [first = ''] = typedWords(text).split(' ');
  const says = facts.choiceWords.yes?.includes(first) === true && wavers(text, facts.choiceWords.doubt);
  if (!says || text.includes('?')) return undefined;
  if (deniesErasing(text, facts.choiceWords)) return undefined;
  const asked = joinedWords(step.asked, askedWords(understood, facts));
  const kept: DialogueState = { ...state, step: { ...step, asked } };
  return decideChoice(kept, { choice: 'yes' }, facts);
}
