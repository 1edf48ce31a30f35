import type { DialogueState } from './dialogue-state.ts';

/** The dialogue in which two facts of an order are asked next (R9). */
export function asksFacts(state: DialogueState, number: string): DialogueState {
  const { factsAsked = [] } = state;
  const asked = factsAsked.includes(number) ? factsAsked : [...factsAsked, number];
  return { ...state, step: { name: 'asking_facts', number }, factsAsked: asked };
}
