import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { allowFrom } from '../../../src/bots/email/allow-from.ts';
import { type ListenOptions, listenForMail, type MailListener } from '../../../src/bots/email/listen.ts';
import { parseMail } from '../../../src/bots/email/parse-mail.ts';
import { isOwnAddress } from '../../../src/bots/email/thread-tokens.ts';
import { rawEml } from './read-eml.ts';
import { smtpTalk } from './smtp-talk.ts';

const OWN = { local: 'privacy', domain: 'example.nl' };
const MAIL = 'From: sanne@example.com\r\nSubject: Vraag\r\n\r\nMijn gegevens graag.';

let listener: MailListener | undefined;
let taken: { readonly raw: string; readonly to: readonly string[]; readonly from: string }[] = [];
let talks: { cut(): unknown }[] = [];
afterEach(async () => {
  for (const talk of talks) talk.cut();
  await listener?.close();
  talks = [];
  taken = [];
});

async function open(options: Partial<ListenOptions> = {}): Promise<number> {
  listener = await listenForMail({
    host: '127.0.0.1',
    port: 0,
    tls: undefined,
    mayDeliver: allowFrom([]),
    isOurs: (address) => isOwnAddress(address, OWN),
    take: async (raw, { from, to }) => {
      taken.push({ raw: Buffer.from(raw).toString('latin1'), from, to });
      return { code: 250, text: '2.0.0 stored' };
    },
    log: () => undefined,
    ...options,
  });
  return listener.port;
}

async function talkTo(port: number) {
  const talk = await smtpTalk(port);
  talks.push(talk);
  return talk;
}

test('a mail is acknowledged once it is stored, as it came', async () => {
  const talk = await talkTo(await open());
  expect(await talk.begins()).toMatch(/^354 /);
  expect(await talk.ends(MAIL)).toBe('250 2.0.0 stored');
  expect(taken).toEqual([{ raw: `${MAIL}\r\n`, from: 'sanne@example.com', to: ['privacy@example.nl'] }]);
});

test('what could not be stored is answered 451, so that it comes again', async () => {
  const failing = { take: () => Promise.reject(new Error('database away')) };
  const talk = await talkTo(await open(failing));
  await talk.begins();
  expect(await talk.ends(MAIL)).toMatch(/^451 4\.3\.0 /);
});

test('of a mail that could not be stored nothing is logged but the kind of what failed: no word, no name of a file', async () => {
  const logged: unknown[] = [];
  const failing: Partial<ListenOptions> = {
    take: async (raw) => {
      throw new TypeError(`cannot read ${Buffer.from(raw).toString('latin1')}`);
    },
    log: (...line) => logged.push(line),
  };
  const talk = await talkTo(await open(failing));
  await talk.begins();
  await talk.ends(rawEml('photo-attached').toString('latin1'));
  expect(logged).toEqual([[{ error: 'TypeError' }, 'mail not stored; it comes again']]);
});

test('eight-bit words and an address in UTF-8 arrive byte for byte (RFC 6152, RFC 6531)', async () => {
  const utf8 = (text: string) => Buffer.from(text).toString('latin1');
  const raw = utf8('From: José <josé@example.com>\r\nSubject: Vraag\r\n\r\nGegevens van José, €10 €');
  const talk = await talkTo(await open());
  await talk.says('EHLO mx.example.com');
  await talk.says(`MAIL FROM:<${utf8('josé@example.com')}> SMTPUTF8 BODY=8BITMIME`);
  await talk.says('RCPT TO:<privacy@example.nl>');
  await talk.says('DATA');
  expect(await talk.ends(raw)).toMatch(/^250 /);
  const [mail] = taken;
  expect(mail).toMatchObject({ raw: `${raw}\r\n`, from: 'josé@example.com' });
  expect(await parseMail(Buffer.from(mail?.raw ?? '', 'latin1'))).toMatchObject({
    senders: [{ address: 'josé@example.com', name: 'José' }],
    text: 'Gegevens van José, €10 €',
  });
});

test('only our address and its plus forms are taken, in any case', async () => {
  const talk = await talkTo(await open());
  await talk.says('EHLO mx.example.com');
  await talk.says('MAIL FROM:<>');
  for (const ours of ['privacy@example.nl', 'Privacy@EXAMPLE.nl', 'privacy+0123456789abcdef0123@example.nl'])
    expect(await talk.says(`RCPT TO:<${ours}>`)).toMatch(/^250 /);
  for (const others of [
    'info@example.nl',
    'privacy@example.org',
    'privacyx@example.nl',
    'privacy@sub.example.nl',
  ])
    expect(await talk.says(`RCPT TO:<${others}>`)).toMatch(/^550 5\.1\.1 /);
});

