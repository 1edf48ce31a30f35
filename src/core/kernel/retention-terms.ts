import { DAY, HOUR } from './clock.ts';

/** What the product itself keeps; each name is a key of the texts (terms: retention). */
export type RetentionClass =
  | 'policy_chat'
  | 'unproven_request'
  | 'holding_place'
  | 'raw_mail'
  | 'queue'
  | 'sent_text'
  | 'web_session'
  | 'ip_address'
  | 'package'
  | 'case';

export interface RetentionTerm {
  readonly class: RetentionClass;
  readonly period:
    | { readonly unit: 'hours' | 'days' | 'weeks' | 'years'; readonly count: number }
    /** Kept no longer than the thing that it serves. */
    | { readonly unit: 'until_parsed' | 'with_case' };
  readonly since: 'last_message' | 'closing' | 'arrival' | 'opening' | 'none';
}

/**
 * How long each class is kept (R35; AVG 5(1)(e)): the page /privacy#balie shows this table and purging follows it.
 * Cases: two years fit the published promise (F17) and cover the six weeks of UAVG 35 and a complaint at the AP.
 */
export const RETENTION_TERMS: readonly RetentionTerm[] = [
  { class: 'policy_chat', period: { unit: 'days', count: 30 }, since: 'last_message' },
  { class: 'unproven_request', period: { unit: 'weeks', count: 6 }, since: 'closing' },
  { class: 'case', period: { unit: 'years', count: 2 }, since: 'closing' },
  { class: 'sent_text', period: { unit: 'with_case' }, since: 'none' },
  // Not since delivery: what nobody has opened is not taken away (R21).
  { class: 'package', period: { unit: 'days', count: 30 }, since: 'opening' },
  { class: 'holding_place', period: { unit: 'days', count: 30 }, since: 'arrival' },
  { class: 'raw_mail', period: { unit: 'until_parsed' }, since: 'none' },
  { class: 'queue', period: { unit: 'days', count: 7 }, since: 'none' },
  { class: 'web_session', period: { unit: 'hours', count: 24 }, since: 'last_message' },
  { class: 'ip_address', period: { unit: 'hours', count: 24 }, since: 'arrival' },
];

/** The term of one class, for the work that follows it. */
export function retentionTerm(name: RetentionClass): RetentionTerm {
  const term = RETENTION_TERMS.find((candidate) => candidate.class === name);
  if (term === undefined) throw new Error(`no retention term: ${name}`);
  return term;
}

/** The length of a term in elapsed milliseconds: these are housekeeping terms, not the law's. */
export function termMs(name: RetentionClass): number {
  const { period } = retentionTerm(name);
  if (!('count' in period)) throw new Error(`${name} has no length of its own`);
  const units = { hours: HOUR, days: DAY, weeks: 7 * DAY, years: 365 * DAY };
  return period.count * units[period.unit];
}
