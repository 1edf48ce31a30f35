import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { LetterWords } from './letter-blocks.ts';
import { type MailPart, mailButton, mailCode, mailParagraph } from './mail-frame.ts';
import { dayInWords } from './texts.ts';

/** A link for another controller, or the code for it; `url` collects, or stops it. */
export type TransmissionToRender =
  | {
      readonly kind: 'transmission';
      readonly number: string;
      readonly until: CalendarDay;
      readonly url: string;
    }
  | {
      readonly kind: 'transmission_code';
      readonly number: string;
      readonly until: CalendarDay;
      readonly code: string;
      readonly receiver: string;
      readonly url: string;
    };

/** AVG 20(2). The receiver reads no name of the customer: the address may have been mistyped. */
export function transmissionMail(
  mail: TransmissionToRender,
  language: ReplyLanguage,
  words: LetterWords,
): readonly MailPart[] {
  const day = dayInWords(language, mail.until);
  const { number, url } = mail;
  if (mail.kind === 'transmission')
    return [
      mailParagraph(words('mail:transmission.why', { number })),
      mailParagraph(words('mail:transmission.how', { day })),
      mailButton(words('mail:transmission.open'), url),
      mailParagraph(words('mail:transmission.not_you')),
    ];
  const { code, receiver } = mail;
  return [
    mailParagraph(words('mail:transmission.code_why', { number, receiver })),
    mailCode(code),
    mailParagraph(words('mail:transmission.code_how', { day, receiver })),
    mailParagraph(words('mail:transmission.code_stop', { receiver })),
    mailButton(words('mail:transmission.stop'), url),
  ];
}
