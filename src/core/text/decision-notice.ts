import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Refusal } from '../kernel/result.ts';
import { momentInWords, text, textIfAny } from './texts.ts';

/** How a decision ended, for the person who took it. */
export type DecisionOutcome =
  | { readonly type: 'approved'; readonly sendAt: Date }
  | { readonly type: 'stopped' | 'noted' | 'taken' | 'drafted' }
  | { readonly type: 'refused'; readonly refusal: Refusal };

/** One notice without personal data; a refusal says why and what to do next. */
export function decisionNotice(outcome: DecisionOutcome, language: ReplyLanguage): string {
  switch (outcome.type) {
    case 'approved':
      return text(language, 'staff:notice.approved', { moment: momentInWords(language, outcome.sendAt) });
    case 'stopped':
      return text(language, 'staff:notice.stopped');
    case 'noted':
      return text(language, 'staff:notice.noted');
    case 'drafted':
      return text(language, 'staff:notice.drafted');
    case 'taken':
      return text(language, 'staff:notice.taken');
    case 'refused':
      return text(language, 'staff:notice.refused', { reason: refusalText(outcome.refusal, language) });
    default:
      return assertNever(outcome);
  }
}

/** The text of a refusal; a code without a text points to the desk. */
export function refusalText(refusal: Refusal, language: ReplyLanguage): string {
  return (
    textIfAny(language, `refusals:${refusal.code}`, refusal.params) ?? text(language, 'staff:notice.unknown')
  );
}
