import type { Coverage } from '../fulfilment/coverage.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { type TextKey, type TextParams, text, textIfAny } from './texts.ts';

/**
 * How a source was searched, in the same words in the letter and on the page: what was not searched is said, and "nothing
 * found" only where that shows that nothing is there (AVG 5(1)(a), 15; R31). `byHand`: a person looked.
 */
export function coverageInWords(language: ReplyLanguage, coverage: Coverage, byHand = false): string {
  const words = (key: TextKey, params?: TextParams) => text(language, key, params);
  switch (coverage.status) {
    case 'complete': {
      const [none, some] = unprovenKeys(byHand);
      if (!coverage.provesAbsence) return words(coverage.found === 0 ? none : some);
      const nothing = coverage.found === 0;
      if (coverage.period === undefined)
        return words(nothing ? 'letter:searched.nothing' : 'letter:searched.complete');
      const [from, until] = coverage.period.map((day) => dateInWords(language, day));
      const key = nothing ? 'letter:searched.nothing_period' : 'letter:searched.complete_period';
      return words(key, { from: from ?? '', until: until ?? '' });
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

/** Without a hit, and with one: of a search after which more may be there. */
function unprovenKeys(byHand: boolean): readonly [TextKey, TextKey] {
  return byHand
    ? ['letter:searched.complete_unproven', 'letter:searched.by_hand']
    : ['letter:searched.system_unproven', 'letter:searched.system_some'];
}
