import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

/** Whether it would change what somebody asked before, or whose request it is. `sender`: of the conversation by mail. */
export function changesRequest(output: ConversationOutput, sender: string): boolean {
  return CHANGES.includes(output.type) || (output.type === 'mail_code' && output.email !== sender);
}

/**
 * In place of a decision on a mail that anybody may have sent in this name: nothing changes, the question that stands
 * goes on, the owner of the address is asked there (R3), and a person reads it should nobody answer.
 */
export function askedUnchecked(
  before: DialogueState,
  { outputs }: ConversationDecision,
): ConversationDecision {
  const notice = outputs.filter((output) => output.type === 'say' && output.message.kind === 'first_notice');
  return {
    state: before,
    outputs: [...notice, say({ kind: 'mail_unchecked' }), { type: 'pass_to_staff' }],
  };
}

/** A new wish is filed and a code is checked whoever wrote: the first proves nothing, the second by itself (R2, R12). */
const CHANGES: readonly ConversationOutput['type'][] = [
  'withdraw',
  'narrow',
  'reopen',
  'give_facts',
  'end_facts',
];
