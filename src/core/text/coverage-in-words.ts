import type { Coverage } from '../fulfilment/coverage.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { type TextKey, type TextParams, text, textIfAny } from './texts.ts';

/**
 * How a source was searched, in the same words in the letter and on the page: what was not searched is said, and
 * nothing found by eye is never "nothing there" (AVG 5(1)(a), 15; R31).
 */
export function coverageInWords(language: ReplyLanguage, coverage: Coverage): string {
  const words = (key: TextKey, params?: TextParams) => text(language, key, params);
  switch (coverage.status) {
    case 'complete': {
      if (!coverage.provesAbsence)
        return words(coverage.found === 0 ? 'letter:searched.complete_unproven' : 'letter:searched.by_hand');
      if (coverage.period === undefined) return words('letter:searched.complete');
      const [from, until] = coverage.period.map((day) => dateInWords(language, day));
      return words('letter:searched.complete_period', { from: from ?? '', until: until ?? '' });
    }
    case 'partial':
      return words('letter:searched.partial', {
        unsearched: coverage.unsearched
          .map((part) => textIfAny(language, `terms:unsearched.${part}`) ?? part)
          .join(', '),
      });
    case 'not_possible':
      return words('letter:searched.not_possible', { reason: coverage.reason });
    case 'pending_manual':
    case 'pending_export':
    case 'failed':
      return words('letter:searched.open');
    default:
      return assertNever(coverage);
  }
}
