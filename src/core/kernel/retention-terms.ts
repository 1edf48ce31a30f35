import { after, DAY, HOUR } from './clock.ts';

/** Of customers: rows that go, or are emptied, by their own age. */
const ROWS = [
  'policy_chat',
  'package',
  'order_export',
  'policy_notice',
  'ip_address',
  'breach_record',
] as const;
/** Of the shop itself, or in the demo only: they hold nothing about a customer of a shop. */
const HOUSE_ROWS = ['caught_mail', 'staff_access', 'staff_mail', 'done_task', 'run_report'] as const;
type HouseClass = (typeof HOUSE_ROWS)[number];

export const ROW_CLASSES = [...ROWS, ...HOUSE_ROWS] as const;
export type RowClass = (typeof ROW_CLASSES)[number];

/** Requests that are anonymised with everything that belongs to them (R34). */
export const CASE_CLASSES = ['unproven_request', 'erasure_case', 'case'] as const;
export type CaseClass = (typeof CASE_CLASSES)[number];

/** Kept elsewhere than in our tables, or only together with something else. */
export type OtherClass =
  | 'sent_text'
  | 'taken_link'
  /** A link for another controller (AVG 20(2)). */
  | 'transmission'
  | 'holding_place'
  | 'raw_mail'
  | 'queue'
  | 'web_session'
  /** What stays after an erasure, each for its own purpose (R33): its end stands in the row. */
  | 'legal_hold'
  | 'do_not_return'
  | 'mail_stop';

/** What customers are told of; each name is a key of the texts (terms: retention). */
export type ToldClass = (typeof ROWS)[number] | CaseClass | OtherClass;
export type RetentionClass = ToldClass | HouseClass;

export interface RetentionTerm<Class extends RetentionClass = RetentionClass> {
  readonly class: Class;
  readonly period:
    | { readonly unit: 'hours' | 'days' | 'weeks' | 'years'; readonly count: number }
    /** Kept no longer than the thing that it serves. */
    | {
        readonly unit:
          | 'until_parsed'
          | 'with_case'
          | 'until_told_day'
          | 'until_overwritten'
          | 'while_mailing';
      };
  readonly since:
    | 'last_message'
    | 'closing'
    | 'final_message'
    | 'arrival'
    | 'opening'
    | 'download'
    | 'sending'
    | 'last_entry'
    | 'none';
}

function term<Class extends RetentionClass>(
  name: Class,
  period: RetentionTerm['period'],
  since: RetentionTerm['since'],
): RetentionTerm<Class> {
  return { class: name, period, since };
}

/**
 * How long each class is kept (R35; AVG 5(1)(e)): the page /privacy#balie shows this table and purging follows it.
 * Cases: two years fit the published promise (F17) and cover the six weeks of UAVG 35 and a complaint at the AP.
 */
export const RETENTION_TERMS: readonly RetentionTerm<ToldClass>[] = [
  term('policy_chat', { unit: 'days', count: 30 }, 'last_message'),
  term('unproven_request', { unit: 'weeks', count: 6 }, 'closing'),
  term('case', { unit: 'years', count: 2 }, 'closing'),
  // F21; the fortnight shows that the message was not returned (law.md 6.6).
  term('erasure_case', { unit: 'days', count: 14 }, 'final_message'),
  term('legal_hold', { unit: 'until_told_day' }, 'none'),
  term('do_not_return', { unit: 'until_overwritten' }, 'none'),
  term('mail_stop', { unit: 'while_mailing' }, 'none'),
  term('sent_text', { unit: 'with_case' }, 'none'),
  // Not since delivery: what nobody has opened is not taken away (R21).
  term('package', { unit: 'days', count: 30 }, 'opening'),
  // A new one is mailed on request, while the copy is there.
  term('taken_link', { unit: 'days', count: 7 }, 'download'),
  term('transmission', { unit: 'days', count: 7 }, 'sending'),
  term('order_export', { unit: 'days', count: 30 }, 'arrival'),
  term('policy_notice', { unit: 'days', count: 30 }, 'arrival'),
  // BW 3:310(1) and Awb 5:45(1): as long as a claim or a fine over it is possible (decision 0013).
  term('breach_record', { unit: 'years', count: 5 }, 'last_entry'),
  term('holding_place', { unit: 'days', count: 30 }, 'arrival'),
  term('raw_mail', { unit: 'until_parsed' }, 'none'),
  term('queue', { unit: 'days', count: 7 }, 'none'),
  term('web_session', { unit: 'hours', count: 24 }, 'last_message'),
  term('ip_address', { unit: 'hours', count: 24 }, 'arrival'),
];

/** The same for what no customer is told of. */
export const HOUSE_TERMS: readonly RetentionTerm<HouseClass>[] = [
  term('caught_mail', { unit: 'days', count: 30 }, 'arrival'),
  term('staff_access', { unit: 'hours', count: 24 }, 'none'),
  term('staff_mail', { unit: 'days', count: 30 }, 'none'),
  term('done_task', { unit: 'days', count: 30 }, 'none'),
  // Counts of a day would give back the day that an anonymised request does not tell (decision 0007).
  term('run_report', { unit: 'days', count: 14 }, 'none'),
];

/** The term of one class. */
export function retentionTerm(name: RetentionClass): RetentionTerm {
  const found = [...RETENTION_TERMS, ...HOUSE_TERMS].find((candidate) => candidate.class === name);
  if (found === undefined) throw new Error(`no retention term: ${name}`);
  return found;
}

/** The length of a term in milliseconds, for what goes by elapsed time. */
export function termLength(name: RetentionClass): number {
  const epoch = new Date(0);
  return termEnd(name, epoch).getTime() - epoch.getTime();
}

/** The instant at which a term ends that began at `since`. Years are calendar years: 29 February becomes the 28th. */
export function termEnd(name: RetentionClass, since: Date): Date {
  return moved(name, since, 1);
}

/** What began before this instant is past its term at `now`. */
export function cutoff(name: RetentionClass, now: Date): Date {
  return moved(name, now, -1);
}

const UNITS = { hours: HOUR, days: DAY, weeks: 7 * DAY } as const;

function moved(name: RetentionClass, from: Date, direction: 1 | -1): Date {
  const { period } = retentionTerm(name);
  if (!('count' in period)) throw new Error(`${name} has no length of its own`);
  const count = direction * period.count;
  if (period.unit !== 'years') return after(from, count * UNITS[period.unit]);
  const to = new Date(from);
  to.setUTCFullYear(from.getUTCFullYear() + count);
  // The day does not exist in that year.
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to;
}
