import { actsNow } from '../kernel/acts-now.ts';
import { isInPerson, type Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import { asksCopy } from './asks-copy.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { followUp, identityQuestion } from './follow-up.ts';
import type { HeardFlags } from './heard-flags.ts';
import { heldFor } from './held.ts';
import { objectionAgainst } from './objection-against.ts';
import { mentionsHome } from './open-order.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';
import { stopsErasure } from './stops-erasure.ts';

/** What was noticed in the words that ask. */
export interface AskedHow extends HeardFlags {
  /** An address stood in them. */
  readonly addressGiven?: boolean;
}

export interface Opened {
  readonly state: DialogueState;
  readonly outputs: readonly ConversationOutput[];
  /** The question that follows; undefined when this opened nothing to ask about. */
  readonly question: readonly ConversationOutput[] | undefined;
}

/** Opens the rights and ends with the one question that is open then (R3). */
export function openRights(
  state: DialogueState,
  rights: readonly Right[],
  how: AskedHow,
  facts: ConversationFacts,
  source: ConversationFacts['source'],
): ConversationDecision {
  return withQuestion(openEach(state, rights, how, facts, source));
}

/** The new question last, or the one that waited already. */
export function withQuestion({ state, outputs, question }: Opened): ConversationDecision {
  const waiting = presentQuestion(state);
  return { state, outputs: [...outputs, ...(question ?? (waiting === undefined ? [] : [say(waiting)]))] };
}

/**
 * Opens a request for every right asked, each with its own number and one common receipt (law.md 8.6). A right that
 * is open in this conversation already is named instead of doubled (R12), and where staff act at once they act again; one that the customer ended before comes
 * back with its old receipt (R3).
 */
export function openEach(
  before: DialogueState,
  rights: readonly Right[],
  how: AskedHow,
  facts: ConversationFacts,
  source: ConversationFacts['source'],
): Opened {
  const { raised, thirdParty, addressGiven } = how;
  const outputs: ConversationOutput[] = [];
  let state = before;
  let question: readonly ConversationOutput[] | undefined;
  const opened = new Map<Right, string>();
  let used = 0;
  for (const right of rights) {
    const copy =
      right === 'access' && !isInPerson(facts.channel) && asksCopy(source.words, facts.choiceWords);
    const earlier = facts.requests.find(
      (request) =>
        request.right === right &&
        (request.open || ended(request.status)) &&
        (!thirdParty || before.forOther?.includes(request.number) === true),
    );
    if (earlier !== undefined) {
      const { number } = earlier;
      if (earlier.open) outputs.push(say({ kind: 'already_open', number, right, ...dueOf(earlier, facts) }));
      else
        outputs.push({ type: 'reopen', number }, say({ kind: 'reopened', number, ...dueOf(earlier, facts) }));
      if (copy && !earlier.open && !earlier.proven) outputs.push({ type: 'choose_copy', number });
      if (actsNow(right)) {
        outputs.push(
          { type: 'note_customer_wrote', number },
          { type: 'act_again', number, receivedAt: source.receivedAt },
        );
        follow(right, number, !earlier.proven && !isEnding());
      } else if (!earlier.proven && !isAsked(state.step, number))
        follow(right, number, !isEnding(), { copy });
      continue;
    }
    const next = facts.next[used];
    if (next === undefined) throw new Error('more rights in one message than numbers prepared');
    used += 1;
    const { number } = next;
    outputs.push({
      type: 'open_request',
      number,
      right,
      raised,
      thirdParty,
      words: source.words,
      receivedAt: source.receivedAt,
      sourceKey: source.key,
    });
    opened.set(right, number);
    if (thirdParty) state = { ...state, forOther: [...(state.forOther ?? []), number] };
    // The general answer is for who asks in general (R2): not for who wants a copy, nor about somebody else.
    if (right === 'access' && !copy && !thirdParty) outputs.push(say({ kind: 'general_answer' }));
    outputs.push(say({ kind: 'receipt', number, right, dueDay: next.dueDay, ...aboutWhat(right, how) }));
    if (copy) outputs.push({ type: 'choose_copy', number });
    if (right === 'rectification' && !thirdParty && !tellsValue(source.words, how))
      state = { ...state, valueOpen: [...(state.valueOpen ?? []), number] };
    const moves = right === 'rectification' && mentionsHome(source.words, facts.choiceWords);
    follow(right, number, (right === 'breach_report' && !isEnding()) || isFree(state.step), { moves, copy });
  }
  const number = opened.get('erasure');
  const other = opened.get('access') ?? opened.get('portability');
  // What belongs in a copy may not be gone before that copy is there.
  if (number !== undefined && other !== undefined && !thirdParty)
    outputs.push(say({ kind: 'copy_first', number, other }));
  return { state, outputs, question };

  // What was asked about a breach by this very message is not passed over by its next wish.
  function isFree(step: DialogueState['step']): boolean {
    if (isEnding()) return false;
    return INTERRUPTED.includes(step.name) || (step.name === 'asking_breach' && step === before.step);
  }

  function isEnding(): boolean {
    return stopsErasure(state, facts) !== undefined;
  }

  function isSituation(): boolean {
    return objectionAgainst(source.words, facts.choiceWords) === 'situation';
  }

  function isByPost(): boolean {
    const said = ` ${typedWords(source.words)} `;
    return facts.choiceWords.by_post?.some((words) => said.includes(` ${words} `)) === true;
  }

  function follow(right: Right, number: string, turn: boolean, { moves = false, copy = false } = {}): void {
    const further =
      copy && heldFor(state, number) === undefined
        ? { notices: [], question: identityQuestion(number, state) }
        : followUp(right, number, state, addressGiven);
    outputs.push(...further.notices);
    if (further.question === undefined) return;
    // A parcel may leave today: what else was being asked comes after it (R22).
    if (moves && !isInPerson(facts.channel) && !isEnding()) {
      state = { ...state, step: { name: 'asking_order', number } };
      question = [say({ kind: 'ask_open_order', number })];
      return;
    }
    if (further.question.step.name === 'asking_stop_address' && isSituation()) {
      state = { ...state, step: { ...further.question.step, situation: true } };
      question = [say({ kind: 'ask_objection_address', number })];
      return;
    }
    if (further.question.step.name === 'asking_stop_address' && right === 'objection' && isByPost()) {
      state = { ...state, step: { name: 'asking_stop_address', number, post: true } };
      question = [say({ kind: 'ask_post_address', number })];
      return;
    }
    if (!turn) return;
    const { step } = further.question;
    const since = step.name === 'asking_breach' ? { since: source.receivedAt } : {};
    state = { ...state, step: { ...step, ...since } };
    question = further.question.outputs;
  }
}

/** Whether a correction says what it should be: figures do, and an address in words about mail. */
function tellsValue(words: string, { valueGiven }: AskedHow): boolean {
  if (valueGiven === true || (/mail/i.test(words) && words.includes('@'))) return true;
  return /\d/.test(words.replaceAll(/\S+@\S+/g, ''));
}

/** What a receipt says of whose data and which part of them: of the writer's own and of all of them nothing. */
function aboutWhat(
  right: Right,
  { thirdParty, child, part }: AskedHow,
): { readonly whose?: 'child' | 'other'; readonly part?: string } {
  if (thirdParty) return { whose: child === true ? 'child' : 'other' };
  return part !== undefined && OF_A_PART.includes(right) ? { part } : {};
}

/** Rights that may be asked for one thing; with more rights in one message it is not told of which it is. */
const OF_A_PART: readonly Right[] = ['access', 'erasure', 'restriction'];

/** Who asks is being found out for this request: it is not begun anew. */
function isAsked(step: DialogueState['step'], number: string): boolean {
  return (step.name === 'asking_identity' || step.name === 'awaiting_code') && step.number === number;
}

/** Questions that a new wish takes the place of: nothing ends and nothing is lost when they stay unanswered. */
const INTERRUPTED: readonly DialogueState['step']['name'][] = [
  'idle',
  'confirming',
  'confirming_right',
  'asking_value',
];

function ended(status: string): boolean {
  return status === 'withdrawn' || status === 'answered_generally';
}
