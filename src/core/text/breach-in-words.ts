import type { ReplyLanguage } from '../kernel/language.ts';
import { momentInWords, text } from './texts.ts';

/** What staff have to know of a reported breach: by when the authority hears of it, and the facts of AVG 33(3) to find. */
export function breachInWords(deadline: Date, language: ReplyLanguage): readonly string[] {
  return [
    text(language, 'staff:breach.deadline', { moment: momentInWords(language, deadline) }),
    text(language, 'staff:breach.facts'),
    text(language, 'staff:breach.no_risk'),
  ];
}
