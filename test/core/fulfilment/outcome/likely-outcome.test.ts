import { expect, test } from 'vitest';
import { erasableRecords } from '../../../../src/core/fulfilment/change/erasable-records.ts';
import type { SourceResult } from '../../../../src/core/fulfilment/letter.ts';
import { likelyFacts } from '../../../../src/core/fulfilment/outcome/likely-outcome.ts';
import type { FoundRecord } from '../../../../src/core/fulfilment/processor.ts';
import { firstProfile } from '../../../../src/core/policy/first-profile.ts';
import { aRecord, fakeSystem } from '../../../support/fake-system.ts';
import { day } from '../../../support/request-builder.ts';

const NOTHING: SourceResult = {
  source: 'mollie',
  coverage: { status: 'complete', scanned: 3, found: 0, provesAbsence: true },
  records: [],
};
const UNKNOWN: SourceResult = {
  source: 'postnl',
  coverage: { status: 'not_possible', reason: 'Het scherm was niet te bereiken.' },
  records: [],
};

test.each([
  ['erasure', 'planned'],
  ['rectification', 'decided'],
  ['restriction', 'restricted'],
  ['lift_restriction', 'lifted'],
] as const)(
  '%s proposes to tell everybody who may hold the data, not who was seen to hold none (AVG 19)',
  (right, result) => {
    const typed = likelyFacts(right, result, { results: [NOTHING, UNKNOWN], shop: firstProfile() });
    const names = Object.entries(typed).flatMap(([path, values]) =>
      /^recipients\.\d+\.name$/.test(path) ? values : [],
    );
    expect(names).toContain('postnl');
    expect(names).toContain('e-boekhouden');
    expect(names).not.toContain('mollie');
  },
);

test('a recipient of which only one part was seen to hold nothing is told all the same (AVG 19)', () => {
  const empty = (source: string): SourceResult => ({ ...NOTHING, source });
  const found = (source: string): SourceResult => ({ ...NOTHING, source, records: [aRecord('N-1')] });
  const results = [
    ...[empty('jouwweb'), found('jouwweb_rest'), empty('e-boekhouden'), found('e_boekhouden_rest')],
    ...[empty('mijndomein'), found('mailbox_rest'), empty('postnl'), empty('postnl_rest')],
  ];
  const typed = likelyFacts('erasure', 'planned', { results, shop: firstProfile() });
  const names = Object.entries(typed).flatMap(([path, values]) =>
    /^recipients\.\d+\.name$/.test(path) ? values : [],
  );
  expect(names).toEqual(['jouwweb', 'mijndomein', 'mollie', 'e-boekhouden']);
});

test('a processor where the law keeps all of it is not told to erase; one where something goes is (AVG 17(3), 19)', () => {
  const hold = { basis: 'awr_52', until: '2033-12-31' } as const;
  const held = (source: string, more: readonly FoundRecord[] = []): SourceResult => ({
    ...NOTHING,
    source,
    records: [aRecord('N-1', { hold }), ...more],
  });
  const results = [
    held('e-boekhouden'),
    held('jouwweb', [aRecord('N-2', { category: 'note' })]),
    held('mollie'),
  ];
  const told = (right: 'erasure' | 'restriction', result: string) =>
    Object.entries(likelyFacts(right, result, { results, shop: firstProfile() })).flatMap(([path, values]) =>
      /^recipients\.\d+\.name$/.test(path) ? values : [],
    );
  expect(told('erasure', 'planned')).toEqual(['jouwweb', 'mijndomein', 'mollie', 'postnl']);
  expect(told('restriction', 'restricted')).toContain('e-boekhouden');
});

test('of who decides for itself only what it erases when asked is proposed to go', () => {
  const records = [aRecord('C-1', { category: 'contact_details' }), aRecord('M-1', { category: 'message' })];
  const results = [{ ...NOTHING, records }];
  const shop = firstProfile();
  const erasable = erasableRecords(results, [fakeSystem('mollie', [])], new Date('2026-11-02T10:00:00Z'));
  const treated = (known: Partial<Parameters<typeof likelyFacts>[2]>) => {
    const typed = likelyFacts('erasure', 'planned', { results, shop, ...known });
    return [0, 1].map((line) => typed[`plan.${line}.treatment`]?.[0]);
  };
  expect(treated({ erasable })).toEqual(['erase', 'refer']);
  expect(treated({})).toEqual(['refer', 'refer']);
});

test('an invoice is proposed to stay for the tax office, until when its own year tells (AWR 52; law.md 6.1)', () => {
  const invoice = (more: Partial<FoundRecord>): FoundRecord => ({
    ref: 'e-boekhouden:1',
    category: 'invoice',
    fields: [],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'by hand', fetchedAt: '2026-11-22T10:00:00Z' },
    ...more,
  });
  const line = (more: Partial<FoundRecord>, inPart = false) => {
    const results = [{ ...NOTHING, source: 'e-boekhouden', records: [invoice(more)] }];
    const typed = likelyFacts('erasure', 'planned', { results, shop: firstProfile(), inPart });
    return ['treatment', 'ground', 'until'].map((name) => typed[`plan.0.${name}`]?.[0] ?? '');
  };
  expect(line({})).toEqual(['keep', 'tax', '']);
  expect(line({ day: day('2026-03-14') })).toEqual(['keep', 'tax', '2033-12-31']);
  expect(line({ hold: { basis: 'oss', until: '2036-12-31' } })).toEqual(['keep', 'oss', '2036-12-31']);
  expect(line({ category: 'note' })).toEqual(['erase', '', '']);
  // Of one thing only: staff choose what goes.
  expect(line({ category: 'note' }, true)).toEqual(['', '', '']);
  expect(line({}, true)).toEqual(['keep', 'tax', '']);
});
