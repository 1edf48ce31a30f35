import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { withWish } from './beside-wish.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import { type DialogueState, isWithStaff } from './dialogue-state.ts';
import { fileRights } from './file-rights.ts';
import { rightsOf } from './filed-rights.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** Longer words than these hold more than a curse. */
const CURSE_WORDS = 6;
/** Below this a right is heard in a bare curse as well. */
const LIKELY = 0.55;

/**
 * Words of somebody who does not want to live, who is in danger, or who curses: a human answer comes before anything
 * about data, and for the first two a person reads them. What a person in danger surely asks is filed beside it.
 */
export function needsHelp(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const said = ` ${typedWords(text)} `;
  const holds = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  const { distress, danger, abuse } = facts.choiceWords;
  if (holds(distress)) {
    const idle: DialogueState = { ...state, step: { name: 'idle' } };
    return {
      state: idle,
      outputs: [{ type: 'call_human', reason: 'distress' }, say({ kind: 'distress' })],
    };
  }
  const { sure } = rightsOf(understood);
  if (holds(danger)) {
    const help: readonly ConversationOutput[] = [
      { type: 'call_human', reason: 'danger' },
      say({ kind: 'danger' }),
    ];
    if (sure.length === 0) return { state, outputs: help };
    const filed = fileRights(state, sure, understood, facts);
    return { state: filed.state, outputs: [...help, ...filed.outputs] };
  }
  const curse = sure.length === 0 && holds(abuse) && text.trim().split(/\s+/).length <= CURSE_WORDS;
  if (!curse || isWithStaff(state) || understood.labels.includes('human')) return undefined;
  const calm = { state, outputs: [say({ kind: 'abuse_calm' })] };
  // "Rot op met je reclame": what is asked in anger is asked all the same (R17).
  return understood.confidence >= LIKELY
    ? withWish(state, calm, understood, facts, stillAwaited(state))
    : { ...calm, outputs: [...calm.outputs, ...stillAwaited(state)] };
}
