import type { ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';

/** What the dialogue becomes, and what is to be done, in order. */
export interface ConversationDecision {
  readonly state: DialogueState;
  readonly outputs: readonly ConversationOutput[];
}
