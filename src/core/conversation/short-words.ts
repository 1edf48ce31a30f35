import { typedWords } from '../kernel/typed-words.ts';
import type { WORD_LISTS } from '../kernel/word-lists.ts';
import { answerStatus } from './answer-status.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { moreOfPolicy } from './policy-told.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** In these steps "ja" and "oké" are an answer. */
const YES_OR_NO: readonly DialogueState['step']['name'][] = [
  'confirming',
  'confirming_right',
  'asking_order',
];

/**
 * A few words that need no guess: "hoe lang duurt dat", "welke gegevens precies", "wie leest dit", "bent u er nog", "oké",
 * an emoji. Undefined for all other words, and for what a person who leads the conversation may be waiting for.
 */
export function shortWords(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const words = typedWords(text);
  const bare = withoutFillers(words, facts);
  const is = (list: (typeof WORD_LISTS)[number]): boolean =>
    facts.choiceWords[list]?.some((one) => one === words || one === bare) === true;
  if (is('how_long')) return howLong(state, facts);
  if (is('further') && state.policyTold !== undefined)
    return { state, outputs: [say(moreOfPolicy(state, undefined)), ...stillAwaited(state)] };
  if (is('which_data')) return whichData(state, facts);
  if (is('readers')) {
    const kind = isWithStaff(state) ? 'taken_over' : 'desk_readers';
    return { state, outputs: [say({ kind }), ...stillAwaited(state)] };
  }
  if (is('who_reads')) {
    const who = isWithStaff(state) ? 'taken_over' : 'asks_program';
    return { state, outputs: [say({ kind: who }), ...stillAwaited(state)] };
  }
  if (isWithStaff(state)) return undefined;
  // Who leaves is wished well and asked nothing: what was asked stays open, and a question comes to a person (R17).
  if (is('farewell'))
    return {
      state,
      outputs: [say({ kind: facts.requests.some(({ open }) => open) ? 'farewell_open' : 'farewell' })],
    };
  if (is('nobody_there') || (words === '' && text.includes('?'))) return stillHere(state, facts);
  if ((words !== '' && !is('nods')) || YES_OR_NO.includes(state.step.name)) return undefined;
  return { state, outputs: [say(presentQuestion(state) ?? { kind: 'acknowledged' })] };
}

/** "En wie leest dit eigenlijk": the words that add nothing are left out. */
function withoutFillers(words: string, { choiceWords }: ConversationFacts): string {
  const kept = words.split(' ').filter((word) => choiceWords.fillers?.includes(word) !== true);
  return kept.join(' ');
}

/** When the person who was called answers, and by which date the requests are answered. */
function howLong(state: DialogueState, facts: ConversationFacts): ConversationDecision | undefined {
  const { humanBy } = facts;
  const open = facts.requests.some((request) => request.open);
  if (humanBy === undefined && !open) return undefined;
  const person =
    humanBy === undefined ? [] : [say({ kind: 'human_when', ...dueOf({ dueDay: humanBy }, facts) })];
  const status = open ? answerStatus(state, facts).outputs : [];
  return { state, outputs: [...person, ...status, ...stillAwaited(state)] };
}

/** What exactly is kept of somebody stands in the answer, never in a chat (R4). */
function whichData(state: DialogueState, facts: ConversationFacts): ConversationDecision | undefined {
  const asked = facts.requests.find(({ right, open }) => right === 'access' && open);
  if (asked === undefined) return undefined;
  const { number } = asked;
  return {
    state,
    outputs: [say({ kind: 'which_data', number, ...dueOf(asked, facts) }), ...stillAwaited(state)],
  };
}

function stillHere(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const question = presentQuestion(state);
  if (question !== undefined) return { state, outputs: [say(question)] };
  if (facts.humanWanted) return { state, outputs: [say({ kind: 'human_already_called' })] };
  const open = facts.requests.some((request) => request.open);
  return {
    state,
    outputs: [say({ kind: 'still_here' }), ...(open ? answerStatus(state, facts).outputs : [])],
  };
}
