import type { ReplyLanguage } from '../kernel/language.ts';
import type { RetentionTerm } from '../kernel/retention-terms.ts';
import { text } from './texts.ts';

/** How long something is kept: "14 dagen", "even lang als het dossier". */
export function lengthInWords(language: ReplyLanguage, { period }: Pick<RetentionTerm, 'period'>): string {
  return 'count' in period
    ? text(language, `terms:periods.${period.unit}`, { count: period.count })
    : text(language, `terms:periods.${period.unit}`);
}
