import type { ListContent } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Right } from '../kernel/rights.ts';
import type { LiveStatus } from '../request/request-state.ts';
import { dateInWords } from './date-in-words.ts';
import { text } from './texts.ts';

/** What a line may know of a request (R25). */
interface Line {
  readonly id: string;
  readonly number: string;
  readonly right: Right;
  readonly status: LiveStatus;
  readonly staffDue: CalendarDay;
  readonly overdue: boolean;
  readonly assignee: string | null;
}

const MOST = 50;

/** The requests in this order, without a name or a word of a customer; `none` is said when there are none. */
export function requestList(
  requests: readonly Line[],
  { none, unproven }: { readonly none: 'none' | 'mine_none'; readonly unproven: number },
  language: ReplyLanguage,
): ListContent {
  const more = requests.length - MOST;
  return {
    title: text(language, 'staff:list.title'),
    paragraphs: [
      ...(requests.length === 0 ? [text(language, `staff:list.${none}`)] : []),
      ...(more > 0 ? [text(language, 'staff:list.more', { count: more })] : []),
      ...(unproven > 0 ? [text(language, 'staff:list.unproven', { count: unproven })] : []),
    ],
    lines: requests.slice(0, MOST).map((one) => ({ text: lineOf(one, language), requestId: one.id })),
    choose: text(language, 'staff:list.choose'),
    close: text(language, 'staff:slack.close'),
  };
}

function lineOf(
  { number, right, status, staffDue, overdue, assignee }: Line,
  language: ReplyLanguage,
): string {
  const params = {
    number,
    right: text(language, `terms:rights.${right}`),
    status: text(language, `terms:statuses.${status}`).toLocaleLowerCase(language),
    day: dateInWords(language, staffDue),
  };
  const line =
    assignee === null
      ? text(language, 'staff:list.line', params)
      : text(language, 'staff:list.line_of', { ...params, name: assignee });
  return overdue ? text(language, 'staff:list.late', { line }) : line;
}
