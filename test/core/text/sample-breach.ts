import { HOUR, after as later } from '../../../src/core/kernel/clock.ts';
import {
  type BreachFacts,
  type BreachNote,
  breachStanding,
} from '../../../src/core/register/breach-record.ts';
import type { BreachToTell } from '../../../src/core/text/breach-drafts.ts';
import { anAccessAnswer } from './sample-letters.ts';

export const AWARE = new Date('2026-11-20T09:00:00Z');
export const FACTS = {
  what: 'Een lijst met adressen ging naar een verkeerde ontvanger.',
  when: 'Op 19 november 2026, rond 16 uur.',
  nature: 'confidentiality',
  data: 'Namen en adressen van klanten.',
  people: 3,
  records: 0,
  consequences: 'Vreemden weten waar u woont.',
  measures: 'De ontvanger wiste de lijst.',
} as const satisfies BreachFacts;

/** A breach with these notes, told an hour after somebody knew of it. */
export function toTell(notes: readonly BreachNote[], change: Partial<BreachToTell> = {}): BreachToTell {
  return {
    awareAt: AWARE,
    deadline: later(AWARE, 72 * HOUR),
    now: later(AWARE, HOUR),
    standing: breachStanding(notes),
    shop: { ...anAccessAnswer().shop, contactPerson: '' },
    sender: 'Noor Visser',
    ...change,
  };
}
