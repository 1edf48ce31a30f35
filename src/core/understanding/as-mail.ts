import { RIGHTS } from '../kernel/rights.ts';
import { isAutoReplySubject } from './auto-reply-subject.ts';
import { automaticByHeaders, automaticByText } from './automatic-mail.ts';
import type { ReadWords } from './own-words-of.ts';
import type { Label, Understanding, UnderstandingInput } from './understanding.ts';

type Summary = Omit<Understanding, 'language' | 'slots' | 'signals'>;

/** What was taken from a quoted question is asked back; nothing is said by the subject of an older mail. */
const BORROWED = 0.55;
const NOTHING_SAID = 0.3;
const LIKELY_AUTOMATIC = 0.9;
/** From here a right counts though a program may have sent it. */
const ASKS = 0.6;
const MOST_ALTERNATIVES = 3;

/** Whether the mail program itself says so, or the mail begins as only programs begin; surer than any reading. */
export function isAutomaticMail(input: UnderstandingInput, text: string): boolean {
  if (input.channel !== 'email') return false;
  if (automaticByHeaders(input.headers ?? {}) === 'sure') return true;
  return isAutoReplySubject(input.subject ?? '') || automaticByText(text) === 'sure';
}

/** What a mail adds to the reading of its words: where they were taken from, and what its header fields suggest. */
export function asMail(summary: Summary, own: ReadWords, input: UnderstandingInput): Summary {
  const asks = summary.confidence >= ASKS && summary.labels.some(isRight);
  const isLikely =
    automaticByHeaders(input.headers ?? {}) === 'likely' || automaticByText(own.text) === 'likely';
  if (!asks && isLikely) {
    return { labels: ['auto_reply'], topic: null, thirdParty: false, confidence: LIKELY_AUTOMATIC };
  }
  if (own.oldSubject !== undefined) {
    const alternatives = summary.labels
      .filter((label) => label !== 'out_of_scope')
      .slice(0, MOST_ALTERNATIVES);
    return {
      labels: ['out_of_scope'],
      topic: null,
      thirdParty: false,
      confidence: NOTHING_SAID,
      ...(alternatives.length > 0 ? { alternatives } : {}),
    };
  }
  if (!own.isBorrowed) return summary;
  const { sureness: _, ...rest } = summary;
  return { ...rest, confidence: Math.min(summary.confidence, BORROWED) };
}

function isRight(label: Label): boolean {
  return RIGHTS.some((right) => right === label);
}
