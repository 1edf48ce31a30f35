import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { fileRights } from './file-rights.ts';
import { isAsked, isRight, rightsOf } from './filed-rights.ts';
import { passToStaff } from './pass-to-staff.ts';
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
  if (state.withPerson === 'deceased' && isAboutTheDead(understood, facts)) return passToStaff(state, facts);
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

/**
 * After a death a name, an address or "zijn account" is of the dead: staff read it, and no request is opened (recital 27).
 * Who clearly asks for a copy is owed a decision: that is a request, with `deceased` as its ground (AVG 12(4); R17).
 */
function isAboutTheDead(understood: Understanding, { source, choiceWords }: ConversationFacts): boolean {
  const { labels, alternatives = [], thirdParty, signals } = understood;
  if (rightsOf(understood).sure.some((right) => COPIES.includes(right))) return false;
  const asks = OTHERWISE.some((label) => isAsked(understood, label));
  if (asks && !labels.some(isRight)) return false;
  const own = typedWords(source.words)
    .split(' ')
    .some((word) => choiceWords.own?.includes(word));
  return (
    (!own || thirdParty || signals.includes('other_person')) &&
    (understood.slots.email !== undefined || [...labels, ...alternatives].some(isRight))
  );
}

const COPIES: readonly Right[] = ['access', 'portability'];

/** What is answered as always. */
const OTHERWISE = ['policy_question', 'status', 'thanks', 'greeting', 'human', 'withdraw_request'] as const;
