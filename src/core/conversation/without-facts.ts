import type { DialogueState } from './dialogue-state.ts';

/** The dialogue after more was proven another way: two facts of an order are asked of this request no more (R9). */
export function withoutFacts(state: DialogueState, number: string): DialogueState {
  const { step } = state;
  return step.name === 'asking_facts' && step.number === number
    ? { ...state, step: { name: 'idle' } }
    : state;
}
