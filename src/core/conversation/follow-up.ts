import type { Right } from '../kernel/rights.ts';
import type { ConversationOutput } from './conversation-input.ts';
import type { DialogueStep } from './dialogue-state.ts';
import { say } from './say.ts';

/** The one question after the receipt: what exactly, for an access request (R3); otherwise who asks. */
export function followUp(
  right: Right,
  number: string,
): { readonly step: DialogueStep; readonly outputs: readonly ConversationOutput[] } {
  if (right === 'access')
    return { step: { name: 'choosing', number }, outputs: [say({ kind: 'ask_choice', number })] };
  return {
    step: { name: 'asking_identity', number },
    outputs: [{ type: 'ask_identity', number }, say({ kind: 'ask_identity', number })],
  };
}
