import type { Right } from '../kernel/rights.ts';

/** What the desk waits for in this conversation; everything else may be said at any time. */
export type DialogueStep =
  | { readonly name: 'idle' }
  | { readonly name: 'choosing'; readonly number: string }
  | { readonly name: 'confirming'; readonly number: string; readonly as: 'answered_generally' | 'withdrawn' }
  /** The words and their receipt are kept: the request counts from them, not from the answer (R17). */
  | { readonly name: 'confirming_right'; readonly options: readonly Right[]; readonly asked: AskedWords }
  | { readonly name: 'asking_identity'; readonly number: string }
  | { readonly name: 'awaiting_code'; readonly number: string };

export interface AskedWords {
  readonly words: string;
  readonly receivedAt: string;
  readonly sourceKey: string;
}

export interface DialogueState {
  readonly step: DialogueStep;
  /** As the customer typed them; the address is normalised. */
  readonly name?: string;
  readonly email?: string;
}

export const NEW_DIALOGUE: DialogueState = { step: { name: 'idle' } };
