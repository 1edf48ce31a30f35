import type { OutcomeOf } from '../../src/core/fulfilment/outcome/outcome.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { decideOutcome } from './decide-outcome.ts';
import { approveLetter, doesAllSteps, provesMore, timePasses } from './decided-letter.ts';
import type { DeskActor } from './desk-staff.ts';
import { readyRequest } from './desk-work.ts';
import { day } from './request-builder.ts';
import type { CoreUnderTest } from './use-core.ts';

export type Plan = OutcomeOf<'erasure', 'planned'>;

/** Somebody who wants to be forgotten: one order, one invoice, one payment, and proof of the order. */
export async function forgottenPerson(
  open: CoreUnderTest,
  owner: DeskActor,
  asker: number,
  orders: Parameters<typeof readyRequest>[2]['orders'] = [
    { orderNumber: `W-10${asker}`, orderDate: '2026-03-14', item: 'Gietpan' },
  ],
) {
  const email = `klant${asker}@example.nl`;
  const { customer, detail } = await readyRequest(open, owner, {
    name: 'Ruud Smit',
    email,
    words: 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.',
    orders,
    byHand: {
      'e-boekhouden': { answer: 'found', rows: [{ category: 'invoice', text: 'Factuur 2026-7' }] },
      mollie: { answer: 'found', rows: [{ category: 'payment', text: 'tr_1' }] },
    },
  });
  await provesMore(open, detail.id, owner);
  return { customer, email, id: detail.id, number: detail.number };
}

/** The order goes, the invoice stays for the tax office, the payment is Mollie's own. */
export function erasedInPart(open: CoreUnderTest, change: Partial<Plan> = {}): Plan {
  const today = amsterdamDay(open.clock.now());
  const gone = { ground: null, until: null, facts: '' } as const;
  return {
    right: 'erasure',
    result: 'planned',
    basis: 'not_needed',
    plan: [
      { source: 'jouwweb', category: 'order', count: 1, treatment: 'erase', ...gone },
      {
        source: 'e-boekhouden',
        category: 'invoice',
        count: 1,
        treatment: 'keep',
        ground: 'tax',
        facts: '',
        until: day(`${Number(today.slice(0, 4)) + 7}-12-31`),
      },
      { source: 'mollie', category: 'payment', count: 1, treatment: 'refer', ...gone },
    ],
    planWhy: 'De factuur in e-Boekhouden is wat de Belastingdienst wil zien.',
    lost: ['guarantee'],
    backupUntil: addDays(today, 30),
    suppression: false,
    recipients: [{ name: 'postnl', told: 'tell', why: '' }],
    ...change,
  };
}

/** Decided, approved, announced, done by hand a day later, and said to be done. */
export async function eraseWhole(
  open: CoreUnderTest,
  asked: { readonly id: string; readonly number: string },
  plan: Plan,
  owner: DeskActor,
): Promise<void> {
  await decideOutcome(open.core, asked.id, plan, owner);
  await approveLetter(open, asked.id, owner);
  await timePasses(open, DAY);
  await doesAllSteps(open, asked.number, owner);
}
