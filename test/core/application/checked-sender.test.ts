import { beforeAll, describe, expect, test } from 'vitest';
import type { RequestDetail } from '../../../src/core/application/core-api.ts';
import { isOnFile } from '../../../src/core/application/is-on-file.ts';
import { type CardSending, updateCard } from '../../../src/core/application/update-card.ts';
import { renderCard } from '../../../src/core/text/render-card.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { coreMailer, type WrittenMail } from '../../support/core-mailer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { codeIn } from '../../support/running-desk.ts';
import { ARRIVED, mail, openShopMailbox } from '../../support/shop-mailbox.ts';
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

/** How many cards staff get of a request that nobody proved, when the jobs of now are done. */
async function cardsOf(request: { readonly id: string; readonly level: number } | undefined) {
  expect(request?.level).toBe(0);
  const { settings, core } = use();
  const jobs = (await use().jobs('update-card')).filter(({ data }) => data.requestId === request?.id);
  let announced = 0;
  const sent = { status: 'sent', externalId: `${request?.id}` } as const;
  const sending = {
    announcement: { text: 'Er is een verzoek.', link: 'https://balie.example.nl/balie' },
    render: async (detail: RequestDetail) =>
      renderCard(detail, {
        language: 'nl',
        deskUrl: 'https://balie.example.nl',
        shop: await core.desk.profile(),
      }),
    channel: {
      name: 'slack',
      start: async () => undefined,
      stop: async () => undefined,
      removeCard: async () => sent,
      tell: async () => {
        announced += 1;
        return sent;
      },
      updateCard: async () => sent,
    },
  } satisfies CardSending;
  for (const { data } of jobs) await updateCard(settings, sending, data.requestId ?? '');
  return announced;
}

test('a mail from an address on file has a card, also when nobody proved it is theirs (R29)', async () => {
  const { request } = await asked({
    authenticated: false,
    text: 'Verwijder al mijn gegevens.\n\nGroet,\nKim Klant',
  });
  expect(await cardsOf(request)).toBe(1);
  const after = await use().core.register.byNumber(request?.number ?? '', { via: 'cli', name: 'test' });
  expect(after?.history.map(({ type }) => type)).toContain('sender_known');
  expect((await use().core.register.verify()).broken).toBeNull();
});

test('anybody can write to the mailbox of the shop, so an address there is not on file (R8)', async () => {
  const { server, source, find } = await openShopMailbox();
  const { settings } = use();
  const from = (address: string) => mail({ From: address });
  server.arrives(from('vreemd@example.com'), ARRIVED);
  expect((await find([{ kind: 'email', value: 'vreemd@example.com', from: 'proven' }])).records).toHaveLength(
    1,
  );
  const asked = server.asked.length;
  const withMailbox: typeof settings = {
    ...settings,
    sources: (profile) => [source, ...settings.sources(profile)],
  };
  expect(await isOnFile(withMailbox, 'vreemd@example.com')).toBe(false);
  expect(await isOnFile(withMailbox, 'klant@example.com')).toBe(true);
  expect(server.asked).toHaveLength(asked);
});

test('a mail from another address has none before it is proven (R29)', async () => {
  const { request } = await asked({ authenticated: false, from: 'niemand@example.com' });
  expect(await cardsOf(request)).toBe(0);
});

test('an address on file that is typed in a chat makes no card: the typing tells nobody whose it is (R6, R29)', async () => {
  const number = await coreCustomer(use()).asks('Kim Klant', 'klant@example.com');
  const request = await use().core.register.byNumber(number, { via: 'cli', name: 'test' });
  expect(await cardsOf(request)).toBe(0);
});

test('a code goes to another address that is typed, also from a checked mail (R6)', async () => {
  const { said, request } = await asked({
    text: 'Ik wil graag een kopie van al mijn gegevens. Mijn adres is kim@example.org.\n\nGroet,\nKim Klant',
  });
  expect(said).toContain('code_sent');
  expect(request?.level).toBe(0);
});

describe('a code that was asked elsewhere is sent back by mail (R7)', () => {
  /** Somebody in a web chat, and the mail with the code for him. */
  async function waits(address: string) {
    const chat = coreCustomer(use());
    const number = await chat.asks('Roos Vink', address);
    const mail = (await use().core.desk.caughtMail(50)).find(({ to }) => to === address);
    const code = codeIn(mail);
    const request = () => use().core.register.byNumber(number, { via: 'cli', name: 'test' });
    const fields = [`In-Reply-To: <${mail?.id}@example.nl>`];
    return { chat, code, request, answer: { from: address, subject: `Re: ${mail?.subject}`, fields } };
  }

  const quoted = (code: string) =>
    `\n\nOp ma 3 nov 2025 om 10:12 schreef Privacybalie <privacy@example.nl>:\n> Dit is uw code:\n>\n> ${code}`;

  test.each([
    ['the code alone', (code: string) => code],
    [
      'the code among words',
      (code: string) => `Hallo, de code is ${code.slice(0, 3)} ${code.slice(3)}.\n\nGroet, Roos`,
    ],
    ['nothing above the quoted mail', quoted],
  ])(
    '%s counts where it was asked, of the mail only the code stands there, and no conversation begins',
    async (how, text) => {
      const { chat, code, request, answer } = await waits(`roos${how.length}@example.com`);
      const mail = { ...answer, text: text(code), id: `<${how.length}@example.com>` };
      const sent = await coreMailer(use()).sends(mail);
      expect(await chat.told('proven')).toBeDefined();
      expect(await request()).toMatchObject({ level: 1, email: answer.from });
      const written = (await chat.transcript()).flatMap((entry) =>
        entry.from === 'customer' ? [entry.text] : [],
      );
      expect(written.at(-1)).toBe('[code]');
      expect(await sent.transcript()).toEqual([]);
      expect((await coreMailer(use()).sends(mail)).status).toBe('duplicate');
    },
  );

  test.each([
    ['from another address', { from: 'ander@example.org' }, (code: string) => code],
    ['without the number of our mail', { fields: [] }, (code: string) => code],
    ['of a program', { fields: ['Auto-Submitted: auto-replied'] }, quoted],
    ['from who asked for nothing', {}, (code: string) => `Ik heb niet om gevraagd: ${code}`],
    ['with words above the quoted code', {}, (code: string) => `Wie bent u?${quoted(code)}`],
  ])('one %s counts for nothing and says nothing there (R12)', async (how, other, text) => {
    const { chat, code, request, answer } = await waits(`els${how.length}@example.com`);
    const before = await chat.transcript();
    await coreMailer(use()).sends({ ...answer, ...other, text: text(code) });
    expect(await chat.transcript()).toEqual(before);
    expect((await request())?.level).toBe(0);
  });

  test('a wrong one is told where it was asked, and the right one counts after it', async () => {
    const { chat, code, answer } = await waits('fout@example.com');
    const { sends } = coreMailer(use());
    await sends({ ...answer, text: code === '123456' ? '123457' : '123456' });
    expect(await chat.told('code_wrong')).toBeDefined();
    await sends({ ...answer, text: code });
    expect(await chat.told('proven')).toBeDefined();
  });
});
