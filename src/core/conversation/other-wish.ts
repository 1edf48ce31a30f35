import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { answerStatus } from './answer-status.ts';
import { confirmAgain } from './confirm-rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, RequestFact } from './conversation-input.ts';
import { decideChoice } from './decide-choice.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { rightsOf } from './filed-rights.ts';
import { heardFlags } from './heard-flags.ts';
import { openEach, openRights } from './open-rights.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** As clear as what is taken up again: the new wish is proven and approved like any other. */
const CLEAR = 0.6;
const NO_FLAGS = { raised: false, thirdParty: false };

/** "Toch niet wissen, alleen inzien": the new wish is filed, and the one question is whether the old one stops. */
export function swapsWish(
  state: DialogueState,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { labels, confidence, thirdParty } = understood;
  if (!labels.includes('withdraw_request') || thirdParty) return undefined;
  const [old, ...others] = facts.requests.filter(({ open }) => open);
  if (old === undefined || others.length > 0) return undefined;
  const { sure, perhaps } = rightsOf(understood);
  const heard = [...sure, ...perhaps].filter((right) => labels.includes(right) && right !== old.right);
  const clear = heard.filter((right) => sure.includes(right) || (confidence >= CLEAR && right !== 'erasure'));
  return clear.length === 0 ? undefined : insteadOf(state, old, clear, understood, facts);
}

/** Files the new rights and asks whether they come in the place of the old request. */
export function insteadOf(
  state: DialogueState,
  { number, right }: RequestFact,
  rights: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  const opened = openEach(idle, rights, heardFlags(understood), facts, facts.source);
  return {
    state: { ...opened.state, step: { name: 'confirming', number, as: 'withdrawn' } },
    outputs: [...opened.outputs, say({ kind: 'instead_of', number, right })],
  };
}

/** "Doe toch maar wel": the request that the customer stopped here runs again, with its old receipt (R3). */
export function takenUpAgain(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const reopens = says(text, facts.choiceWords.reopens);
  const still = facts.choiceWords.still_do?.includes(typedWords(text)) === true;
  const confirming = state.step.name === 'confirming';
  if (!reopens && !still && (confirming || !wantsStill(text, facts))) return undefined;
  if (confirming) return decideChoice(state, { choice: 'no' }, facts);
  const stopped = facts.requests.filter(
    ({ status, right }) =>
      (status === 'withdrawn' || status === 'answered_generally') &&
      !facts.requests.some((other) => other.open && other.right === right),
  );
  const rights = [...new Set(stopped.map(({ right }) => right))];
  if (rights.length === 0) return reopens ? runsAlready(state, facts) : undefined;
  return rights.length === 1
    ? openRights(state, rights, NO_FLAGS, facts, facts.source)
    : confirmAgain(state, rights, facts);
}

/** Asked to run again where nothing was stopped: that it runs, or how it stands; undefined where there is none. */
function runsAlready(state: DialogueState, facts: ConversationFacts): ConversationDecision | undefined {
  if (facts.requests.length === 0) return undefined;
  const [only, ...others] = facts.requests.filter(({ open }) => open);
  if (only === undefined || others.length > 0) return answerStatus(state, facts);
  const goesOn = say({ kind: 'goes_on', number: only.number, ...dueOf(only, facts) });
  return { state, outputs: [goesOn, ...stillAwaited(state)] };
}

/** "Sorry toch niet, ik wil het wel": what is said around it by whoever thinks better is left out. */
function wantsStill(text: string, { choiceWords }: ConversationFacts): boolean {
  const { reconsiders = [], wants_still = [], still_do = [] } = choiceWords;
  const before = [...reconsiders].sort((a, b) => b.length - a.length);
  let words = typedWords(text);
  for (;;) {
    const said = words;
    if (wants_still.includes(said) || still_do.includes(said)) return true;
    const first = before.find((one) => said.startsWith(`${one} `));
    if (first === undefined) return false;
    words = said.slice(first.length + 1);
  }
}

function says(text: string, list: readonly string[] = []): boolean {
  const said = ` ${typedWords(text)} `;
  return list.some((words) => said.includes(` ${words} `));
}
