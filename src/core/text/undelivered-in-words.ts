import type { ReplyLanguage } from '../kernel/language.ts';
import { text, textIfAny } from './texts.ts';

/** What failed and where it went instead, for staff; null for a task that does not say so. Nothing of what it was (R25). */
export function undeliveredInWords(
  { failed, next }: Readonly<Record<string, string | number>>,
  language: ReplyLanguage,
): string | null {
  if (typeof failed !== 'string' || typeof next !== 'string') return null;
  const nameOf = (channel: string) => textIfAny(language, `terms:channels.${channel}`) ?? channel;
  const went =
    textIfAny(language, `staff:undelivered.to_${next}`) ??
    text(language, 'staff:undelivered.to_chat', { channel: nameOf(next) });
  return `${text(language, 'staff:undelivered.failed', { channel: nameOf(failed) })} ${went}`;
}
