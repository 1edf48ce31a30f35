import { expect, test } from 'vitest';
import type { RequestDetail } from '../../../src/core/application/core-api.ts';
import { stepsForm } from '../../../src/desk/request/steps-form.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';
import { sampleRequest } from '../sample-requests.ts';

const MOLLIE: RequestDetail['changes'][number] = {
  ...{ step: 'erase:mollie', source: 'mollie', made: 2, pending: 0, nextAt: null, atWork: false, code: '' },
  ...{ left: [], byHand: [] },
};

function form(
  change: Partial<RequestDetail['changes'][number]>,
  steps: readonly string[] = ['erase:mollie'],
) {
  const open = steps.map((step) => ({ step, done: false }));
  const approval = { phase: 'carrying_out', by: 'Noor', steps: open } as const;
  const detail = sampleRequest({ approval, changes: [{ ...MOLLIE, ...change }] });
  const html = String(stepsForm(VIEW, detail, approval));
  return { html, words: textOf(html) };
}

test('what is left of a system is listed by its numbers, with why', () => {
  const { html, words } = form({
    left: [
      {
        ...{ numbers: ['W-1'], category: 'order', treatment: 'delete', status: 'failed' },
        ...{ code: 'api.forbidden', sideEffects: ['mail_to_trash'] },
      },
      {
        ...{ numbers: ['W-2'], category: 'order', treatment: 'delete', status: 'changed' },
        ...{ code: '', sideEffects: [] },
      },
      {
        ...{ numbers: ['M-1'], category: 'message', treatment: 'by_hand', status: 'by_hand' },
        ...{ code: '', sideEffects: ['mail_trash', 'mail_copies'] },
      },
    ],
    byHand: [{ source: 'mollie', action: 'erase', category: 'payment', count: 2 }],
  });
  expect(words).toContain('Door de balie: 2 klaar, 0 te gaan.');
  expect(words).toContain('Bestellingen W-1. Het systeem laat dit niet toe');
  expect(words).toContain('Bestellingen W-2. Veranderd sinds de goedkeuring');
  expect(words).toContain(
    'Met de hand: Berichten M-1. Leeg de prullenbak van de mailbox. Wis ook de kopieën',
  );
  // what the desk itself would have done more is no work for a person
  expect(words).not.toContain('kan één mail niet alleen wissen');
  expect(words).toContain('Betalingen, 2');
  expect(html).toContain('value="erase:mollie"');
});

test('a step at which the desk itself is at work cannot be ticked off, and no letter is sent over it', () => {
  const { html, words } = form({ pending: 3, atWork: true });
  expect(words).toContain('Door de balie: 2 klaar, 3 te gaan.');
  expect(html).not.toContain('value="erase:mollie"');
  expect(words).not.toContain('Verstuur de brief');
});

test('a system that does not answer may be finished by hand meanwhile', () => {
  const nextAt = new Date('2026-11-23T10:04:00Z');
  const { html, words } = form({ pending: 1, nextAt, code: 'api.unreachable' });
  expect(words).toMatch(/De balie probeert het opnieuw, .*11:04.*Het systeem is niet bereikbaar/);
  expect(html).toContain('value="erase:mollie"');
});
