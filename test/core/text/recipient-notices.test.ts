import { describe, expect, test } from 'vitest';
import type { SourceResult } from '../../../src/core/fulfilment/letter.ts';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { recipientKey } from '../../../src/core/fulfilment/recipient-key.ts';
import { recipientsToTell } from '../../../src/core/fulfilment/recipients-to-tell.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { day } from '../../support/request-builder.ts';
import { ALL_SAMPLES, correction, erasurePlan, rectified } from '../fulfilment/outcome/sample-outcomes.ts';
import { aDecision, aRecord } from './sample-letters.ts';

function found(source: string, ...fields: readonly (readonly [string, string])[]): SourceResult {
  const record = {
    ...aRecord(`${source}:1`, 'order', [], null),
    fields: fields.map(([name, value]) => ({ name, value })),
  };
  return {
    source,
    coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: true },
    records: [record],
  };
}

function noticesOf(outcome: Outcome) {
  const model = aDecision({ right: outcome.right, outcome, results: [SHOP] });
  const toTell = recipientsToTell(outcome, model.shop.recipients, model.results);
  return renderLetter({ ...model, toTell }).notices ?? [];
}

/** The first sample of this right that has somebody to tell. */
function sample(right: 'restriction' | 'lift_restriction') {
  for (const outcome of ALL_SAMPLES) if (outcome.right === right && 'recipients' in outcome) return outcome;
  throw new Error(`no sample of ${right}`);
}

const SHOP = found(
  'jouwweb',
  ['orderNumber', 'W-1001'],
  ['name', 'Sanne de Vries'],
  ['invoiceNumber', '2026-7'],
);

describe('the key that a recipient gets', () => {
  const results = [
    SHOP,
    found('mollie', ['text', 'betaling tr_WDqYK6vllg van Sanne de Vries']),
    found('postnl', ['text', 'pakket 3SABCD123456789, Dorpsstraat 1']),
  ];

  test.each([
    ['mollie', 'payments', { kind: 'paymentId', values: ['tr_WDqYK6vllg'] }],
    ['postnl', 'parcels', { kind: 'barcode', values: ['3SABCD123456789'] }],
    ['e-boekhouden', 'bookkeeping', { kind: 'invoiceNumber', values: ['2026-7'] }],
    ['mijndomein', 'mail_hosting', { kind: 'orderNumber', values: ['W-1001'] }],
  ] as const)('%s: what it goes by itself, and nothing of the person (R38)', (id, task, key) => {
    expect(recipientKey({ id, task }, results)).toEqual(key);
  });

  test('where only a name or address is known, there is none', () => {
    const only = found('mijndomein', ['name', 'Sanne de Vries'], ['email', 'sanne@example.nl']);
    expect(recipientKey({ id: 'mijndomein', task: 'mail_hosting' }, [only])).toBeNull();
  });

  test('what belongs to somebody else in the same records is not passed on', () => {
    const [record] = SHOP.records;
    if (record === undefined) throw new Error('no record');
    const others = { ...SHOP, records: [{ ...record, withheld: 'other_person' as const }] };
    expect(recipientKey({ id: 'mijndomein', task: 'mail_hosting' }, [others])).toBeNull();
  });
});

