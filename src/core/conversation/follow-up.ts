import { actsNow } from '../kernel/acts-now.ts';
import type { Right } from '../kernel/rights.ts';
import type { ConversationOutput } from './conversation-input.ts';
import type { DialogueState, DialogueStep } from './dialogue-state.ts';
import { heldFor, heldMessage } from './held.ts';
import { say } from './say.ts';

export interface FollowUp {
  /** Said whatever else is being asked. */
  readonly notices: readonly ConversationOutput[];
  /** Asked only when nothing else is: a reply holds one question (R3). */
  readonly question?: { readonly step: DialogueStep; readonly outputs: readonly ConversationOutput[] };
}

/**
 * What comes after the receipt: that a person looks first, or acts at once; what exactly, for an access request (R3);
 * otherwise who asks. `addressGiven`: the message named an address already.
 */
export function followUp(right: Right, number: string, state: DialogueState, addressGiven = false): FollowUp {
  const held = heldFor(state, number);
  if (held !== undefined) return { notices: [say(heldMessage(held, number))] };
  if (actsNow(right)) {
    if (right === 'breach_report')
      return {
        notices: [say({ kind: 'breach_noted', number })],
        question: { step: { name: 'asking_breach', number }, outputs: [] },
      };
    const notices = [say({ kind: 'staff_acts', number })];
    if (addressGiven) return { notices };
    // Without a name and an address nobody can act; they are asked, not proven (AVG 7(3); R13).
    if (right !== 'objection')
      return {
        notices,
        question: {
          step: { name: 'asking_stop_address', number, contact: true },
          outputs: [say({ kind: 'ask_contact', number })],
        },
      };
    const step = { name: 'asking_stop_address', number } as const;
    return { notices, question: { step, outputs: [say({ kind: 'ask_stop_address', number })] } };
  }
  if (right === 'access')
    return {
      notices: [],
      question: { step: { name: 'choosing', number }, outputs: [say({ kind: 'ask_choice', number })] },
    };
  return { notices: [], question: valueQuestion(number, state) ?? identityQuestion(number, state) };
}

/** What it should be, where nobody said so; whose code can go out is asked when the mailbox is proven. */
function valueQuestion(number: string, { valueOpen, name, email }: DialogueState): FollowUp['question'] {
  const known = name !== undefined && email !== undefined;
  return known || valueOpen?.includes(number) !== true ? undefined : askValue(number);
}

/** The question for the new value of a correction. */
export function askValue(number: string): NonNullable<FollowUp['question']> {
  return { step: { name: 'asking_value', number }, outputs: [say({ kind: 'ask_value', number })] };
}

/** Who asks, as far as it is not known yet; a code when it is. */
export function identityQuestion(
  number: string,
  { name, email }: Pick<DialogueState, 'name' | 'email'>,
): NonNullable<FollowUp['question']> {
  const ask = { type: 'ask_identity', number } as const;
  if (name !== undefined && email !== undefined)
    return {
      step: { name: 'awaiting_code', number },
      outputs: [ask, { type: 'mail_code', number, name, email }],
    };
  const step = { name: 'asking_identity', number } as const;
  if (email !== undefined) return { step, outputs: [ask, say({ kind: 'ask_name' })] };
  if (name !== undefined) return { step, outputs: [ask, say({ kind: 'ask_email' })] };
  return { step, outputs: [ask, say({ kind: 'ask_identity', number })] };
}
