import type { LetterBlock } from '../fulfilment/letter.ts';
import type { AccessQuestion } from '../kernel/access-questions.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { heading, type LetterWords, list, paragraph } from './letter-blocks.ts';
import { type TextKey, text } from './texts.ts';

type Part =
  | 'found'
  | 'purpose'
  | 'recipients'
  | 'transfers'
  | 'kept'
  | 'source'
  | 'automated'
  | 'rights'
  | 'remedies'
  | 'copy';

/** Under which title of the letter each question of AVG 15 is answered (docs/letters.md). */
const ANSWERED_UNDER: Readonly<Record<AccessQuestion, Part | undefined>> = {
  // The letter begins with it.
  processed: undefined,
  purposes: 'purpose',
  categories: 'found',
  recipients: 'recipients',
  terms: 'kept',
  further_rights: 'rights',
  authority: 'remedies',
  source: 'source',
  automated: 'automated',
  transfers: 'transfers',
  copy: 'copy',
};

function titleOf(part: Part): TextKey {
  return `letter:${part}.title`;
}

/** The part of the letter that answers a question, for staff; undefined for what the beginning answers. */
export function answeredUnder(question: AccessQuestion, language: ReplyLanguage): string | undefined {
  const part = ANSWERED_UNDER[question];
  return part === undefined ? undefined : text(language, titleOf(part));
}

/** The separate questions of the customer one by one, each with the part of this letter that answers it (AVG 12(1), 15). */
export function askedSection(
  questions: readonly AccessQuestion[],
  words: LetterWords,
): readonly LetterBlock[] {
  if (questions.length === 0) return [];
  const items = questions.map((question) => {
    const asked = words(`letter:asked.${question}`);
    const part = ANSWERED_UNDER[question];
    return part === undefined
      ? words('letter:asked.at_the_beginning', { asked })
      : words('letter:asked.under', { asked, part: words(titleOf(part)) });
  });
  return [
    heading('asked', words('letter:asked.title')),
    paragraph('asked.text', words('letter:asked.text')),
    list('asked.list', items),
  ];
}
