import { assertNever } from '../kernel/assert-never.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { AutomaticMessage } from './messages.ts';

export type Held = 'deceased' | 'minor' | 'third_party';

/** Why a person must look first: until then no identity is asked and no code is mailed or checked (R4). */
export function heldFor(state: DialogueState, number: string): Held | undefined {
  if (state.withPerson !== undefined) return state.withPerson;
  return state.forOther?.includes(number) ? 'third_party' : undefined;
}

/** What the customer hears instead of the question who they are. */
export function heldMessage(held: Held, number: string): AutomaticMessage {
  switch (held) {
    case 'deceased':
      return { kind: 'customer_reply_noted' };
    case 'minor':
      return { kind: 'minor_noted' };
    case 'third_party':
      return { kind: 'third_party_noted', number };
    default:
      return assertNever(held);
  }
}
