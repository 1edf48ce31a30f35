import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import { possibleFlags } from './heard-flags.ts';
import { noteWritten } from './pass-to-staff.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** All that these words may ask runs already: that is said, and nothing is asked about it again. */
export function askedNow(
  state: DialogueState,
  perhaps: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  if (possibleFlags(understood).thirdParty) return undefined;
  const running = perhaps.map((right) => facts.requests.find((fact) => fact.open && fact.right === right));
  const [first] = running;
  if (first === undefined || running.includes(undefined)) return undefined;
  const { number, right } = first;
  const told = say({ kind: 'already_open', number, right, ...dueOf(first, facts) });
  return { state, outputs: [...noteWritten(facts), told, ...stillAwaited(state)] };
}

/** One confirming question with choices; the words and their receipt are kept meanwhile (row 14, R17). */
export function confirmRights(
  state: DialogueState,
  perhaps: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { words, receivedAt, key } = facts.source;
  const { raised, thirdParty } = possibleFlags(understood);
  // Several that were heard beside each other are the question; what else it may have been is "iets anders".
  const together = perhaps.filter((right) => understood.labels.includes(right));
  const options = together.length > 1 ? together : perhaps;
  const several = together.length > 1 ? { together } : {};
  // Anger over a question that was asked already is still anger.
  const before = state.step.name === 'confirming_right' ? state.step.asked : undefined;
  return {
    state: {
      ...state,
      step: {
        name: 'confirming_right',
        options,
        asked: {
          words,
          receivedAt,
          sourceKey: key,
          raised: raised || before?.raised === true,
          thirdParty: thirdParty || before?.thirdParty === true,
        },
        ...several,
      },
    },
    outputs: [
      { type: 'await_answer' },
      say({ kind: 'confirm_right', options, ...(together.length > 1 ? { together: true } : {}) }),
    ],
  };
}

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
