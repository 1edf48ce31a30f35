import { expect, test } from 'vitest';
import type { Change, Correction, FoundRecord, PlanStep } from '../../../src/core/fulfilment/processor.ts';
import { planBooks } from '../../../src/processors/e-boekhouden/plan-books.ts';
import { NOW } from './found-in.ts';

const HOLD = { basis: 'awr_52', until: '2031-12-31' } as const;
const ADDRESS = { street: 'Dorpsstraat 1', postcode: '1234 AB', city: 'Voorbeeldstad' };

function record(
  ref: string,
  said: Readonly<Record<string, string>>,
  hold: FoundRecord['hold'] = null,
): FoundRecord {
  return {
    ref,
    category: ref.startsWith('relation') ? 'contact_details' : 'invoice',
    fields: Object.entries(said).map(([name, value]) => ({ name, value })),
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    provenance: { place: '', fetchedAt: '' },
  };
}

function inShort(steps: readonly PlanStep[]) {
  return steps.map(({ treatment, fields, hold }) =>
    [treatment, ...fields, ...(hold === null ? [] : [hold.until])].join(' '),
  );
}

function planned(change: Change, ...records: readonly FoundRecord[]) {
  return inShort(planBooks(change, records, NOW));
}

function corrected(said: Readonly<Record<string, string>>, ...corrections: readonly Correction[]) {
  return planned({ action: 'rectify', corrections }, record('relation:1', said, HOLD));
}

const ERASE = { action: 'erase' } as const;

test('while an invoice is held, what the administration can do without goes and the rest stays until the day', () => {
  const said = {
    name: 'Sanne de Vries',
    ...ADDRESS,
    phone: '020-5550101',
    email: 'sanne@example.nl',
    invoiceEmail: 'rekening@example.nl',
    note: 'Belt vaak.',
    iban: 'NL02ABNA0123456789',
    freeText3: 'maat M',
  };
  expect(planned(ERASE, record('relation:1', said, HOLD))).toEqual([
    'mask phone invoiceEmail note iban freeText3 noNewsletter inactive 2031-12-31',
    'keep name street postcode city email 2031-12-31',
  ]);
});

test('a mandate keeps its account, and the only address of its kind stays', () => {
  const said = {
    name: 'K',
    iban: 'NL02',
    bic: 'X',
    mandate: 'true',
    invoiceEmail: 'r@example.nl',
    otherCity: 'Y',
  };
  expect(planned(ERASE, record('relation:1', said, HOLD))).toEqual([
    'mask noNewsletter inactive 2031-12-31',
    'keep name iban bic mandate invoiceEmail otherCity 2031-12-31',
  ]);
});

test('of somebody without invoices everything that can go goes, and the relation is deleted by hand', () => {
  const said = {
    name: 'Wim Nieuw',
    customerId: 'D8',
    createdAt: '2025-01-01',
    ...ADDRESS,
    email: 'wim@example.nl',
  };
  expect(planned(ERASE, record('relation:8', said))).toEqual([
    'mask name street postcode city email noNewsletter inactive',
    'by_hand',
  ]);
});

test('the name and address of a business are not erased with the person who wrote for it', () => {
  const said = {
    name: 'Bakker BV',
    companyNumber: '90000001',
    contact: 'Bo Bakker',
    ...ADDRESS,
    phone: '010',
  };
  expect(planned(ERASE, record('relation:9', said))).toEqual([
    'mask contact phone noNewsletter inactive',
    'by_hand',
  ]);
});

test('when nothing is left that can go, the relation is only kept', () => {
  const said = { name: 'Sanne', noNewsletter: 'true', inactive: 'true' };
  expect(planned(ERASE, record('relation:1', said, HOLD))).toEqual([
    'keep name noNewsletter inactive 2031-12-31',
  ]);
});

test('an invoice stays within its term, and is done by hand after it', () => {
  const past = { basis: 'awr_52', until: '2025-12-31' } as const;
  expect(
    planned(
      ERASE,
      record('invoice:1', {}, HOLD),
      record('invoice:2', {}, past),
      record('relation:1', {}, past),
    ),
  ).toEqual(['keep 2031-12-31', 'by_hand', 'mask noNewsletter inactive', 'by_hand']);
});

