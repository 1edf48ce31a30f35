import { assertNever } from '../kernel/assert-never.ts';
import type { ConfirmingRight, DialogueState } from './dialogue-state.ts';
import type { AutomaticMessage } from './messages.ts';

/** The question that waits for an answer, to be said again; undefined when none does. */
export function presentQuestion({ step, name, email }: DialogueState): AutomaticMessage | undefined {
  switch (step.name) {
    case 'idle':
    // Asked with the thanks for the report; who has no more to tell is not asked again.
    case 'asking_breach':
      return undefined;
    case 'choosing':
      return { kind: 'ask_choice', number: step.number };
    case 'picking_request':
      return { kind: 'ask_which', requests: step.requests };
    case 'confirming':
      if (step.also !== undefined) return { kind: 'confirm_stop_all', numbers: [step.number, ...step.also] };
      return {
        kind: step.as === 'withdrawn' ? 'confirm_never_mind' : 'confirm_explanation_only',
        number: step.number,
      };
    case 'confirming_right':
      return confirmRight(step);
    case 'asking_identity':
      if (email !== undefined && name === undefined) return { kind: 'ask_name' };
      if (name !== undefined && email === undefined) return { kind: 'ask_email' };
      return { kind: 'identity_waits', number: step.number };
    case 'awaiting_code':
      return { kind: 'code_waits' };
    case 'asking_stop_address':
      if (step.post === true) return { kind: 'ask_post_address', number: step.number };
      if (step.contact === true) return { kind: 'ask_contact', number: step.number };
      return {
        kind: step.situation === true ? 'ask_objection_address' : 'ask_stop_address',
        number: step.number,
      };
    case 'asking_order':
      return { kind: 'ask_open_order', number: step.number };
    case 'asking_value':
      return { kind: 'ask_value', number: step.number };
    case 'asking_facts':
      return { kind: 'ask_facts', number: step.number };
    default:
      return assertNever(step);
  }
}

/** Which right is meant, which ones beside what was filed, or whether the words are against a decision. */
export function confirmRight({ options, against, together, after }: ConfirmingRight): AutomaticMessage {
  return {
    kind: 'confirm_right',
    options,
    ...(against === undefined ? {} : { against }),
    ...(together === undefined ? {} : { together: true }),
    ...(after === undefined ? {} : { also: true }),
  };
}

/** Both an insight and an erasure: that is asked as one question, with its order. */
export function asksCopyFirst({ options, together }: Pick<ConfirmingRight, 'options' | 'together'>): boolean {
  return (
    together !== undefined &&
    options.length === 2 &&
    COPY_THEN_ERASE.every((right) => options.includes(right))
  );
}

const COPY_THEN_ERASE = ['access', 'erasure'] as const;
