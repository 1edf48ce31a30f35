import type { PolicyAspect } from '../kernel/policy-aspects.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isAsked } from './filed-rights.ts';
import type { OutboundMessage } from './messages.ts';

/** The answer to all that was asked of the policy in one message, the first topic first. */
export function policyAnswer(topic: PolicyTopic, asked: Understanding['policy']): OutboundMessage {
  const also = asked?.topics.filter((other) => other !== topic) ?? [];
  const aspects = asked?.aspects ?? [];
  return {
    kind: 'policy_answer',
    topic,
    ...(also.length > 0 ? { also } : {}),
    ...(aspects.length > 0 ? { aspects } : {}),
  };
}

/** What these words mean is no doubt, also where the message as a whole is read less surely. */
const PLAIN: readonly PolicyAspect[] = [
  'abroad',
  'unnamed_party',
  'analytics',
  'ground',
  'officer',
  'term',
  'costs',
  'unsaid',
  'scope',
  'handled_requests',
];

/** Whether something is asked of the policy: surely, or in words that say so by themselves beside no other wish. */
export function asksPolicy(understood: Understanding): boolean {
  if (isAsked(understood, 'policy_question')) return true;
  const { labels, policy } = understood;
  const isAlone = labels.length > 0 && labels.every((label) => label === 'policy_question');
  return isAlone && policy?.aspects.some((aspect) => PLAIN.includes(aspect)) === true;
}

/** "Hoe lang duurt het eigenlijk?" of whoever waits for an answer: the date of their own request, not a term in general. */
export function asksOwnTerm({ topic, policy }: Understanding, { requests }: ConversationFacts): boolean {
  const aspects = policy?.aspects ?? [];
  const isOther = aspects.some((aspect) => aspect.startsWith('right_') || aspect === 'handled_requests');
  return (
    topic === 'rights' && aspects.includes('term') && !isOther && requests.some((request) => request.open)
  );
}
