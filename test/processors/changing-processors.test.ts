import { expect, test } from 'vitest';
import { isOutward } from '../../src/core/fulfilment/change/change-plan.ts';
import { type FoundRecord, isChanging } from '../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { writeMailRef } from '../../src/processors/mailbox/mail-ref.ts';
import { shopSources } from '../../src/processors/processors.ts';
import { aRecord, fakeSystem } from '../support/fake-system.ts';

const NOW = new Date('2026-11-02T10:00:00Z');

const CONNECTED = shopSources({
  exports: { latest: async () => undefined },
  erased: async () => ({ erasedOn: undefined, held: new Set<string>() }),
  readOwnRecords: async () => [],
  mollie: { apiUrl: 'https://api.mollie.com', accessToken: new Redacted('live_1'), writeToken: undefined },
  eBoekhouden: { apiUrl: 'https://api.e-boekhouden.nl', token: new Redacted('token') },
  mailbox: {
    url: new Redacted('imaps://info:geheim@mail.example.nl'),
    desk: { address: null, sent: () => false },
  },
});
const systems = [...CONNECTED(firstProfile()), fakeSystem('fake', [])].filter(isChanging);

const mailRef = (uid: number) =>
  writeMailRef({
    ...{ folder: '0123456789ab', uidValidity: '1', uid, size: 99, onlyToTrash: false },
    digest: String(uid).repeat(32),
  });
/** Two records of one person, of each system by its own name. */
const RECORDS: Readonly<Record<string, readonly FoundRecord[]>> = {
  mollie: [
    aRecord('mollie:/customers/cst_1', { category: 'contact_details' }),
    aRecord('mollie:/payments/tr_1'),
  ],
  'e-boekhouden': [
    aRecord('relation:1', { category: 'contact_details' }),
    aRecord('relation:2', { category: 'contact_details' }),
  ],
  mijndomein: [aRecord(mailRef(1), { category: 'message' }), aRecord(mailRef(2), { category: 'message' })],
  fake: [aRecord('W-1'), aRecord('W-2')],
};

test('every system that can be changed is held to its contract here', () => {
  expect(systems.map((system) => system.capabilities().source).toSorted()).toEqual(
    Object.keys(RECORDS).toSorted(),
  );
});

test.each(systems.map((system) => [system.capabilities().source, system] as const))(
  '%s puts back nothing of which it does not know that it was restricted (AVG 18(3))',
  (source, system) => {
    const records = RECORDS[source] ?? [];
    const outward = (restricted: Parameters<typeof system.plan>[0]) =>
      system.plan(restricted, records, NOW).filter(isOutward);
    expect(outward({ action: 'unrestrict', restricted: [] })).toEqual([]);
    const [made] = outward({ action: 'restrict' });
    const lifted = outward({ action: 'unrestrict', restricted: made === undefined ? [] : [made] });
    for (const step of lifted) {
      expect(step.recordRef).toBe(made?.recordRef);
      expect(made?.fields).toEqual(expect.arrayContaining([...step.fields]));
      expect(step.fields.length > 0).toBe((made?.fields.length ?? 0) > 0);
    }
  },
);

test.each(systems.map((system) => [system.capabilities().source, system] as const))(
  '%s names every field that a step makes empty or changes',
  (source, system) => {
    const records = RECORDS[source] ?? [];
    const before = '0612345678';
    const corrections = [{ what: 'phone', before, after: '0687654321' }] as const;
    for (const change of [{ action: 'erase' }, { action: 'rectify', corrections }] as const)
      for (const { treatment, fields } of system.plan(change, records, NOW))
        if (treatment === 'mask' || treatment === 'change') expect(fields).not.toEqual([]);
  },
);
