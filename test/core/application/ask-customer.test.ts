import { expect, test } from 'vitest';
import { checkText } from '../../../src/core/application/ask-customer.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { OWN_RECORDS } from '../../../src/core/fulfilment/processor.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const COVERAGE = { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const;

test('a question may name the request itself, but nothing that the search found in a system', async () => {
  const { settings, core, clock } = use();
  const request = await settings.store.transaction(async (tx) => {
    const made = await storeRequest(tx, aRequest().searched().events, { email: 'sanne@example.nl' });
    for (const [source, value] of [
      [OWN_RECORDS, made.number],
      ['jouwweb', 'D2411-0042'],
    ] as const)
      await tx.requests.saveSearch(
        {
          requestId: made.id,
          source,
          coverage: COVERAGE,
          records: [
            {
              ref: `${source}:1`,
              category: source === OWN_RECORDS ? 'request' : 'order',
              fields: [{ name: 'number', value }],
              matchedBy: ['email'],
              thirdParty: false,
              hold: null,
              provenance: { place: 'row 1', fetchedAt: clock.now().toISOString() },
            },
          ],
        },
        clock.now(),
      );
    return made;
  });
  await prepareAnswer(settings, request.id);
  const by = await staffActor(core, 'eigenaar@example.nl');
  const ask = async (text: string) => {
    const version = (await core.desk.card(request.id))?.version ?? 0;
    return core.decisions.askCustomer(request.id, version, text, by);
  };
  expect(await ask(`Gaat verzoek ${request.number} ook over de nieuwsbrief?`)).toMatchObject({ ok: true });
  expect(await ask('Gaat het om bestelling d2411-0042?')).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
});

const OWN = ['Aalsmeerderweg 230, 1432 CW Aalsmeer', '(065) 464-6542', 'info@iksmelt.com'];

test.each([
  ['an address', 'U woont in de Dorpsstraat 101.'],
  ['a mobile number', 'Klopt 06 12345678 nog?'],
  ['the same from abroad', 'Klopt +31 6 12 34 56 78 nog?'],
  ['an e-mail address', 'Bij ons staat sanne@example.nl.'],
  ['an amount without its sign', 'U betaalde 24,95 met iDEAL.'],
  ['a number at home', 'Klopt 010-4567890 nog?'],
  ['the same with the country', 'Klopt 0031 10 456 7890 nog?'],
] as const)('who has proven nothing is not told %s (R15)', (_what, text) => {
  expect(checkText(text, [], false, OWN)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  expect(checkText(text, [], true, OWN).ok).toBe(true);
});

test('how the shop itself can be reached may always be said', () => {
  const parts = ['Aalsmeerderweg 230', '1432CW Aalsmeer', '065 4646542', OWN[2]?.toUpperCase() ?? ''];
  for (const value of [...OWN, ...parts])
    expect([value, checkText(`Schrijf of bel: ${value}.`, [], false, OWN).ok]).toEqual([value, true]);
});

test.each([
  'Op 3 maart om 10.30 uur bellen we u, ook over 2 weken.',
  'Vraag PostNL ernaar via privacy@example.nl of 088 123 45 67.',
  'Uw pakket was onderweg 2 dagen zoek.',
  'De Autoriteit Persoonsgegevens zit aan de Hoge Nieuwstraat 8.',
])('what says nothing about anybody is no record: %s', (text) => {
  expect(checkText(text, [], false, OWN).ok).toBe(true);
});
