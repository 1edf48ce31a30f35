import { expect, test } from 'vitest';
import { createEmailChannel, type EmailSettings } from '../../../src/bots/email/bot.ts';
import { openImapMailbox } from '../../../src/bots/email/imap-mailbox.ts';
import { addressWithTag, ownAddressOf } from '../../../src/bots/email/thread-tokens.ts';
import type { Receive } from '../../../src/core/conversation/channel.ts';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { mailChannelWords } from '../../../src/core/text/mail-channel-words.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { newImapServer } from '../../support/imap-server.ts';
import { useCore } from '../../support/use-core.ts';
import { smtpTalk } from './smtp-talk.ts';

const use = useCore();

const MAIL = [
  'From: Sanne de Vries <sanne@example.com>',
  'To: privacy@example.nl',
  'Subject: Inzageverzoek',
  'Message-ID: <broken-off@example.com>',
  '',
  'Ik wil graag een kopie van al mijn gegevens.',
].join('\r\n');

const SETTINGS: Omit<EmailSettings, 'listen' | 'mailbox'> = {
  from: 'privacy@example.nl',
  tls: undefined,
  allowFrom: [],
  authenticated: async () => false,
  mailer: { send: async () => ({ status: 'sent', messageId: '<1@example.nl>' }) },
  words: mailChannelWords({ demo: true }),
  log: { warn: () => undefined },
};

test('a mail that was stored while the connection broke off before 250 comes again, and is taken once', async () => {
  const { core, clock } = use();
  let cut: (() => unknown) | undefined;
  const channel = createEmailChannel(
    {
      ...SETTINGS,
      listen: { host: '127.0.0.1', port: 0 },
    },
    clock,
  );
  const receipts: string[] = [];
  await channel.start(async (message) => {
    const receipt = await core.receive(message);
    receipts.push(receipt.status);
    // committed; the sender never hears so
    cut?.();
    return receipt;
  });
  const port = channel.port ?? 0;

  const first = await smtpTalk(port);
  cut = first.cut;
  await first.begins();
  expect(await first.ends(MAIL)).toBe('');
  cut = undefined;
  const again = await smtpTalk(port);
  await again.begins();
  expect(await again.ends(MAIL)).toBe('250 2.0.0 stored');
  again.cut();
  await channel.stop();

  expect(receipts).toEqual(['stored', 'duplicate']);
  const requests = await core.desk.requests('open');
  expect(requests.map(({ right, channel: from }) => [right, from])).toEqual([['access', 'email']]);
  const { rows } = await use().sql.query('SELECT count(*)::int AS n FROM "Conversation"');
  expect(rows).toEqual([{ n: 1 }]);
});

/** The channel on a mailbox, until this many mails were looked at; what the core said of each. */
async function follows(
  server: ReturnType<typeof newImapServer>,
  mails: number,
  { killed = false, shared = false } = {},
) {
  const { core, clock } = use();
  const receipts: string[] = [];
  const address = { url: new Redacted(server.url), readOnly: shared };
  const channel = createEmailChannel(
    {
      ...SETTINGS,
      mailbox: { name: 'mailbox', shared, plusAddresses: false, open: () => openImapMailbox(address) },
    },
    clock,
  );
  const dead = async () => {
    throw new Error('killed');
  };
  let seen = 0;
  const receive: Receive = async (message) => {
    const receipt = await core.receive(message);
    receipts.push(receipt.status);
    return receipt;
  };
  const places = killed ? { ...core.mailboxes, readTo: dead } : core.mailboxes;
  await channel.start(receive, {
    ...places,
    async readTo(...reached) {
      seen += 1;
      await places.readTo(...reached);
    },
    async leave(...mail) {
      seen += 1;
      await places.leave(...mail);
    },
    async copied(...mail) {
      seen += 1;
      await places.copied(...mail);
    },
  });
  await expect.poll(() => seen).toBeGreaterThanOrEqual(mails);
  await channel.stop();
  return receipts;
}

