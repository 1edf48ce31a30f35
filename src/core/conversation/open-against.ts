import type { ConversationFacts, ConversationOutput, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { followUp, identityQuestion } from './follow-up.ts';
import { heldFor } from './held.ts';
import type { AskedHow, Opened } from './open-rights.ts';
import { say } from './say.ts';

/**
 * Opens a request against a decision: the same right once more, with a clock of its own, linked to what was decided. One
 * that is open already takes the words in.
 */
export function openAgainst(
  before: DialogueState,
  { number: objectsTo, right }: RequestFact,
  { raised, thirdParty, addressGiven }: AskedHow,
  facts: ConversationFacts,
  source: ConversationFacts['source'],
): Opened {
  const open = facts.requests.find((request) => request.right === right && request.open);
  if (open !== undefined) {
    const { number } = open;
    const outputs: readonly ConversationOutput[] = [
      { type: 'note_customer_wrote', number },
      say({ kind: 'already_open', number, right, ...dueOf(open, facts) }),
    ];
    return { state: before, outputs, question: undefined };
  }
  const [next] = facts.next;
  if (next === undefined) throw new Error('no number prepared for a request');
  const { number, dueDay } = next;
  const { words, receivedAt, key: sourceKey } = source;
  const state = thirdParty ? { ...before, forOther: [...(before.forOther ?? []), number] } : before;
  const asked = { number, right, raised, thirdParty, words, receivedAt, sourceKey, objectsTo };
  // What exactly is wanted was said the first time.
  const further =
    right === 'access' && heldFor(state, number) === undefined
      ? { notices: [], question: identityQuestion(number, state) }
      : followUp(right, number, state, addressGiven);
  const outputs: readonly ConversationOutput[] = [
    { type: 'open_request', ...asked },
    say({ kind: 'objection_noted', number, other: objectsTo, dueDay }),
    ...further.notices,
  ];
  const { question } = further;
  return question === undefined
    ? { state, outputs, question: undefined }
    : { state: { ...state, step: question.step }, outputs, question: question.outputs };
}
