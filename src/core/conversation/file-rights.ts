import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askAlso } from './ask-also.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { givenWithWish } from './given-with-wish.ts';
import { heardFlags, possibleFlags } from './heard-flags.ts';
import { openConfirmed } from './open-confirmed.ts';
import { type AskedHow, openEach } from './open-rights.ts';

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
  const { words, receivedAt, key: sourceKey } = facts.source;
  const answers = step.name === 'confirming_right' && rights.some((right) => step.options.includes(right));
  const opened = answers
    ? openConfirmed(known, step, rights, how, facts)
    : askAlso(
        openEach(leavesChoice(known, rights, facts), rights, how, facts, facts.source),
        perhaps,
        { words, receivedAt, sourceKey, ...possibleFlags(understood) },
        facts,
      );
  const human: ConversationOutput[] = [];
  if (signals.includes('minor'))
    human.push({ type: 'call_human', reason: 'minor' }, { type: 'stop_mailing', reason: 'minor' });
  if (flags.thirdParty && !answers) human.push({ type: 'call_human', reason: 'third_party' });
  return { state: opened.state, outputs: [...opened.outputs, ...human] };
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
