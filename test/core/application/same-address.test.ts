import { expect, test } from 'vitest';
import { type CoreCustomer, cardOf, coreCustomer } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

async function statusIn(chat: CoreCustomer): Promise<readonly string[]> {
  await chat.says('hoe staat het met mijn verzoek');
  const status = await chat.told('status');
  return status.kind === 'status' ? status.requests.map(({ number }) => number).sort() : [];
}

test('a second chat sees and ends a request of the first one once it proved the same address, and not before (R12)', async () => {
  const [first, second] = [coreCustomer(use()), coreCustomer(use(), 'telegram')];
  const earlier = await first.proves('Sanne de Vries', 'sanne@example.nl');
  const later = await second.asks('Sanne de Vries', 'sanne@example.nl');
  expect(await statusIn(second)).toEqual([later]);
  await second.says(`ik wil mijn verzoek ${earlier} intrekken`);
  expect(JSON.stringify((await second.transcript()).filter(({ from }) => from === 'desk'))).not.toContain(
    earlier,
  );
  await second.typesCode('sanne@example.nl');
  expect(await statusIn(second)).toEqual([earlier, later].sort());
  await second.says(`ik wil mijn verzoek ${earlier} intrekken`);
  await second.says('ja');
  expect((await cardOf(use(), earlier)).status).toBe('withdrawn');
});

test('another proven address, also a plus-address of the same mailbox, shows nothing of it', async () => {
  const [first, plus] = [coreCustomer(use()), coreCustomer(use())];
  const number = await first.proves('Tim Bakker', 'tim@example.com');
  const own = await plus.proves('Tim Bakker', 'tim+shop@example.com');
  expect(await statusIn(plus)).toEqual([own]);
  expect(await statusIn(first)).toEqual([number]);
});
