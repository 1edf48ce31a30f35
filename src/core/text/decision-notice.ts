import type { ReplyLanguage } from '../kernel/language.ts';
import type { Refusal } from '../kernel/result.ts';
import { momentInWords, text, textIfAny } from './texts.ts';

/** How a decision ended, for the person who took it. */
export type DecisionOutcome =
  | { readonly type: 'approved'; readonly sendAt: Date }
  | {
      readonly type: 'stopped' | 'noted' | 'taken' | 'drafted' | 'asked' | 'answered' | 'called' | 'released';
    }
  | { readonly type: 'assigned'; readonly name: string }
  /** `onPaper`: without an address the receipt is handed over. */
  | { readonly type: 'opened'; readonly number: string; readonly onPaper: boolean }
  | { readonly type: 'refused'; readonly refusal: Refusal };

/** One notice without personal data; a refusal says why and what to do next. */
export function decisionNotice(outcome: DecisionOutcome, language: ReplyLanguage): string {
  switch (outcome.type) {
    case 'approved':
      return text(language, 'staff:notice.approved', { moment: momentInWords(language, outcome.sendAt) });
    case 'assigned':
      return text(language, 'staff:notice.assigned', { name: outcome.name });
    case 'opened': {
      const key = outcome.onPaper ? 'staff:notice.opened_paper' : 'staff:notice.opened';
      return text(language, key, { number: outcome.number });
    }
    case 'refused':
      return text(language, 'staff:notice.refused', { reason: refusalText(outcome.refusal, language) });
    default:
      return text(language, `staff:notice.${outcome.type}`);
  }
}

/** The text of a refusal; a code without a text points to the desk. */
export function refusalText(refusal: Refusal, language: ReplyLanguage): string {
  return (
    textIfAny(language, `refusals:${refusal.code}`, refusal.params) ?? text(language, 'staff:notice.unknown')
  );
}