test('a mail in a mailbox that was stored before the process was killed is read again, and taken once', async () => {
  const { core, clock, sql } = use();
  const server = newImapServer();
  await server.start();
  await core.mailboxes.readTo('mailbox', {
    uidValidity: '41',
    lastUid: 0,
    lastArrival: null,
    leftUntil: null,
  });
  const arrivedAt = after(clock.now(), -12 * DAY);
  server.arrives(MAIL.replaceAll('broken-off', 'killed').replaceAll('sanne@', 'kees@'), arrivedAt);
  expect(await follows(server, 1, { killed: true })).toEqual(['stored']);
  expect(await core.mailboxes.place('mailbox')).toMatchObject({ lastUid: 0 });
  expect(server.mails[0]?.flags).toEqual(new Set());

  expect(await follows(server, 1)).toEqual(['duplicate']);
  expect(await core.mailboxes.place('mailbox')).toMatchObject({ lastUid: 1 });
  await server.stop();
  // it counts from its arrival in the mailbox, however long ago
  const { rows } = await sql.query('SELECT "receivedAt" FROM "PrivacyRequest" ORDER BY "receivedAt" LIMIT 1');
  expect(rows[0].receivedAt.getTime()).toBe(Math.floor(arrivedAt.getTime() / 1_000) * 1_000);
});

test('a place never goes back under the numbers that it was read with, and begins anew under others', async () => {
  const { mailboxes } = use().core;
  const [early, late] = [new Date('2026-11-01T10:00:00Z'), new Date('2026-11-02T10:00:00Z')];
  await mailboxes.readTo('two', { uidValidity: '1', lastUid: 9, lastArrival: late, leftUntil: null });
  await mailboxes.readTo('two', { uidValidity: '1', lastUid: 4, lastArrival: early, leftUntil: null });
  expect(await mailboxes.place('two')).toEqual({
    uidValidity: '1',
    lastUid: 9,
    lastArrival: late,
    leftUntil: null,
  });
  await mailboxes.readTo('two', { uidValidity: '2', lastUid: 4, lastArrival: early, leftUntil: null });
  expect(await mailboxes.place('two')).toEqual({
    uidValidity: '2',
    lastUid: 4,
    lastArrival: late,
    leftUntil: null,
  });
});

test('a mailbox hears when another one was last read to its end', async () => {
  const { mailboxes } = use().core;
  await use().sql.query('DELETE FROM "MailboxPlace"');
  await mailboxes.readTo('old', { uidValidity: '1', lastUid: 1, lastArrival: null, leftUntil: null });
  expect(await mailboxes.othersRead('new')).toBeUndefined();
  await mailboxes.looked('old');
  const now = use().clock.now().getTime();
  expect(now - ((await mailboxes.othersRead('new'))?.getTime() ?? 0)).toBeLessThan(60_000);
  expect(await mailboxes.othersRead('old')).toBeUndefined();
  await use().sql.query('DELETE FROM "MailboxPlace"');
});

test('a mail in the mailbox that cannot be read is told to staff once, without a word of it', async () => {
  const { core, clock, sql } = use();
  const server = newImapServer();
  await server.start();
  await core.mailboxes.readTo('mailbox', {
    uidValidity: '41',
    lastUid: 0,
    lastArrival: null,
    leftUntil: null,
  });
  const two = MAIL.replace('From: ', 'From: Piet <piet@example.org>\r\nFrom: ');
  await sql.query('DELETE FROM "MailboxPlace"');
  server.arrives(two, clock.now());
  await follows(server, 2);
  await sql.query('DELETE FROM "MailboxPlace"');
  await follows(server, 2);
  await server.stop();
  const left = (await core.desk.tasks('open')).filter(({ kind }) => kind === 'mailbox_mail');
  expect(left.map(({ params }) => params)).toEqual([
    { at: expect.any(String), sender: 'p…@example.org', reason: 'unreadable' },
  ]);
  expect(server.mails[0]?.flags).toEqual(new Set());
});

