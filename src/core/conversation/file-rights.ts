import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askAlso, askWaiting } from './ask-also.ts';
import { askedWords, joinedWords } from './asked-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { AskedWords, ConfirmingRight, DialogueState, WaitingQuestion } from './dialogue-state.ts';
import { givenWithWish } from './given-with-wish.ts';
import { heardFlags } from './heard-flags.ts';
import { openConfirmed } from './open-confirmed.ts';
import { type AskedHow, openEach, withQuestion } from './open-rights.ts';

/** Files the rights that these words surely ask, and asks about those that were `perhaps` heard too; a person is called beside it for a child or for somebody else (R4). */
export function fileRights(
  state: DialogueState,
  rights: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
  perhaps: readonly Right[] = [],
): ConversationDecision {
  const { signals, slots } = understood;
  const heard = heardFlags(understood);
  // "Mijn man wil dat ook": what runs already is the writer's own, so this is of the other person (R11, R17).
  const forOther = signals.includes('other_person') && rights.some((right) => isOwnOpen(state, right, facts));
  const flags = { ...heard, thirdParty: heard.thirdParty || forOther };
  const known = givenWithWish(state, facts.source.words, understood, rights, facts);
  const how: AskedHow = { ...flags, addressGiven: slots.email !== undefined };
  const { step } = state;
  const asked = askedWords(understood, facts);
  const pending = step.name === 'confirming_right' ? step : undefined;
  const answers = pending !== undefined && answersQuestion(pending, rights, facts);
  const opened =
    pending === undefined
      ? askAlso(
          openEach(leavesChoice(known, rights, facts), rights, how, facts, facts.source),
          perhaps,
          asked,
          facts,
        )
      : answers
        ? openConfirmed(known, { ...pending, asked: wordsAnswered(pending, asked) }, rights, how, facts)
        : besideQuestion(known, pending, rights, perhaps, how, asked, facts);
  const human: ConversationOutput[] = [];
  if (signals.includes('minor'))
    human.push({ type: 'call_human', reason: 'minor' }, { type: 'stop_mailing', reason: 'minor' });
  if (flags.thirdParty && !answers) human.push({ type: 'call_human', reason: 'third_party' });
  return { state: opened.state, outputs: [...opened.outputs, ...human] };
}

/**
 * Whether a clear wish answers the open question: it is the only one that was asked about, was heard beside others in
 * the first words, or is said to be what was meant: "ja, maar alleen mijn huisnummer". Any other wish is one of its own (R17).
 */
function answersQuestion(
  { options, together = [] }: ConfirmingRight,
  rights: readonly Right[],
  { source, choiceWords }: ConversationFacts,
): boolean {
  const said = ` ${typedWords(source.words)} `;
  const [first = ''] = said.trim().split(' ');
  const means =
    choiceWords.yes?.includes(first) === true ||
    (choiceWords.corrects ?? []).some((words) => said.includes(` ${words} `));
  const closing = options.length === 1 || means ? options : together;
  return rights.some((right) => closing.includes(right));
}

/** The words of the question say it all when they hold both wishes; else the answer is kept with them. */
function wordsAnswered(
  { together, after, unfiled, asked: first }: ConfirmingRight,
  second: AskedWords,
): AskedWords {
  const holdsAll = together !== undefined || (after !== undefined && unfiled !== true);
  return holdsAll ? first : joinedWords(first, second);
}

/** The new wish is filed, and the question about the first words stays open behind it. */
function besideQuestion(
  state: DialogueState,
  { name: _name, after, options, ...pending }: ConfirmingRight,
  rights: readonly Right[],
  perhaps: readonly Right[],
  how: AskedHow,
  asked: AskedWords,
  facts: ConversationFacts,
): ConversationDecision {
  const left = options.filter((right) => !rights.includes(right));
  const further = perhaps.filter((right) => !rights.includes(right) && !left.includes(right));
  const waiting: readonly WaitingQuestion[] = [
    ...(left.length > 0 ? [{ ...pending, options: left, unfiled: true as const }] : []),
    ...(state.waiting ?? []),
    ...(further.length > 0 ? [{ options: further, asked }] : []),
  ];
  const opened = openEach({ ...state, step: after ?? { name: 'idle' } }, rights, how, facts, facts.source);
  const next: DialogueState = { ...opened.state, waiting };
  return askWaiting(next, opened.outputs, facts) ?? withQuestion({ ...opened, state: next });
}

function isOwnOpen({ forOther }: DialogueState, right: Right, { requests }: ConversationFacts): boolean {
  return requests.some((fact) => fact.open && fact.right === right && !forOther?.includes(fact.number));
}

/** "Nee wacht, ik wil alles laten wissen" after "wat wilt u krijgen?": the new wish goes on, that question comes later. */
function leavesChoice(
  state: DialogueState,
  rights: readonly Right[],
  { requests }: ConversationFacts,
): DialogueState {
  const isNew = rights.some((right) => !requests.some((fact) => fact.open && fact.right === right));
  return state.step.name === 'choosing' && isNew ? { ...state, step: { name: 'idle' } } : state;
}
