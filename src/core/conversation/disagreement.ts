import { addDays } from '../kernel/calendar-day.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts, RequestFact } from './conversation-input.ts';
import { rightsOf } from './filed-rights.ts';
import { objectionAgainst } from './objection-against.ts';

/** As long as the way to the court is open (UAVG 35(2)); later a complaint is rarely about the decision. */
const SOON_DAYS = 42;

export interface Disagreement {
  readonly decided: RequestFact;
  /** False: the words may be about something else, and the customer is asked. */
  readonly clear: boolean;
}

/**
 * Whether these words are against a decision that was told here: clearly, when they name both, or perhaps, when a
 * complaint or an objection against nothing that is named follows within six weeks. Undefined otherwise.
 */
export function disagreement(
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): Disagreement | undefined {
  const decided = lastDecided(understood.slots.requestNumber, facts);
  if (decided?.decidedOn === undefined) return undefined;
  const said = ` ${typedWords(text)} `;
  const names = (list: readonly string[] = []): boolean => list.some((word) => said.includes(` ${word} `));
  const { disagree, decision, machine } = facts.choiceWords;
  // A decision by a machine is a right of its own (AVG 22).
  if (names(disagree) && names(decision) && !names(machine)) return { decided, clear: true };
  const { sure, perhaps } = rightsOf(understood);
  const unnamed = objectionAgainst(text, facts.choiceWords) === undefined;
  const about = (right: string): boolean => right === 'complaint' || (right === 'objection' && unnamed);
  const soon = facts.today <= addDays(decided.decidedOn, SOON_DAYS);
  return soon && sure.every(about) && [...sure, ...perhaps].some(about)
    ? { decided, clear: false }
    : undefined;
}

/** The one whose number is said, else the last. */
function lastDecided(number: string | undefined, { requests }: ConversationFacts): RequestFact | undefined {
  const decided = requests
    .filter(({ decidedOn }) => decidedOn !== undefined)
    .sort((a, b) => ((a.decidedOn ?? '') < (b.decidedOn ?? '') ? 1 : -1));
  return decided.find((request) => request.number === number) ?? decided[0];
}
