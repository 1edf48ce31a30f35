import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { type Disagreement, disagreement } from './disagreement.ts';
import { rightsOf } from './filed-rights.ts';
import { heardFlags } from './heard-flags.ts';
import { objectionAgainst } from './objection-against.ts';
import { openAgainst } from './open-against.ts';
import { openEach, withQuestion } from './open-rights.ts';
import { say } from './say.ts';

/** Labels under which words against a decision are read as well: they open nothing of their own then. */
const READ_AS: readonly Right[] = ['complaint', 'automated_decision'];

/**
 * "Ik ben het niet eens met uw besluit": a request of its own, linked to the decided one; asked first when it is not
 * clear. Undefined when the words are about something else.
 */
export function againstDecision(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const found = disagreement(text, understood, facts);
  if (found === undefined) return undefined;
  if (!found.clear) return askWhetherAgainst(state, found, understood, facts);
  const { decided } = found;
  const how = { ...heardFlags(understood), addressGiven: understood.slots.email !== undefined };
  const unnamed = objectionAgainst(text, facts.choiceWords) === undefined;
  const others = rightsOf(understood).sure.filter(
    (right) => right !== decided.right && !READ_AS.includes(right) && !(right === 'objection' && unnamed),
  );
  const first = openAgainst({ ...state, step: { name: 'idle' } }, decided, how, facts, facts.source);
  const remaining = { ...facts, next: facts.next.slice(1) };
  const second = openEach(first.state, others, how, remaining, facts.source);
  return withQuestion({
    state: second.state,
    outputs: [...first.outputs, ...second.outputs],
    question: second.question ?? first.question,
  });
}

/** One question, with the words and their receipt kept (R17). */
function askWhetherAgainst(
  state: DialogueState,
  { decided }: Disagreement,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { words, receivedAt, key: sourceKey } = facts.source;
  const options = [decided.right];
  const asked = { words, receivedAt, sourceKey, ...heardFlags(understood) };
  const step = { name: 'confirming_right', options, asked, against: decided.number } as const;
  return {
    state: { ...state, step },
    outputs: [{ type: 'await_answer' }, say({ kind: 'confirm_right', options, against: decided.number })],
  };
}
