import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { SentenceChange, TopicChange } from './policy-differences.ts';

/** A change in words without marks, for a mail: the sentence before, the one after, or both. */
export interface ChangeLine {
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface PolicySummary {
  readonly changes: readonly ChangeLine[];
  /** Changes that stand on the page only. */
  readonly more: number;
}

/** What a mail tells of a version of the policy; `from` is null when there is none to compare it with. */
export interface PolicyNews extends PolicySummary {
  readonly number: number;
  readonly from: number | null;
  readonly day: CalendarDay;
  /** To the member of staff who looks at it first. */
  readonly test?: true;
}

/** More than this nobody reads in a mail; the page has all of it. */
const MOST_LINES = 12;
const LONGEST = 400;

/** The changes one by one, in their order; what is too long or too much is counted, never cut. */
export function summariseChanges(topics: readonly TopicChange[]): PolicySummary {
  const all = topics.flatMap(({ title, sentences }) =>
    sentences
      .filter(({ kind }) => kind !== 'same')
      .map((sentence) => ({ title, before: side(sentence, 'removed'), after: side(sentence, 'added') })),
  );
  const short = all.filter(({ before, after }) => (before ?? '').length + (after ?? '').length <= LONGEST);
  const changes = short.slice(0, MOST_LINES);
  return { changes, more: all.length - changes.length };
}

function side({ kind, pieces }: SentenceChange, which: 'removed' | 'added'): string | null {
  if (kind !== 'changed' && kind !== which) return null;
  return pieces
    .filter((piece) => piece.kind === 'same' || piece.kind === which)
    .map(({ text }) => text)
    .join(' ');
}
