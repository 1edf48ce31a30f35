import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { KeyKind, SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { postnl } from '../../../src/processors/postnl/postnl.ts';
import { CUSTOMER, DOT, fakePostnl, POSTNL_KEY } from '../../support/fake-postnl.ts';
import { specificationProxy } from '../../support/specification/specification-proxy.ts';
import { expectAsSpecified, specifications } from '../../support/specification/specifications.ts';

/** As PostNL's own examples have it: an object for what is empty, one thing that is no list, a house number that is a number. */
const QUIRKS = [
  /Address\.\d\.\w+ must be string$/,
  /Shipment\.\d\.Event must be array$/,
  /CompleteStatus\.Shipment must be array$/,
];

const SANNE = { first: 'Sanne', last: 'de Vries' };
const NOW = new Date('2026-11-20T10:00:00Z');
const key = (kind: KeyKind, value: string): SubjectKey => ({ kind, value, from: 'found' });

test('what is asked of PostNL, and what the tests let it answer, is as PostNL specifies it', async () => {
  const api = await fakePostnl([
    { barcode: '3SDEVC000000101', reference: 'D101', receiver: SANNE, delivered: true, signature: DOT },
    { barcode: '3SDEVC000000102', reference: 'D101', receiver: SANNE },
    { barcode: '3SDEVC000000103', receiver: SANNE },
  ]);
  const proxy = await specificationProxy(join(specifications(), 'postnl/ShippingStatus.json'), api.url);
  onTestFinished(proxy.close);
  const settings = { customerCode: CUSTOMER.code, customerNumber: CUSTOMER.number };
  const { find } = postnl({ apiUrl: proxy.url, apiKey: new Redacted(POSTNL_KEY), ...settings });
  const numbers = [
    key('orderNumber', 'D101'),
    key('orderNumber', 'D999'),
    key('barcode', '3SDEVC000000103'),
    key('barcode', '3SDEVC000000999'),
  ];
  const found: string[] = [];
  for await (const finding of find(numbers, { requestId: 'r', level: 2, requestReceivedAt: NOW, now: NOW }))
    if (finding.type === 'record') found.push(finding.record.category);
  expect(found).toEqual(['parcel', 'parcel', 'parcel', 'parcel']);
  expectAsSpecified('PostNL', proxy, QUIRKS);
});
