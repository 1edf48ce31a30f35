import type { AccessQuestion } from '../kernel/access-questions.ts';
import type { Right } from '../kernel/rights.ts';
import type { LetterKind, Slots, Understand } from '../understanding/understanding.ts';
import { wishSlots } from '../understanding/wish-slots.ts';
import type { Particulars } from './particulars.ts';

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

/**
 * The one thing that a request is about, as the customer named it, the later words before the first; undefined when it is
 * about all. Later words that name no single thing are told as they were written.
 */
export function partAsked(
  { right, words, particulars }: AskedOfPart,
  understand: Understand,
): string | undefined {
  if (!OF_A_PART.includes(right)) return undefined;
  const later = particulars?.narrowed;
  if (later !== undefined) return wishSlots(later, [right]).part ?? later.slice(0, MOST_TOLD);
  return heardInWords(words.text, understand).said.find(({ what }) => what === 'part')?.value;
}

/** With what is kept with the request: its questions, and what the customer said later that a wrong value should be. */
export function withKept(read: HeardInWords, { particulars }: AskedOfPart): HeardInWords {
  const { questions, newValue: later } = particulars ?? {};
  const heard = questions === undefined ? read : { ...read, questions };
  if (later === undefined) return heard;
  const said = heard.said.filter(({ what }) => what !== 'newValue');
  return { ...heard, said: [...said, { what: 'newValue', value: later.slice(0, MOST_TOLD) }] };
}

const MOST_TOLD = 300;

interface AskedOfPart {
  readonly right: Right;
  readonly words: { readonly text: string };
  readonly particulars?: Particulars;
}

const OF_A_PART: readonly Right[] = ['access', 'erasure', 'restriction'];

function toldIn(slots: Slots, what: Told): readonly { readonly what: Told; readonly value: string }[] {
  const value = slots[what];
  return value === undefined ? [] : [{ what, value }];
}
