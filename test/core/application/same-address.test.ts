import { expect, test } from 'vitest';
import { tellOwnChat } from '../../../src/core/application/tell-own-chat.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { type CoreCustomer, cardOf, coreCustomer } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

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

/** Two chats that proved one mailbox, each with a request under a right of its own. */
async function twoChats(
  address: string,
  names: readonly [string, string],
  words = 'Verwijder al mijn gegevens',
) {
  const [first, second] = [coreCustomer(use()), coreCustomer(use(), 'telegram')];
  const theirs = await first.proves(names[0], address);
  const own = await second.proves(names[1], address, words);
  return { first, theirs, second, own };
}

/** What stands in the way of seeing and ending `theirs` from the second chat. */
async function expectApart(second: CoreCustomer, theirs: string, own: string): Promise<void> {
  expect(await statusIn(second)).toEqual([own]);
  const before = await cardOf(use(), theirs);
  await second.says(`ik wil mijn verzoek ${theirs} intrekken`);
  await second.says('ja');
  expect((await cardOf(use(), theirs)).status).toBe(before.status);
  expect(JSON.stringify((await second.transcript()).filter(({ from }) => from === 'desk'))).not.toContain(
    theirs,
  );
}

test('who reads the same mailbox under another name sees and ends nothing of it (R11)', async () => {
  const { theirs, second, own } = await twoChats('huis@example.nl', ['Piet Vis', 'Marie Kok']);
  await expectApart(second, theirs, own);
});

test('a request for somebody else stays in its own chat, whoever proved that mailbox', async () => {
  const { theirs, second, own } = await twoChats('samen@example.nl', ['Sanne de Vries', 'Sanne de Vries']);
  await use().sql.query(
    `UPDATE "PrivacyRequest" SET "state" = "state" || '{"forOther":true}' WHERE "number" = $1`,
    [theirs],
  );
  await expectApart(second, theirs, own);
});

test('what is changed from another chat is heard in its own, once, and nothing is repeated where it was said', async () => {
  const { first, theirs, second } = await twoChats('mia@example.nl', ['Mia Prins', 'Mia Prins']);
  const heard = async (chat: CoreCustomer) =>
    (await chat.transcript()).flatMap((entry) =>
      entry.from === 'desk' && entry.message.kind === 'changed_elsewhere' ? [entry.message] : [],
    );
  await second.says(`ik wil mijn verzoek ${theirs} intrekken`);
  await second.says('ja');
  await workOff(use());
  const { id } = await cardOf(use(), theirs);
  await tellOwnChat(use().settings, asId(id));
  const stopped = { kind: 'changed_elsewhere', number: theirs, what: 'withdrawn' };
  expect(await heard(first)).toEqual([stopped]);
  use().clock.advance(DAY);
  await second.says('Wat bewaren jullie van mij?');
  await workOff(use());
  expect((await cardOf(use(), theirs)).status).toBe('awaiting_approval');
  expect(await heard(first)).toEqual([stopped, { ...stopped, what: 'reopened' }]);
  expect(await heard(second)).toEqual([]);
});

test('an initial sees nothing of a name it may stand for, once two people read the mailbox', async () => {
  const { theirs, second, own } = await twoChats('thuis@example.nl', ['Jan de Vries', 'J. de Vries']);
  expect(await statusIn(second)).toEqual([theirs, own].sort());
  await coreCustomer(use()).proves('Johanna de Vries', 'thuis@example.nl');
  expect(await statusIn(second)).toEqual([own]);
});
