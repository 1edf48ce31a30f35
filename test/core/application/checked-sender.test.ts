import { beforeAll, expect, test } from 'vitest';
import { coreMailer, type WrittenMail } from '../../support/core-mailer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

beforeAll(async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const content = Buffer.from('nr;dag;mail\r\n1;2026-01-02;klant@example.com\r\n');
  const dropped = await core.sources.upload('jouwweb', { name: 'orders.csv', content }, by);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  await core.sources.confirmColumns('jouwweb', dropped.value.id, ['orderNumber', 'orderDate', 'email'], by);
});

/** What the desk answered to a mail, and how its request stands. */
async function asked(mail: Partial<WrittenMail>) {
  const { sends } = coreMailer(use());
  const { transcript } = await sends({
    from: 'klant@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nKim Klant',
    authenticated: true,
    ...mail,
  });
  const messages = (await transcript()).flatMap((entry) => (entry.from === 'desk' ? [entry.message] : []));
  const receipt = messages.find((message) => message.kind === 'receipt');
  const number = receipt?.kind === 'receipt' ? receipt.number : '';
  const request = await use().core.register.byNumber(number, { via: 'cli', name: 'test' });
  return { said: messages.map(({ kind }) => kind), request };
}

test('a checked mail from the address on file proves the mailbox for access, without a code (R8)', async () => {
  const { said, request } = await asked({});
  expect(said).toContain('proven');
  expect(said).not.toContain('code_sent');
  expect(request).toMatchObject({ right: 'access', level: 1, email: 'klant@example.com' });
  expect(request?.history.map(({ type }) => type)).toContain('proven');
  expect((await use().core.register.verify()).broken).toBeNull();
});

test.each([
  ['a mail that was not checked', { authenticated: false }],
  ['an address that the shop does not have', { from: 'vreemd@example.com' }],
  ['another right than access', { text: 'Verwijder al mijn gegevens.\n\nGroet,\nKim Klant' }],
  [
    'somebody who asks for another',
    { text: 'Ik wil namens mijn moeder een kopie van haar gegevens.\n\nGroet,\nKim Klant' },
  ],
  ['a list', { fields: ['List-Id: <lijst.example.com>'] }],
])('%s proves nothing by itself', async (_what, mail) => {
  const { said, request } = await asked(mail);
  expect(said).not.toContain('proven');
  expect(request?.level ?? 0).toBe(0);
});

test('a code goes to another address that is typed, also from a checked mail (R6)', async () => {
  const { said, request } = await asked({
    text: 'Ik wil graag een kopie van al mijn gegevens. Mijn adres is kim@example.org.\n\nGroet,\nKim Klant',
  });
  expect(said).toContain('code_sent');
  expect(request?.level).toBe(0);
});
