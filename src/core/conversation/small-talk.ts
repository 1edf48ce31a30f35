import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { isAsked } from './filed-rights.ts';
import { isWholeName } from './identity-given.ts';
import { asksTheShop, mentionsGoods } from './is-of-the-shop.ts';
import type { AutomaticMessage } from './messages.ts';
import { nextUnproven } from './next-unproven.ts';
import { noteWritten, passToStaff } from './pass-to-staff.ts';
import { presentQuestion } from './present-question.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** Longer than this is kept whole, and a person is offered: the desk reads only the beginning by itself. */
const READ_CHARACTERS = 20_000;

/** Nothing asked for: polite, and never the end of the road. What waits for an answer is said again. */
export function smallTalk(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { labels } = understood;
  const noted = noteWritten(facts);
  if (labels.includes('thanks')) return { state, outputs: [...noted, say({ kind: 'thanks' })] };
  // Who greets in the middle is still being helped.
  if (labels.includes('greeting'))
    return { state, outputs: [say(presentQuestion(state) ?? { kind: 'greeting' })] };
  if (text.length > READ_CHARACTERS) return { state, outputs: [...noted, say({ kind: 'too_long' })] };
  const { step } = state;
  if (
    step.name === 'asking_stop_address' &&
    step.contact === true &&
    state.name === undefined &&
    isWholeName(text, facts)
  )
    return {
      state: { ...state, name: text.trim() },
      outputs: [{ type: 'pass_to_staff' }, say({ kind: 'ask_contact_email', number: step.number })],
    };
  if (step.name === 'asking_stop_address') return stopAddress(state, step.number, false, facts);
  // "Pff", "weet ik veel": no choice, and nothing of the shop either.
  if (step.name === 'confirming_right' && !mentionsGoods(text, facts.choiceWords))
    return { state, outputs: [...noted, ...stillAwaited(state)] };
  // "Waar is mijn pakket?" in the middle: answered, and then what is still awaited.
  const isElse = asksTheShop(text, understood, facts.choiceWords);
  if (isElse && asksElse(text))
    return { state, outputs: [...noted, say({ kind: 'out_of_scope' }), ...stillAwaited(state)] };
  const again = askedAgain(state, text);
  if (again !== undefined) return { state, outputs: [say(again)] };
  if (isElse) return { state, outputs: [...noted, say({ kind: 'out_of_scope' })] };
  // What is added to a running request is read by whoever answers it.
  return noted.length > 0 ? passToStaff(state, facts) : { state, outputs: [say({ kind: 'not_understood' })] };
}

const OTHER_WORDS = 3;

/** Words of more than a try at a name, an address or a code. */
function asksElse(text: string): boolean {
  return !/[\d@]/.test(text) && text.trim().split(/\s+/).length >= OTHER_WORDS;
}

/** Name and address for the folders that should stop come in any form, and are not read as a wish (R13). */
export function postAddress(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const { step } = state;
  if (step.name !== 'asking_stop_address' || step.post !== true || text.includes('?')) return undefined;
  const asks = OTHERWISE.some((label) => isAsked(understood, label));
  return asks || text.trim().split(/\s+/).length < FEW_WORDS
    ? undefined
    : stopAddress(state, step.number, true, facts);
}

const FEW_WORDS = 2;
const OTHERWISE = ['human', 'status', 'thanks', 'greeting', 'withdraw_request'] as const;

/** What was typed about the mail that should stop: staff read the address in the conversation and act on it (R13). */
export function stopAddress(
  state: DialogueState,
  number: string,
  address: boolean,
  facts: ConversationFacts,
): ConversationDecision {
  const { step } = state;
  const situation = step.name === 'asking_stop_address' && step.situation === true;
  const contact = step.name === 'asking_stop_address' && step.contact === true;
  const post = step.name === 'asking_stop_address' && step.post === true;
  const noted = post
    ? 'post_address_noted'
    : contact
      ? 'contact_noted'
      : situation
        ? 'objection_address_noted'
        : 'stop_address_noted';
  const outputs: readonly ConversationOutput[] = [
    { type: 'pass_to_staff' },
    say(address ? { kind: noted, number } : { kind: 'customer_reply_noted' }),
  ];
  return nextUnproven(state, number, facts, outputs);
}

function askedAgain({ step, name, email }: DialogueState, text: string): AutomaticMessage | undefined {
  if (step.name === 'awaiting_code') return { kind: 'code_wrong_form' };
  if (step.name === 'choosing') return { kind: 'ask_choice', number: step.number };
  if (step.name !== 'asking_identity') return undefined;
  if (text.includes('@') || (name !== undefined && email === undefined)) return { kind: 'email_invalid' };
  if (name === undefined && email !== undefined) return { kind: 'name_unclear' };
  return { kind: 'identity_unclear', number: step.number };
}
