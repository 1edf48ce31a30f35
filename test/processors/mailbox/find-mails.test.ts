import { expect, test } from 'vitest';
import type { SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { ARRIVED, fieldsOf, JAN, mail, NOW, openShopMailbox } from '../../support/shop-mailbox.ts';

const order = (value: string, from: SubjectKey['from'] = 'found'): SubjectKey => ({
  kind: 'orderNumber',
  value,
  from,
});

test('a mail is of the customer when the whole address stands on it, in whichever field, in whichever folder', async () => {
  const { server, find } = await openShopMailbox();
  const others = { From: 'piet@klant.example' };
  server.arrives(mail(), ARRIVED);
  server.arrives(mail({ ...others, Cc: 'JAN@Klant.example' }), ARRIVED);
  server.arrives(mail({ ...others, 'Reply-To': 'Jan <jan@klant.example>' }), ARRIVED);
  server.arrives(mail({ ...others, To: 'Vrienden: jan@klant.example, info@winkel.example;' }), ARRIVED);
  server.arrives(mail({ From: 'piet-jan@klant.example' }), ARRIVED);
  server.arrives(mail({ From: 'jan@klant.example.org' }), ARRIVED);
  server.arrives(mail({ ...others, To: '"jan@klant.example" <ander@klant.example>' }), ARRIVED, 'Trash');
  server.arrives(mail({ From: 'info@winkel.example', To: 'jan@klant.example' }), ARRIVED, 'Sent');
  server.arrives(
    mail({ From: 'info@winkel.example', To: '', Bcc: 'jan@klant.example' }),
    ARRIVED,
    'Klanten/Jan',
  );
  const { records, coverage } = await find();
  const certain = records.filter(({ confidence }) => confidence === undefined);
  expect(certain.map((record) => `${fieldsOf(record).folder} ${record.provenance.place}`)).toEqual([
    ...Array(4).fill('INBOX inbox'),
    'Sent sent',
    'Klanten/Jan folder',
  ]);
  // the name of a box is no address: that one waits for a person
  expect(
    records.filter(({ confidence }) => confidence === 'possible').map(({ provenance }) => provenance.place),
  ).toEqual(['trash']);
  expect(coverage).toEqual({ status: 'complete', scanned: 9, found: 7, provesAbsence: true });
});

test('nothing in the mailbox is marked, moved or opened for writing by a search', async () => {
  const { server, find } = await openShopMailbox();
  server.arrives(mail(), ARRIVED);
  server.arrives(mail(), ARRIVED, 'Sent');
  await find([JAN, order('W-1001')]);
  expect(server.asked.join('\n')).not.toMatch(/SELECT|STORE|BODY\[|EXPUNGE|COPY|MOVE|CREATE|APPEND/);
  expect([...server.folders.values()].flatMap(({ mails }) => mails.map(({ flags }) => flags.size))).toEqual([
    0, 0,
  ]);
});

test('a record has the words, and its file the bytes as they were received, under a name without a person', async () => {
  const { server, find } = await openShopMailbox();
  const raw = mail({
    Subject: '=?utf-8?q?Caf=C3=A9?=',
    'Message-ID': '<een@klant.example>',
    text: 'Één kaars.\n\n-- \nJan',
  });
  server.arrives(raw, ARRIVED);
  const { records, files } = await find();
  const [record] = records;
  expect(record && fieldsOf(record)).toEqual({
    date: '2026-03-02T09:00:00.000Z',
    from: 'Jan de Boer <jan@klant.example>',
    to: 'info@winkel.example',
    subject: 'Café',
    text: 'Één kaars.\n\n-- \nJan',
    folder: 'INBOX',
    messageId: '<een@klant.example>',
  });
  expect(record).toMatchObject({
    category: 'message',
    matchedBy: ['email'],
    hold: null,
    special: ['free_text'],
  });
  const bytes = Buffer.from(raw.replaceAll('\n', '\r\n'));
  expect(files.map(({ bytes: found }) => Buffer.from(found).equals(bytes))).toEqual([true]);
  expect(files[0]).toMatchObject({
    recordRef: record?.ref,
    name: `2026-03-02_1_${sha256(bytes).slice(0, 8)}.eml`,
    mediaType: 'message/rfc822',
  });
});

test('a reference is the same at every search, says nothing, and tells two copies in two folders apart', async () => {
  const { server, find } = await openShopMailbox();
  const raw = mail({ 'Message-ID': '<een@klant.example>' });
  server.arrives(raw, ARRIVED);
  server.arrives(raw, ARRIVED, 'Klanten/Jan');
  const refs = (await find()).records.map(({ ref }) => ref);
  expect((await find()).records.map(({ ref }) => ref)).toEqual(refs);
  expect(new Set(refs).size).toBe(2);
  expect(refs.join()).not.toMatch(/jan|klant|inbox/i);
});

test('who else is on a mail is marked, and offered as an address; the shop and the desk are nobody else', async () => {
  const { server, find } = await openShopMailbox();
  const own = 'info@winkel.example, Winkel@winkel.example';
  server.arrives(mail({ To: own }), ARRIVED);
  server.arrives(mail({ To: own, Cc: 'buur@klant.example' }), ARRIVED);
  const many = Array.from({ length: 9 }, (_, number) => `groep${number}@klant.example`);
  server.arrives(mail({ To: own, Cc: many.join(', ') }), ARRIVED);
  const { records, keys } = await find();
  expect(records.map(({ thirdParty, special }) => [thirdParty, special?.includes('third_party')])).toEqual([
    [false, false],
    [true, true],
    [true, true],
  ]);
  expect(keys).toEqual(['buur@klant.example']);
});

test('an order number or address among the words makes a mail possible, whole and never as a part of another', async () => {
  const { server, find } = await openShopMailbox();
  const notice = { From: 'melding@betaaldienst.example' };
  const words = [
    'Betaling voor W-1001 ontvangen',
    'Betaling voor W-10011 ontvangen',
    'Nummer 2024/W-1001',
    'Schrijf aan <jan@klant.example>.',
    'Schrijf aan piet.jan@klant.example',
  ];
  for (const text of words) server.arrives(mail({ ...notice, text }), ARRIVED);
  server.arrives(mail({ text: 'Mijn bestelling W-1001' }), ARRIVED);
  const html = '<style>W-1001</style><p>Jan<br>bestelde <b>W-1001</b>&nbsp;&amp; meer</p>';
  server.arrives(mail({ ...notice, 'Content-Type': 'text/html', text: html }), ARRIVED);
  const { records } = await find([JAN, order('W-1001')]);
  expect(records.map((record) => [fieldsOf(record).text, record.confidence, record.matchedBy])).toEqual([
    [words[0], 'possible', ['orderNumber']],
    [words[3], 'possible', ['email']],
    ['Mijn bestelling W-1001', undefined, ['email', 'orderNumber']],
    ['Jan\nbestelde W-1001 & meer', 'possible', ['orderNumber']],
  ]);
});

test('a name counts only once staff confirmed it, an address that was only found is never certain (R6, R11)', async () => {
  const { server, find } = await openShopMailbox();
  server.arrives(mail({ From: 'ander@klant.example', text: 'Groet van Jan  de Boer' }), ARRIVED);
  server.arrives(mail({ From: 'jansen@klant.example' }), ARRIVED);
  const name = (from: SubjectKey['from']): SubjectKey => ({ kind: 'name', value: 'Jan de Boer', from });
  const found: SubjectKey = { kind: 'email', value: 'jansen@klant.example', from: 'found' };
  expect((await find([name('found')])).records).toEqual([]);
  // the server compares signs: it does not know that two spaces are one
  server.arrives(mail({ From: 'ander@klant.example', text: 'Groet van Jan de Boer' }), ARRIVED);
  const { records } = await find([name('confirmed'), found]);
  expect(records.map(({ matchedBy, confidence }) => [matchedBy, confidence])).toEqual([
    [['email'], 'possible'],
    [['name'], 'possible'],
  ]);
});

test('a number of three signs stands in every mail: it is not searched, and that is said', async () => {
  const { server, find } = await openShopMailbox();
  server.arrives(mail({ text: 'Ik belde om 101 uur' }), ARRIVED);
  const { coverage } = await find([JAN, order('101')]);
  expect(coverage).toMatchObject({ status: 'partial', unsearched: ['mail_short_key'] });
});

test('a mail about an order or an invoice belongs to the administration for seven years, another one to nobody', async () => {
  const { server, find } = await openShopMailbox();
  const texts = [
    'Uw bestelling W-1001 is onderweg',
    'Factuur nr. 2026-0042',
    'Mijn ordernummer: 90210',
    'Ik bel u om 0612345678 over een kaars',
    'Wat kost een bestelling?',
  ];
  for (const text of texts) server.arrives(mail({ text }), ARRIVED);
  const late = { Date: 'Mon, 2 Mar 2099 10:00:00 +0100', text: 'Factuur 4711' };
  server.arrives(mail(late), ARRIVED);
  server.arrives(mail({ Date: 'Tue, 2 Mar 2010 10:00:00 +0100', text: 'Factuur 4711' }), ARRIVED);
  const holds = (await find()).records.map(({ hold }) => hold?.until ?? null);
  expect(holds).toEqual(['2033-12-31', '2033-12-31', '2033-12-31', null, null, '2033-12-31', '2017-12-31']);
});

test('mails of the desk are found among its own records, and not a second time in the mailbox of the shop', async () => {
  const { server, find } = await openShopMailbox();
  const desk = { From: 'privacy@balie.example', To: 'jan@klant.example' };
  server.arrives(mail(desk), ARRIVED);
  server.arrives(mail({ To: 'privacy+0123456789abcdef0123@balie.example' }), ARRIVED);
  server.arrives(mail({ 'Message-ID': '<0a1b@balie.example>' }), ARRIVED);
  server.arrives(mail(), ARRIVED);
  expect((await find()).records).toHaveLength(1);
});

test('folders without mails and those that show mails of other folders are not read; Gmail keeps some there only', async () => {
  const { server, find } = await openShopMailbox();
  server.folder('Klanten', '\\Noselect');
  server.folder('Alles', '\\All');
  server.arrives(mail(), ARRIVED, 'Alles');
  expect((await find()).coverage).toMatchObject({ status: 'complete', found: 0 });
  expect(server.asked.join('\n')).not.toMatch(/EXAMINE "?(?:Alles|Klanten)/);
  server.capabilities.add('X-GM-EXT-1');
  expect((await find()).coverage).toMatchObject({ status: 'partial', unsearched: ['mail_all'] });
});

test('however many mails, each is fetched and told alone, and who waits hears how far it is', async () => {
  const { server, find } = await openShopMailbox();
  const count = 1_000;
  for (let number = 0; number < count; number += 1) server.arrives(mail({ Subject: `Vraag ${number}` }), NOW);
  const { findings, records, coverage } = await find();
  expect(records).toHaveLength(count);
  expect(coverage).toMatchObject({ status: 'complete', scanned: count, found: count });
  const told = findings.flatMap((finding) => (finding.type === 'progress' ? [finding.scanned] : []));
  expect(told).toEqual([300, 500, 800, 1_000]);
  // a hundred in one question
  expect(server.asked.filter((command) => command.startsWith('UID FETCH'))).toHaveLength(10);
});