test('of the mailbox of a shop only requests are kept, doubt is a task, and nothing in it is touched', async () => {
  const { core, clock, sql } = use();
  const now = clock.now();
  const server = newImapServer();
  await server.start();
  await sql.query('DELETE FROM "MailboxPlace"');
  await core.mailboxes.readTo('mailbox', {
    uidValidity: '41',
    lastUid: 0,
    lastArrival: null,
    leftUntil: null,
  });
  const write = (id: string, subject: string, words: string, days: number) =>
    server.arrives(
      `From: ${id}@example.com\nTo: info@example.nl\nSubject: ${subject}\nMessage-ID: <${id}@example.com>\n\n${words}\n`,
      after(now, -days * DAY),
    );
  write('order', 'Bestelling 10234', 'Hallo, wanneer wordt mijn bestelling geleverd?', 3);
  write('asks', 'Mijn gegevens', 'Ik wil graag een kopie van al mijn gegevens.', 2);
  write('perhaps', 'Vraag', 'Verkopen jullie mijn e-mailadres door?', 1);
  // an alarm of the desk itself to staff whose mailbox this is
  const alarm = '01234567-89ab-4cde-8f01-23456789abcd@example.nl';
  server.arrives(
    `From: privacy@example.nl\nAuto-Submitted: auto-generated\nMessage-ID: <${alarm}>\n\nVerwijder mijn gegevens.\n`,
    clock.now(),
  );
  // another program of the same domain
  server.arrives(`From: form@example.nl\nMessage-ID: <1${alarm.slice(1)}>\n\nVerwijder mijn account.\n`, now);
  expect(await follows(server, 5, { shared: true })).toEqual(['stored', 'stored']);
  await server.stop();

  const tasks = (await core.desk.tasks('open')).filter(({ params }) => params.reason === 'doubt');
  expect(tasks.map(({ kind, params }) => [kind, params.sender])).toEqual([
    ['mailbox_mail', 'p…@example.com'],
  ]);
  expect(JSON.stringify(tasks)).not.toContain('e-mailadres');
  const { rows } = await sql.query('SELECT "receivedAt" FROM "PrivacyRequest"');
  // the server tells seconds
  const times = rows.map(({ receivedAt }) => Math.floor(receivedAt.getTime() / 1_000));
  expect(times).toContain(Math.floor(after(now, -2 * DAY).getTime() / 1_000));
  expect(server.mails.every(({ flags }) => flags.size === 0)).toBe(true);
  expect(server.asked.join()).not.toMatch(/SELECT|STORE/);
});

test('a mail in doubt that a person confirmed is copied from where it lies, with the date of its arrival', async () => {
  const { core, clock, sql } = use();
  const now = clock.now();
  const by = await staffActor(core, 'noor@example.nl');
  const server = newImapServer();
  await server.start();
  await sql.query('DELETE FROM "MailboxPlace"');
  await core.mailboxes.readTo('mailbox', {
    uidValidity: '41',
    lastUid: 0,
    lastArrival: null,
    leftUntil: null,
  });
  const doubt = 'From: doubt@example.com\nSubject: Vraag\n\nVerkopen jullie mijn e-mailadres door?\n';
  server.arrives(doubt, after(now, -20 * DAY));
  await follows(server, 1, { shared: true });
  const waiting = async () =>
    (await core.desk.tasks('open')).find(({ params }) => params.sender === 'd…@example.com');
  const task = await waiting();
  expect(task?.params.reason).toBe('doubt');

  expect(await core.desk.confirmMail(task?.id ?? '', by)).toMatchObject({ ok: true });
  expect(await follows(server, 1, { shared: true })).toEqual(['stored']);
  await server.stop();
  expect(await waiting()).toBeUndefined();
  expect(await core.desk.confirmMail(task?.id ?? '', by)).toMatchObject({
    refusal: { code: 'task.already_done' },
  });
  const { rows } = await sql.query('SELECT min("at") AS at FROM "Message" WHERE "direction" = $1', ['in']);
  expect(rows[0].at.getTime()).toBe(Math.floor(after(now, -20 * DAY).getTime() / 1_000) * 1_000);
  expect(server.mails[0]?.flags.size).toBe(0);
});

test('a mailbox that cannot be read is one task for staff, which ends when it can be again', async () => {
  const { core } = use();
  const closed = async () =>
    (await core.desk.tasks('open')).flatMap(({ kind, params }) =>
      kind === 'mailbox_closed' ? [params.reason] : [],
    );
  await core.mailboxes.closed('mailbox', 'imap_login');
  await core.mailboxes.closed('mailbox', 'imap_unreachable');
  expect(await closed()).toEqual(['imap_login']);
  await core.mailboxes.opened('mailbox');
  expect(await closed()).toEqual([]);
});

test('the address for an answer names the conversation and nobody', () => {
  const own = ownAddressOf('Privacybalie <Privacy@Example.nl>');
  expect(addressWithTag(own, 'a'.repeat(20))).toBe(`privacy+${'a'.repeat(20)}@example.nl`);
});