test('the last day of a term still belongs to it, as days are counted in Amsterdam', () => {
  const held = [record('invoice:1', {}, HOLD)];
  const steps = (at: string) => inShort(planBooks(ERASE, held, new Date(at)));
  expect(steps('2031-12-31T22:59:59Z')).toEqual(['keep 2031-12-31']);
  expect(steps('2031-12-31T23:00:00Z')).toEqual(['by_hand']);
});

test('that a relation becomes inactive is told before it is approved', () => {
  const [mask] = planBooks(ERASE, [record('relation:1', { phone: '1' }, HOLD)], NOW);
  expect(mask).toMatchObject({ source: 'e-boekhouden', action: 'erase', sideEffects: ['relation_inactive'] });
});

test.each([
  ['name', { name: 'S. Vries', contact: 'Bo' }, 's. vries', 'Sanne de Vries', 'change name'],
  [
    'email',
    { email: 'a@example.nl', reminderEmail: 'A@example.nl' },
    'a@example.nl',
    'b@example.nl',
    'change email reminderEmail',
  ],
  ['email', { email: 'a.b@example.nl' }, 'ab@example.nl', 'c@example.nl', 'by_hand'],
  [
    'phone',
    { phone: '020 1', mobilePhone: '06-55501088' },
    '0655501088',
    '06-55501099',
    'change mobilePhone',
  ],
  ['phone', {}, '', '06-55501099', 'change phone'],
  ['bank_account', { iban: 'NL02ABNA0123456789' }, 'NL02 ABNA 0123 4567 89', 'NL03', 'change iban'],
  ['bank_account', { iban: 'NL02', mandate: 'true' }, 'NL02', 'NL03', 'by_hand'],
  ['name', { name: 'Sanne' }, 'Wim', 'Bo', 'by_hand'],
  ['another', { note: 'x' }, 'x', 'y', 'by_hand'],
  [
    'delivery_address',
    ADDRESS,
    'Dorpsstraat 1, 1234AB Voorbeeldstad',
    'Laan 2 b, 4321 cd Elders',
    'change street postcode city',
  ],
  ['delivery_address', ADDRESS, '', 'Laan 2, 4321CD Elders', 'change street postcode city'],
  ['delivery_address', ADDRESS, '', 'ergens anders', 'by_hand'],
  ['delivery_address', ADDRESS, 'Elders 5, 9999 ZZ Ver', 'Laan 2, 4321 CD Elders', 'by_hand'],
] as const)('a correction of %s in %j from «%s» to «%s»: %s', (what, said, before, after, expected) => {
  expect(corrected({ ...said }, { what, before, after })).toEqual([expected]);
});

test('of two corrections the one that fits is made here and the other by hand', () => {
  expect(
    corrected(
      { name: 'Sane' },
      { what: 'name', before: 'Sane', after: 'Sanne' },
      { what: 'another', before: '', after: 'iets' },
    ),
  ).toEqual(['change name', 'by_hand']);
});

test('an invoice is not rewritten', () => {
  const corrections = [{ what: 'name', before: '', after: 'Sanne' }] as const;
  expect(planned({ action: 'rectify', corrections }, record('invoice:1', {}, HOLD))).toEqual([
    'keep 2031-12-31',
  ]);
});

test('lifting a restriction puts back what the restriction changed, and nothing that stood before it', () => {
  const before = record('relation:1', { noNewsletter: 'true' });
  const restricted = planBooks({ action: 'restrict' }, [before], NOW);
  expect(inShort(restricted)).toEqual(['restrict inactive']);
  const during = record('relation:1', { noNewsletter: 'true', inactive: 'true' });
  expect(planned({ action: 'unrestrict', restricted }, during)).toEqual(['unrestrict inactive']);
});

test('where nothing is left to change from here a person looks: what was restricted by hand nobody knows here', () => {
  const rests = record('relation:1', { noNewsletter: 'true', inactive: 'true' });
  expect(planned({ action: 'unrestrict', restricted: [] }, rests)).toEqual(['by_hand']);
  expect(planned({ action: 'restrict' }, rests)).toEqual(['by_hand']);
  const restricted = planBooks({ action: 'restrict' }, [record('relation:1', {})], NOW);
  expect(planned({ action: 'unrestrict', restricted }, record('relation:1', {}))).toEqual(['by_hand']);
});

test('what says already what is asked is not corrected', () => {
  expect(corrected({ name: 'Sanne' }, { what: 'name', before: 'Sane', after: 'Sanne' })).toEqual([]);
});
