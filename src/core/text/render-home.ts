import type { HomeContent, HomePart } from '../approval/staff-channel.ts';
import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Right } from '../kernel/rights.ts';
import { dateInWords } from './date-in-words.ts';
import { momentInWords, type TextKey, type TextParams, text } from './texts.ts';

const LINES = 8;

interface HomeRequest {
  readonly id: string;
  readonly number: string;
  readonly right: Right;
  readonly staffDue: CalendarDay;
  /** The id of who works on it. */
  readonly assigneeId: string | null;
}

export interface HomeFacts {
  readonly now: Date;
  readonly today: CalendarDay;
  /** The id of who looks. */
  readonly me: string;
  readonly open: readonly HomeRequest[];
  readonly unproven: number;
  /** Mails of the holding place. */
  readonly held: number;
  /** Of twelve months; null when nothing came in. */
  readonly figures: {
    readonly received: number;
    readonly answered: number;
    readonly refused: number;
    readonly medianDays: number | null;
    readonly onTimePercent: number | null;
  } | null;
}

/** The first page of a member of staff: numbers, rights and days, nothing about whose they are (R25). */
export function renderHome(facts: HomeFacts, deskUrl: string, language: ReplyLanguage): HomeContent {
  const words = (key: TextKey, params: TextParams = {}) => text(language, key, params);
  const { open, today, held, unproven } = facts;
  const byDate = open.toSorted((a, b) => (a.staffDue < b.staffDue ? -1 : 1));
  const late = byDate.filter(({ staffDue }) => staffDue < today);
  const next = byDate.filter(({ staffDue }) => staffDue >= today);
  const mine = byDate.filter(({ assigneeId }) => assigneeId === facts.me);

  const line = ({ id, number, right, staffDue }: HomeRequest): HomePart => ({
    kind: 'line',
    text: words(staffDue < today ? 'staff:home.line_late' : 'staff:home.line', {
      right: words(`terms:rights.${right}`),
      number,
      day: dateInWords(language, staffDue),
    }),
    link: { label: words('staff:home.card'), url: `${deskUrl}/verzoek/${id}` },
  });
  const said = (told: string): HomePart => ({ kind: 'text', text: told });
  const list = (title: TextKey, requests: readonly HomeRequest[]): HomePart[] => {
    const more = requests.length - LINES;
    return [
      { kind: 'heading', text: words(title) },
      ...requests.slice(0, LINES).map(line),
      ...(more > 0 ? [said(words('staff:home.more', { count: more }))] : []),
    ];
  };

  return [
    { kind: 'heading', text: words('staff:home.open') },
    open.length === 0
      ? said(words('staff:home.none'))
      : { kind: 'bars', rows: bars(facts).map(({ name, count }) => ({ label: words(name), count })) },
    {
      kind: 'links',
      links: [
        { label: words('staff:home.desk'), url: deskUrl },
        { label: words('staff:home.chart'), url: `${deskUrl}/register/cijfers` },
      ],
    },
    ...(late.length === 0 ? [] : list('staff:home.late', late)),
    ...(next.length === 0 ? [] : list('staff:home.next', next)),
    ...list('staff:home.mine', mine),
    ...(mine.length === 0 ? [said(words('staff:home.mine_none'))] : []),
    ...(held === 0
      ? []
      : ([
          { kind: 'heading', text: words('staff:home.held_title') },
          {
            kind: 'line',
            text: words('staff:home.held', { count: held }),
            link: { label: words('staff:home.card'), url: deskUrl },
          },
        ] as const)),
    ...(unproven === 0
      ? []
      : ([
          {
            kind: 'line',
            text: words('staff:home.unproven', { count: unproven }),
            link: { label: words('staff:home.card'), url: `${deskUrl}/onbevestigd` },
          },
        ] as const)),
    ...figures(facts, words),
    said(words('staff:home.at', { moment: momentInWords(language, facts.now) })),
  ];
}

/** Open requests by how far away their day is, in calendar days. */
function bars({ open, today }: HomeFacts) {
  const until = (from: CalendarDay, to: CalendarDay | null) =>
    open.filter(({ staffDue }) => staffDue >= from && (to === null || staffDue < to)).length;
  const [tomorrow, week, fortnight] = [addDays(today, 1), addDays(today, 8), addDays(today, 15)];
  return [
    { name: 'staff:home.late', count: open.filter(({ staffDue }) => staffDue < today).length },
    { name: 'staff:home.today', count: until(today, tomorrow) },
    { name: 'staff:home.week', count: until(tomorrow, week) },
    { name: 'staff:home.fortnight', count: until(week, fortnight) },
    { name: 'staff:home.later', count: until(fortnight, null) },
  ] as const;
}

function figures(
  { figures: found }: HomeFacts,
  words: (key: TextKey, params?: TextParams) => string,
): readonly HomePart[] {
  if (found === null) return [];
  const { received, answered, refused, medianDays: days, onTimePercent: percent } = found;
  const counted = words('staff:home.received', { count: received, closed: answered + refused });
  const timed = days === null || percent === null ? '' : ` ${words('staff:home.on_time', { percent, days })}`;
  return [
    { kind: 'heading', text: words('staff:home.figures') },
    { kind: 'text', text: `${counted}${timed}` },
  ];
}
