import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { SourceResult } from './letter.ts';
import type { OutcomeOf } from './outcome/outcome.ts';
import type { FoundRecord, LegalHold } from './processor.ts';

type Plan = OutcomeOf<'erasure', 'planned'>['plan'];
type Line = Plan[number];

/** Records that outlive an erasure: why, and their last day (AVG 17(3); R33). */
export interface KeptRecords {
  readonly source: string;
  readonly category: Line['category'];
  readonly count: number;
  readonly ground: NonNullable<Line['ground']>;
  readonly until: CalendarDay;
  /** Their own numbers in that source; empty where nobody knows them. */
  readonly recordIds: readonly string[];
}

/** By what numbers a system knows a record. */
const NUMBERS = ['invoiceNumber', 'paymentId', 'barcode', 'orderNumber', 'messageId'];
const GROUNDS: Readonly<Record<LegalHold['basis'], Line['ground']>> = {
  awr_52: 'tax',
  oss: 'oss',
  claim: 'claim',
};

/** All numbers of a record in its own system: the next file may have another of them. That of its customer only alone. */
export function recordIdsOf({ fields }: Pick<FoundRecord, 'fields'>): readonly string[] {
  const named = (names: readonly string[]) =>
    names
      .map((name) => fields.find((field) => field.name === name)?.value.trim() ?? '')
      .filter((value) => value !== '');
  const ids = named(NUMBERS);
  return ids.length > 0 ? ids : named(['customerId']);
}

/** The numbers of what staff saw to be about somebody else (R11): an erasure leaves it where it is. */
export function othersRecords(results: readonly SourceResult[]): readonly string[] {
  const others = results
    .flatMap(({ records }) => records)
    .filter(({ withheld }) => withheld === 'other_person');
  return [...new Set(others.flatMap(recordIdsOf))];
}

/** What the approved plan keeps, each line with the records that were found for it. */
export function keptRecords(plan: Plan, results: readonly SourceResult[]): readonly KeptRecords[] {
  return plan.flatMap((line) => {
    const { source, category, count, ground, until, treatment } = line;
    if (treatment !== 'keep' || ground === null || until === null) return [];
    const lines = plan.filter((other) => other.source === source && other.category === category);
    const recordIds = results
      .filter((result) => result.source === source)
      .flatMap(({ records }) => records)
      .filter((record) => record.category === category && record.withheld !== 'other_person')
      // Several lines of one kind were made apart by their ground and last day.
      .filter(({ hold }) => lines.length === 1 || isHeldFor(hold, line))
      .flatMap(recordIdsOf);
    return [{ source, category, count, ground, until, recordIds: [...new Set(recordIds)] }];
  });
}

/** Whether an erasure leaves this record where it is: of a kind that goes in part, what has a hold stays. */
export function outlives(plan: Plan, source: string, { category, hold }: FoundRecord): boolean {
  const lines = plan.filter((line) => line.source === source && line.category === category);
  const keeps = lines.some(({ treatment }) => treatment === 'keep');
  return keeps && (hold !== null || lines.every(({ treatment }) => treatment !== 'erase'));
}

function isHeldFor(hold: LegalHold | null, { ground, until }: Line): boolean {
  return hold !== null && GROUNDS[hold.basis] === ground && hold.until === until;
}
