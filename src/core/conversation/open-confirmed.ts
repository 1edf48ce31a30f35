import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';
import { askAlso } from './ask-also.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { ConfirmingRight, DialogueState } from './dialogue-state.ts';
import { identityQuestion } from './follow-up.ts';
import { openAgainst } from './open-against.ts';
import { type AskedHow, openEach } from './open-rights.ts';

/**
 * Opens what the customer was asked about and what else was said in the answer. What was asked counts from the
 * words that the question was about, with their receipt (R17, R18) and with what was heard in them (R4, R23).
 */
export function openConfirmed(
  state: DialogueState,
  step: ConfirmingRight,
  rights: readonly Right[],
  how: AskedHow,
  facts: ConversationFacts,
): ConversationDecision {
  // What waited before this question goes on waiting: the second wish has its turn after the first.
  const idle: DialogueState = { ...state, step: step.after ?? { name: 'idle' } };
  const meant = rights.filter((right) => step.options.includes(right));
  const others = rights.filter((right) => !meant.includes(right));
  const { words, receivedAt, sourceKey } = step.asked;
  const heard = withFlagsOf(step.asked, meant, how);
  const source = { words, receivedAt, key: sourceKey };
  const dated = dueFrom(facts, facts.askedDueDay);
  const decided = facts.requests.find(({ number }) => number === step.against);
  const first =
    decided !== undefined && meant.length > 0
      ? openAgainst(idle, decided, heard, dated, source)
      : openEach(idle, meant, heard, dated, source);
  const remaining = { ...facts, next: facts.next.slice(meant.length) };
  const second = openEach(first.state, others, how, remaining, facts.source);
  const waits = second.state.step;
  const again =
    step.after?.name === 'asking_identity' && waits === step.after
      ? identityQuestion(step.after.number, second.state)
      : undefined;
  const rest = meant.length === 0 ? [] : (step.together ?? []).filter((right) => !rights.includes(right));
  const { state: opened, outputs } = askAlso(
    {
      state: again === undefined ? second.state : { ...second.state, step: again.step },
      outputs: [{ type: 'answered_question' }, ...first.outputs, ...second.outputs],
      question: second.question ?? first.question ?? again?.outputs,
    },
    rest,
    step.asked,
    facts,
  );
  const human: readonly ConversationOutput[] =
    heard.thirdParty || how.thirdParty ? [{ type: 'call_human', reason: 'third_party' }] : [];
  return { state: opened, outputs: [...outputs, ...human] };
}

function withFlagsOf(asked: ConfirmingRight['asked'], meant: readonly Right[], how: AskedHow): AskedHow {
  // Who reports a breach speaks of other people's data by its nature.
  const others = asked.thirdParty === true && meant.some((right) => right !== 'breach_report');
  const addressGiven = how.addressGiven === true || asked.words.includes('@');
  const part = how.part ?? asked.part;
  return {
    ...how,
    ...(asked.child === true ? { child: true } : {}),
    ...(part === undefined ? {} : { part }),
    addressGiven,
    raised: how.raised || asked.raised === true,
    thirdParty: how.thirdParty || others,
  };
}

function dueFrom(facts: ConversationFacts, dueDay: CalendarDay | null): ConversationFacts {
  return dueDay === null ? facts : { ...facts, next: facts.next.map(({ number }) => ({ number, dueDay })) };
}
