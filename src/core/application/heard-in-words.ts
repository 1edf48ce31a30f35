import type { AccessQuestion } from '../kernel/access-questions.ts';
import type { Right } from '../kernel/rights.ts';
import type { LetterKind, Slots, Understand } from '../understanding/understanding.ts';

const TOLD = ['reference', 'orderNumber', 'oldValue', 'newValue', 'receiver', 'objectsTo', 'part'] as const;
type Told = (typeof TOLD)[number];

/** What was read in the customer's words beside the right itself: a help to staff, never proof and never decided on. */
export interface HeardInWords {
  readonly letter: LetterKind | undefined;
  /** The separate questions of AVG 15; the letter answers all of them in any case. */
  readonly questions: readonly AccessQuestion[];
  readonly said: readonly { readonly what: Told; readonly value: string }[];
  /** About the writer's own child: a parent asks (UAVG 5), unless a power says otherwise. */
  readonly ofChild?: true;
}

/** Reads the words of a request as a mail, whichever channel they came by: signatures and threads do not count. */
export function heardInWords(words: string, understand: Understand): HeardInWords {
  const { letter, questions, slots, signals } = understand({ channel: 'email', text: words });
  return {
    letter,
    questions: questions ?? [],
    said: TOLD.flatMap((what) => toldIn(slots, what)),
    ...(signals.includes('own_child') ? { ofChild: true } : {}),
  };
}

/** The one thing that a wish of this right is about, as the customer named it; undefined when it is about all. */
export function partAsked(right: Right, words: string, understand: Understand): string | undefined {
  if (!OF_A_PART.includes(right)) return undefined;
  return heardInWords(words, understand).said.find(({ what }) => what === 'part')?.value;
}

const OF_A_PART: readonly Right[] = ['access', 'erasure', 'restriction'];

function toldIn(slots: Slots, what: Told): readonly { readonly what: Told; readonly value: string }[] {
  const value = slots[what];
  return value === undefined ? [] : [{ what, value }];
}
