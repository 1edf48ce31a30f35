import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { Understanding } from '../understanding/understanding.ts';
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
