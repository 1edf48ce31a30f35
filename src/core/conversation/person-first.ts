import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { fileRights } from './file-rights.ts';
import { rightsOf } from './filed-rights.ts';
import { say } from './say.ts';

/**
 * A death or a child, in whatever step: what was being asked ends, no code goes out, and a person takes it up (R4).
 * Undefined when there is neither, or when it was heard before.
 */
export function personFirst(
  state: DialogueState,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { signals } = understood;
  if (signals.includes('deceased') && state.withPerson !== 'deceased')
    return {
      state: { ...state, step: { name: 'idle' }, withPerson: 'deceased' },
      outputs: [
        { type: 'call_human', reason: 'deceased' },
        { type: 'stop_mailing', reason: 'deceased' },
        say({ kind: 'condolence' }),
      ],
    };
  if (!signals.includes('minor') || state.withPerson !== undefined) return undefined;
  const minor: DialogueState = { ...state, step: { name: 'idle' }, withPerson: 'minor' };
  const { sure } = rightsOf(understood);
  if (sure.length > 0) return fileRights(minor, sure, understood, facts);
  return {
    state: minor,
    outputs: [
      { type: 'call_human', reason: 'minor' },
      { type: 'stop_mailing', reason: 'minor' },
      say({ kind: 'minor_noted' }),
    ],
  };
}
