import { DAY } from '../kernel/clock.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { nextUnproven } from './next-unproven.ts';
import { say } from './say.ts';

/** "Dank u wel", "goedenavond": nothing about a breach. */
const POLITE_WORDS = 6;

/**
 * Words after "wat zag u, waar en wanneer?" belong to the reported breach, and staff read them; for a day also when they
 * read as a report. What names another event, or comes later, may be a breach of its own with its own hours (AVG 33(1)). Undefined when nothing of the kind was asked, when a member of staff may have
 * asked something since, or when they clearly ask something else.
 */
export function addedToBreach(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'asking_breach') return undefined;
  const { number } = step;
  if (facts.requests.find((request) => request.number === number)?.open !== true) return undefined;
  const { sure } = rightsOf(understood);
  if (sure.some((right) => right !== 'breach_report')) return undefined;
  const again = sure.length > 0 && isAnother(text, step.since, facts);
  if (sure.length === 0 && (isWithStaff(state) || asksElse(text, understood))) return undefined;
  const { receivedAt } = facts.source;
  const work: readonly ConversationOutput[] = again ? [{ type: 'act_again', number, receivedAt }] : [];
  const next = nextUnproven(state, number, facts, [
    { type: 'note_customer_wrote', number },
    { type: 'pass_to_staff' },
    ...work,
    say({ kind: 'breach_added', number }),
  ]);
  // There may be more to tell, in message after message.
  const present: DialogueState = again ? { ...state, step: { ...step, since: receivedAt } } : state;
  return next.state.step.name === 'idle' ? { state: present, outputs: next.outputs } : next;
}

function isAnother(
  text: string,
  since: string | undefined,
  { choiceWords, source }: ConversationFacts,
): boolean {
  if (since === undefined || Date.parse(source.receivedAt) - Date.parse(since) > DAY) return true;
  const said = ` ${typedWords(text)} `;
  return (choiceWords.another ?? []).some((word) => said.includes(` ${word} `));
}

function asksElse(text: string, understood: Understanding): boolean {
  const { labels, topic } = understood;
  const polite = labels.includes('thanks') || labels.includes('greeting');
  return (
    labels.includes('human') ||
    isAsked(understood, 'status') ||
    isAsked(understood, 'withdraw_request') ||
    (isAsked(understood, 'policy_question') && topic !== null && text.includes('?')) ||
    (polite && text.trim().split(/\s+/).length <= POLITE_WORDS)
  );
}