describe('the notice to a recipient (AVG 19)', () => {
  const recipients = [
    { name: 'jouwweb', told: 'tell', why: '' },
    { name: 'mollie', told: 'tell', why: '' },
    { name: 'postnl', told: 'impossible', why: 'Daar niet meer te vinden.' },
  ] as const;

  test('a processor is instructed, a controller is notified, and whoever cannot be told gets none', () => {
    const notices = noticesOf(erasurePlan({ recipients }));
    expect(notices.map(({ recipient, kind }) => [recipient, kind])).toEqual([
      ['jouwweb', 'instruction'],
      ['mollie', 'notice'],
    ]);
    const [instruction, notice] = notices;
    expect(instruction?.nl).toContain('Wij geven u deze opdracht (AVG artikel 28 lid 3 en artikel 19).');
    expect(notice?.nl).toContain('Over uw eigen deel beslist u zelf.');
    expect(notice?.en).toContain('You decide about your own part.');
  });

  test.each([
    ['erasure', erasurePlan],
    ['rectification', rectified],
    ['restriction', () => sample('restriction')],
    ['lift_restriction', () => sample('lift_restriction')],
  ] as const)(
    'of %s each hears by the number that the walk found, controllers as such (R38)',
    (right, make) => {
      const everybody = ['jouwweb', 'mijndomein', 'mollie', 'postnl', 'e-boekhouden'];
      const tell = everybody.map((name) => ({ name, told: 'tell', why: '' }) as const);
      const outcome: Outcome = { ...make(), recipients: tell };
      const { shop } = aDecision();
      const walked = [
        SHOP,
        found('mollie', ['paymentId', 'tr_1'], ['name', 'Sanne de Vries']),
        found('postnl', ['barcode', '3SDEVC1'], ['name', 'Sanne de Vries']),
      ];
      const told = recipientsToTell(outcome, shop.recipients, walked);
      expect(outcome.right).toBe(right);
      expect(told.map(({ recipient, processor, key }) => [recipient, processor, key?.values])).toEqual([
        ['jouwweb', true, ['W-1001']],
        ['mijndomein', true, ['W-1001']],
        ['mollie', false, ['tr_1']],
        ['postnl', false, ['3SDEVC1']],
        ['e-boekhouden', true, ['2026-7']],
      ]);
    },
  );

  test('of an erasure nobody is told to erase what has to stay, by whatever number (AVG 17(3), 19)', () => {
    const kept = { source: 'jouwweb', category: 'order', count: 1, treatment: 'keep' } as const;
    const gone = { source: 'jouwweb', category: 'order', count: 1, treatment: 'erase' } as const;
    const tax = { ground: 'tax', until: day('2033-12-31'), facts: '' } as const;
    const free = { ground: null, until: null, facts: '' } as const;
    const tell = ['jouwweb', 'postnl', 'e-boekhouden'].map(
      (name) => ({ name, told: 'tell', why: '' }) as const,
    );
    const [record] = SHOP.records;
    if (record === undefined) throw new Error('no record');
    const held = { ...record, hold: { basis: 'awr_52', until: '2033-12-31' } } as const;
    const paper = found('jouwweb', ['orderNumber', 'W-2']).records;
    const walked = [
      { ...SHOP, records: [held, ...paper] },
      found('postnl', ['barcode', '3SDEVC1'], ['orderNumber', 'W-1001'], ['invoiceNumber', '2026-7']),
    ];
    const keys = (plan: ReturnType<typeof erasurePlan>['plan']) =>
      recipientsToTell(erasurePlan({ plan, recipients: tell }), aDecision().shop.recipients, walked).map(
        ({ key }) => key?.values ?? null,
      );
    expect(
      keys([
        { ...kept, ...tax },
        { ...gone, ...free },
      ]),
    ).toEqual([['W-2'], ['3SDEVC1'], ['W-2']]);
    expect(keys([{ ...kept, ...tax }])).toEqual([null, ['3SDEVC1'], null]);
  });

  test('of a correction it says what is right, and what was not corrected stays out of it', () => {
    const corrections = [
      { ...correction('delivery_address', 'changed'), after: 'Kerkstraat 2' },
      { ...correction('phone', 'not_changed'), after: '06-2' },
    ];
    const outcome = rectified({ recipients, corrections });
    const notices = noticesOf(outcome);
    const [first] = notices;
    expect(first?.nl).toContain('- Bezorgadres: Kerkstraat 2');
    expect(first?.nl).not.toContain('06-2');
  });

  test('no notice names the person, in any language, and none has a placeholder left', () => {
    for (const outcome of ALL_SAMPLES) {
      const notices = noticesOf(outcome);
      for (const { nl, en } of notices)
        for (const words of [nl, en]) {
          expect(words).not.toContain('Sanne');
          expect(words).not.toMatch(/\{\{|\}\}|outcome:/);
        }
    }
  });
});

describe('the end of a use (AVG 7(3), 21(1); C-129/21)', () => {
  const base = { stoppedOn: day('2026-11-22'), rest: 'erased', restWhy: '' } as const;
  const recipients = [{ name: 'mollie', told: 'tell', on: null, why: '' }] as const;
  const withdrawn: Outcome = {
    ...{ ...base, recipients, right: 'withdraw_consent', result: 'stopped' },
    ...{ consents: ['newsletter', 'another'], otherConsent: 'een foto in de etalage' },
  };
  const upheld: Outcome = {
    ...{
      ...base,
      recipients,
      right: 'objection',
      result: 'upheld',
      use: 'bijhouden hoe vaak iemand bestelt',
    },
  };

  test('who relies on a consent hears which one was withdrawn and when, without a name', () => {
    const [notice] = noticesOf(withdrawn);
    for (const said of ['ingetrokken op 22 november 2026', '- een foto in de etalage', 'W-1001'])
      expect(notice?.nl).toContain(said);
    expect(notice?.nl).not.toContain('Sanne');
    expect(notice?.en).toContain('withdrawn');
  });

  test('who does a use hears that it was objected to, and that data were erased where they were', () => {
    const words = (outcome: Outcome) => noticesOf(outcome)[0]?.nl ?? '';
    expect(words(upheld)).toContain('bijhouden hoe vaak iemand bestelt');
    expect(words(upheld)).toMatch(/[Ww]is/);
    expect(words({ ...upheld, rest: 'nothing_left' })).not.toMatch(/[Ww]is/);
  });

  test('who was told before gets no second notice', () => {
    const told = [{ name: 'mollie', told: 'told', on: day('2026-11-22'), why: '' }] as const;
    expect(noticesOf({ ...withdrawn, recipients: told })).toEqual([]);
  });
});
