import type { ConversationDecision } from './conversation-decision.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { OutboundMessage } from './messages.ts';

/** What "meer" brings: the next part of the topic that was tapped, or else of the one told last; without any, in general. */
export function moreOfPolicy(
  { policyTold: told }: DialogueState,
  tapped: string | undefined,
): OutboundMessage {
  const topic = tapped ?? told?.topic;
  if (topic === undefined) return { kind: 'general_more' };
  const part = told?.topic === topic ? told.part + 1 : 1;
  return { kind: 'policy_answer', topic, whole: true, ...(part === 1 ? {} : { part }) };
}

/** The dialogue keeps what was told of the policy, until something in general is told. */
export function rememberTold(decision: ConversationDecision): ConversationDecision {
  const said = decision.outputs.flatMap((output) => (output.type === 'say' ? [output.message] : []));
  const last = said.findLast(({ kind }) => kind.startsWith('general_') || kind === 'policy_answer');
  if (last === undefined) return decision;
  const { policyTold: _before, ...state } = decision.state;
  if (last.kind !== 'policy_answer') return { ...decision, state };
  const part = last.whole === true ? (last.part ?? 1) : 0;
  return { ...decision, state: { ...state, policyTold: { topic: last.topic, part } } };
}