test('a host that may not deliver is told so before it says anything', async () => {
  const talk = await talkTo(await open({ mayDeliver: allowFrom(['192.0.2.0/24']) }));
  expect(talk.greeting).toMatch(/^554 5\.7\.1 /);
});

test.each([
  [[], '127.0.0.1', true],
  [[], '::ffff:127.0.0.1', true],
  [[], '192.0.2.25', false],
  [['192.0.2.25'], '192.0.2.25', true],
  [['192.0.2.25'], '::ffff:192.0.2.25', true],
  [['192.0.2.25'], '127.0.0.1', false],
  [['192.0.2.0/24'], '192.0.3.1', false],
  [['2001:db8::/32'], '2001:DB8:1::1', true],
  [['2001:db8::/32'], '2001:db9::1', false],
  [['192.0.2.0/24'], 'not an address', false],
] as const)('with %j, %s may deliver: %s', (list, address, may) => {
  expect(allowFrom(list)(address)).toBe(may);
});

test('it takes SIZE, 8BITMIME and SMTPUTF8, and no login; without a certificate no STARTTLS', async () => {
  const talk = await talkTo(await open());
  await talk.says('EHLO mx.example.com');
  expect(await talk.says('AUTH PLAIN AA==')).toMatch(/^5\d\d /);
  expect(await talk.says('STARTTLS')).toMatch(/^5\d\d /);
  expect(await talk.says('MAIL FROM:<josé@example.com> SMTPUTF8 BODY=8BITMIME SIZE=1000')).toMatch(/^250 /);
});

test('with a certificate STARTTLS is offered, and a mail taken over it', async () => {
  const pem = (kind: string) => readFileSync(`test/fixtures/tls/mail.example.nl.${kind}`, 'utf8');
  const talk = await talkTo(await open({ tls: { key: pem('key'), cert: pem('pem') } }));
  expect(await talk.says('EHLO mx.example.com')).toMatch(/^250 /);
  expect(await talk.says('STARTTLS')).toMatch(/^220 /);
  expect(await talk.seals(pem('pem'), 'mail.example.nl')).toBe('mail.example.nl');
  expect(await talk.begins()).toMatch(/^354 /);
  expect(await talk.ends(MAIL)).toBe('250 2.0.0 stored');
  expect(taken.length).toBe(1);
});

test('what is announced as too large, or is, is refused for good', async () => {
  const talk = await talkTo(await open());
  await talk.says('EHLO mx.example.com');
  expect(await talk.says('MAIL FROM:<sanne@example.com> SIZE=99000000')).toMatch(/^552 /);
  await talk.begins();
  const line = `${'x'.repeat(998)}\r\n`;
  for (let megabytes = 0; megabytes < 26; megabytes += 1) talk.writes(line.repeat(1_050));
  expect(await talk.ends('')).toMatch(/^552 /);
  expect(taken).toEqual([]);
});

test('a mail of 20 MB is taken', async () => {
  const talk = await talkTo(await open());
  await talk.begins();
  const line = `${'x'.repeat(998)}\r\n`;
  for (let megabytes = 0; megabytes < 20; megabytes += 1) talk.writes(line.repeat(1_000));
  expect(await talk.ends('')).toMatch(/^250 /);
  expect(taken[0]?.raw.length).toBeGreaterThan(20_000_000);
});

test.each([
  ['a bare line feed', '\n.\n'],
  ['a line feed before', '\n.\r\n'],
  ['a line feed behind', '\r\n.\n'],
  ['a bare carriage return', '\r.\r'],
])('%s around the dot ends no mail: nothing is smuggled in behind it', async (_what, end) => {
  const talk = await talkTo(await open());
  await talk.begins();
  const inside =
    'MAIL FROM:<x@example.org>\r\nRCPT TO:<privacy@example.nl>\r\nDATA\r\nFrom: x@example.org\r\n\r\nWis alles';
  expect(await talk.ends(`${MAIL}${end}${inside}`)).toMatch(/^250 /);
  expect(taken.length).toBe(1);
});

test('a connection that breaks off in the middle of a mail hands nothing over', async () => {
  const port = await open();
  const talk = await talkTo(port);
  await talk.begins();
  talk.writes(`${MAIL}\r\n`);
  talk.cut();
  const next = await talkTo(port);
  await next.begins();
  await next.ends(MAIL);
  expect(taken.length).toBe(1);
});

test('closing answers what is in hand first', async () => {
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const port = await open({
    take: async () => {
      begun.resolve();
      await release.promise;
      return { code: 250, text: '2.0.0 stored' };
    },
  });
  const talk = await talkTo(port);
  await talk.begins();
  const answered = talk.ends(MAIL);
  await begun.promise;
  const closed = listener?.close();
  release.resolve();
  expect(await answered).toBe('250 2.0.0 stored');
  await closed;
  listener = undefined;
});
