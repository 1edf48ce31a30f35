import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState, DialogueStep } from './dialogue-state.ts';
import { type AskedHow, openEach, withQuestion } from './open-rights.ts';

type Asked = Extract<DialogueStep, { name: 'confirming_right' }>;

/**
 * Opens what the customer was asked about and what else was said in the answer. What was asked counts from the
 * words that the question was about, with their receipt (R17, R18).
 */
export function openConfirmed(
  state: DialogueState,
  step: Asked,
  rights: readonly Right[],
  how: AskedHow,
  facts: ConversationFacts,
): ConversationDecision {
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  const meant = rights.filter((right) => step.options.includes(right));
  const others = rights.filter((right) => !meant.includes(right));
  const { words, receivedAt, sourceKey } = step.asked;
  const first = openEach(idle, meant, how, dueFrom(facts, facts.askedDueDay), {
    words,
    receivedAt,
    key: sourceKey,
  });
  const remaining = { ...facts, next: facts.next.slice(meant.length) };
  const second = openEach(first.state, others, how, remaining, facts.source);
  return withQuestion({
    state: second.state,
    outputs: [{ type: 'answered_question' }, ...first.outputs, ...second.outputs],
    question: second.question ?? first.question,
  });
}

function dueFrom(facts: ConversationFacts, dueDay: CalendarDay | null): ConversationFacts {
  return dueDay === null ? facts : { ...facts, next: facts.next.map(({ number }) => ({ number, dueDay })) };
}
