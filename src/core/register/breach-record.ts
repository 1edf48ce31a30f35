import type { BreachWay } from '../request/notice.ts';

/** What AVG 33(3) and 33(5) ask of a breach, as staff write it: counts and kinds, never names. Empty: not known yet. */
export interface BreachFacts {
  /** How it came to light and when it began. */
  readonly what: string;
  readonly when: string;
  readonly nature: '' | BreachNature;
  /** Kinds of data, and kinds of people. */
  readonly data: string;
  readonly people: number | null;
  readonly records: number | null;
  readonly consequences: string;
  readonly measures: string;
}

export const BREACH_NATURES = ['confidentiality', 'integrity', 'availability'] as const;
export type BreachNature = (typeof BREACH_NATURES)[number];

/** Whether staff wrote it down by themselves, pressed "dit ging mis", or found it on a customer's report. */
export const BREACH_ORIGINS = ['staff', 'went_wrong', 'report'] as const;
export type BreachOrigin = (typeof BREACH_ORIGINS)[number];

/** One line of the record. Nothing is changed: what is written later adds to it, or counts in its place. */
export type BreachNote =
  | { readonly kind: 'facts'; readonly facts: BreachFacts }
  | { readonly kind: 'authority'; readonly notify: boolean; readonly reason: string }
  | {
      readonly kind: 'authority_told';
      /** ISO 8601. */
      readonly at: string;
      readonly reference: string;
      /** Why later than 72 hours (AVG 33(1)); empty when it was in time. */
      readonly delay: string;
    }
  | { readonly kind: 'people'; readonly tell: boolean; readonly reason: string }
  /** AVG 34: one letter to one person, by the number of the letter and nothing else. */
  | {
      readonly kind: 'letter';
      readonly letter: string;
      readonly way: BreachWay;
      readonly step: BreachLetterStep;
    };

/** `left`: the mail server took it, or it was posted; `came_back`: it had left and did not arrive. */
export const BREACH_LETTER_STEPS = ['prepared', 'dropped', 'left', 'failed', 'came_back'] as const;
export type BreachLetterStep = (typeof BREACH_LETTER_STEPS)[number];
/** What staff write; how a letter stands is written when it happens. */
export type WrittenNote = Exclude<BreachNote, { kind: 'letter' }>;

export interface BreachStanding {
  readonly facts: BreachFacts;
  readonly authority: Extract<BreachNote, { kind: 'authority' }> | null;
  readonly told: Extract<BreachNote, { kind: 'authority_told' }> | null;
  readonly people: Extract<BreachNote, { kind: 'people' }> | null;
  /** The 72 hours run until the authority was told, or a person decided that there is no risk. */
  readonly open: boolean;
}

export const NO_FACTS: BreachFacts = {
  what: '',
  when: '',
  nature: '',
  data: '',
  people: null,
  records: null,
  consequences: '',
  measures: '',
};

/** What holds after all notes, oldest first: of each fact and each decision the last one that was written. */
export function breachStanding(notes: readonly BreachNote[]): BreachStanding {
  const authority = last(notes, 'authority');
  const told = last(notes, 'authority_told');
  return {
    facts: notes.reduce(
      (facts, note) => (note.kind === 'facts' ? added(facts, note.facts) : facts),
      NO_FACTS,
    ),
    authority,
    told,
    people: last(notes, 'people'),
    open: told === null && (authority === null || authority.notify),
  };
}

function added(before: BreachFacts, { what, when, nature, data, ...more }: BreachFacts): BreachFacts {
  return {
    what: what || before.what,
    when: when || before.when,
    nature: nature || before.nature,
    data: data || before.data,
    people: more.people ?? before.people,
    records: more.records ?? before.records,
    consequences: more.consequences || before.consequences,
    measures: more.measures || before.measures,
  };
}

function last<Kind extends BreachNote['kind']>(
  notes: readonly BreachNote[],
  kind: Kind,
): Extract<BreachNote, { kind: Kind }> | null {
  const is = (note: BreachNote): note is Extract<BreachNote, { kind: Kind }> => note.kind === kind;
  return notes.findLast(is) ?? null;
}
