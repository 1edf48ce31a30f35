import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { cardOf, coreCustomer, QUESTION } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });

test('the term runs from when the channel had the words, however late the desk reads them (EDPB 01/2022)', async () => {
  const receivedAt = new Date('2026-11-19T22:30:00Z');
  const customer = coreCustomer(use(), 'telegram');
  const message = { channel: 'telegram', conversationKey: customer.key, externalId: randomUUID() } as const;
  await use().core.receive({ ...message, kind: 'text', text: QUESTION, receivedAt });
  const request = await cardOf(use(), await customer.number());
  expect(request).toMatchObject({ receivedAt, customerDue: '2026-12-19' });
  expect(await customer.told('receipt')).toMatchObject({ dueDay: request.customerDue });
});
