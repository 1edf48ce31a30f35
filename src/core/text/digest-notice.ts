import type { DailyDigest, Undelivered } from '../deadline/daily-digest.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { listInWords } from './list-in-words.ts';
import { reminderNotice } from './reminder-notice.ts';
import { text } from './texts.ts';
import { undeliveredInWords } from './undelivered-in-words.ts';

/** The overview of the day in lines, each part under its own heading; parts of which there is nothing are left out. */
export function digestNotice(
  { dates, deciding, undelivered, held }: DailyDigest,
  language: ReplyLanguage,
): string {
  const late = dates.lines.filter(({ stand }) => stand.kind === 'late').length;
  const more = (count: number) => (count === 0 ? [] : [text(language, 'staff:digest.more', { count })]);
  const numbers = listInWords(language, deciding.numbers);
  const parts = [
    reminderNotice(dates, language),
    deciding.numbers.length === 0
      ? []
      : [text(language, 'staff:digest.deciding', { numbers }), ...more(deciding.more)],
    [...undelivered.lines.map((line) => lineOf(line, language)), ...more(undelivered.more)],
    held === 0 ? [] : [text(language, 'staff:digest.held', { count: held })],
  ];
  const title = text(language, 'staff:digest.title');
  const told = late === 0 ? title : `${title} ${text(language, 'staff:digest.late', { count: late })}`;
  return [told, ...parts.filter(({ length }) => length > 0).map((lines) => lines.join('\n'))].join('\n\n');
}

function lineOf({ number, went }: Undelivered, language: ReplyLanguage): string {
  const about = number === null ? 'staff:digest.undelivered' : 'staff:digest.undelivered_of';
  const told = text(language, about, { number: number ?? '' });
  const became = went === undefined ? null : undeliveredInWords(went, language);
  return `${told} ${became ?? text(language, 'staff:digest.see_task')}`;
}
