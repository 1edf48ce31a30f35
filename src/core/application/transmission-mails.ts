import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';

/** AVG 20(2): the link for another controller, and the code for it to the customer. Neither is of use without the other. */
export type TransmissionMail =
  | {
      readonly kind: 'transmission';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly number: string;
      /** The last whole day of the link. */
      readonly until: CalendarDay;
      readonly token: string;
    }
  | {
      readonly kind: 'transmission_code';
      readonly to: string;
      readonly language: ReplyLanguage;
      readonly number: string;
      readonly until: CalendarDay;
      readonly code: string;
      /** Its name, as staff typed it. */
      readonly receiver: string;
      readonly stopToken: string;
    };
