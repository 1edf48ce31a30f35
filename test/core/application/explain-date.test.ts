import { expect, test } from 'vitest';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';
import { happens } from './due-requests.ts';

const use = useCore({ from: new Date('2026-01-31T10:00:00Z') });

test.each(['waarom die datum?', 'Waarom pas 28 februari', 'hoe komen jullie aan die datum?'])(
  'who asks «%s» is told how it was counted, in plain words',
  async (question) => {
    const { core } = use();
    const customer = coreCustomer(use());
    await customer.says('Wat bewaren jullie van mij?');
    await customer.says(question);
    const message = await customer.told('why_this_date');
    const { paragraphs } = renderMessage(message, 'nl', await core.desk.profile());
    expect(paragraphs).toEqual([
      `Zo is de datum van verzoek ${await customer.number()} berekend.`,
      'Ontvangen op 31 januari 2026.',
      'Eén maand later bestaat dag 31 niet. Dan telt de laatste dag van die maand: 28 februari 2026.',
      'De winkel belooft 30 dagen: 2 maart 2026.',
      'De eerste van die twee: 28 februari 2026.',
      'Bij ontvangst is u antwoord beloofd uiterlijk 28 februari 2026.',
    ]);
  },
);

test('what happened to the clock since is in it', async () => {
  const { core } = use();
  const customer = coreCustomer(use());
  await customer.says('Wat bewaren jullie van mij?');
  const number = await customer.number();
  const detail = (await core.desk.requests('unproven')).find((row) => row.number === number);
  const { id } = (await use().settings.store.transaction((tx) => tx.requests.byNumber(number))) ?? {};
  expect(detail?.id).toBe(id);
  if (id === undefined) throw new Error('unknown');
  await happens(use(), id, [
    { at: '2026-02-02T10:00:00Z', event: 'identity_requested' },
    { at: '2026-02-07T10:00:00Z', event: 'identity_verified' },
  ]);
  await customer.says('waarom die datum?');
  const message = await customer.told('why_this_date');
  const { paragraphs } = renderMessage(message, 'nl', await core.desk.profile());
  expect(paragraphs).toContain('Met 5 dagen stilstand geeft de wet tot en met 5 maart 2026.');
  expect(paragraphs).toContain('Met de stilstand krijgt u antwoord uiterlijk 5 maart 2026.');
});
