import { ImapFlow } from 'imapflow';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openImapMailbox } from '../../src/bots/email/imap-mailbox.ts';
import { MailboxClosed } from '../../src/bots/email/mailbox.ts';
import type { Environment } from '../../src/config.ts';
import type { Change, FoundRecord } from '../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { shopMailbox } from '../../src/processors/mailbox/mailbox.ts';
import { type MailLab, startMailLab } from '../support/mail-lab/mail-lab.ts';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { fieldsOf, JAN, mail, NOW } from '../support/shop-mailbox.ts';

let lab: MailLab;
beforeAll(async () => {
  lab = await startMailLab();
});
afterAll(() => lab.stop());

const ASKED = 'Ik wil graag een kopie van alle gegevens die jullie van mij hebben.\n\nGroet,\nJan de Boer';

/** A desk whose mail leaves by Postfix, and whose name server is nobody. */
async function withDesk(variables: Environment, work: (desk: DeskUnderTest) => Promise<void>) {
  const desk = await startTestDesk({
    SMTP_URL: `smtp://127.0.0.1:${lab.ports.smtp}`,
    MAIL_DNS: '127.0.0.1:1',
    ...variables,
  });
  try {
    await work(desk);
  } finally {
    await desk.stop();
  }
}

/** Hands a mail to Postfix, as the program of a customer does. */
async function sends(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: lab.ports.smtp, ignoreTLS: true });
  await transport.sendMail({ subject: 'Inzageverzoek', text: ASKED, ...mail });
  transport.close();
}

/** What lies in somebody's mailbox, oldest first. */
async function inbox(user: string) {
  const { hostname: host, port } = new URL(lab.imapUrl(user));
  const client = new ImapFlow({
    host,
    port: Number(port),
    auth: { user, pass: 'geheim' },
    doSTARTTLS: false,
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const rows = await client.fetchAll('1:*', { envelope: true, flags: true, source: true });
  await client.logout();
  return rows.map(({ envelope, flags, source }) => ({
    subject: envelope?.subject ?? '',
    replyTo: envelope?.replyTo?.[0]?.address ?? '',
    messageId: envelope?.messageId ?? '',
    seen: flags?.has('\\Seen') ?? false,
    text: decoded(source?.toString() ?? ''),
  }));
}

function decoded(raw: string): string {
  const bytes = raw.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex) => `%${hex}`);
  return bytes.replace(/(?:%[0-9A-F]{2})+/g, (hexes) => decodeURIComponent(hexes));
}

const requests = (desk: DeskUnderTest) => desk.core().desk.requests('open');
const asMany = (desk: DeskUnderTest, count: number) =>
  eventually(async () => {
    const open = await requests(desk);
    return open.length >= count ? open : undefined;
  }, `${count} requests`);

/** Until the desk has seen what lay in its mailbox. */
async function firstLook({ connectionString }: DeskUnderTest): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await eventually(
    async () => (await client.query('SELECT 1 FROM "MailboxPlace"')).rows[0],
    'the first look',
  );
  await client.end();
}

test('a customer asks through Postfix, finds the answer in Dovecot, and proves the mailbox by answering it', async () => {
  const from = 'Jan de Boer <jan@klant.example>';
  const listens = {
    MAIL_FROM: 'Privacybalie <privacy@balie.example>',
    MAIL_LISTEN: `127.0.0.1:${lab.ports.desk}`,
    MAIL_TLS_KEY: 'test/fixtures/tls/mail.example.nl.key',
    MAIL_TLS_CERT: 'test/fixtures/tls/mail.example.nl.pem',
  };
  await withDesk(listens, async (desk) => {
    await sends({ from, to: 'privacy@balie.example', messageId: '<asked@klant.example>' });
    const mails = await eventually(async () => {
      const found = await inbox('jan');
      return found.length >= 2 ? found : undefined;
    }, 'two mails of the desk');
    const code = mails.find(({ text }) => /^\d{6}\s*$/m.test(text));
    const answer = mails.find((mail) => mail !== code);
    expect(answer?.text).toContain('In-Reply-To: <asked@klant.example>');
    expect(answer?.replyTo).toMatch(/^privacy\+[0-9a-f]{20}@balie\.example$/);
    const [six = ''] = /^\d{6}/m.exec(code?.text ?? '') ?? [];

    await sends({
      from,
      to: answer?.replyTo,
      subject: `Re: ${answer?.subject}`,
      inReplyTo: answer?.messageId,
      text: `${six}\n`,
    });
    await eventually(async () => (await inbox('jan'))[2], 'the thanks for the code');
    expect(await requests(desk)).toMatchObject([{ right: 'access', channel: 'email', level: 1 }]);

    // nobody of this name has a mailbox: Postfix takes the answer, Dovecot refuses it, and the report comes back
    await sends({ from: 'weg@klant.example', to: 'privacy@balie.example' });
    const failed = await eventually(async () => {
      const tasks = await desk.core().desk.tasks('open');
      return tasks.find(({ kind }) => kind === 'delivery_failed');
    }, 'the report of a mail that came back');
    expect(failed.params.reason).toBe('bounced');
  });
});

test('a mailbox in Dovecot is followed through restarts and new numbers: none lost, none twice', async () => {
  const follows = {
    MAIL_FROM: 'Balie <balie@klant.example>',
    MAIL_IMAP_URL: lab.imapUrl('balie'),
  };
  const asks = (name: string) => sends({ from: `${name}@klant.example`, to: 'balie@klant.example' });
  await withDesk(follows, async (desk) => {
    await asks('een');
    await asMany(desk, 1);
    await eventually(
      async () => ((await inbox('balie')).every(({ seen }) => seen) ? true : undefined),
      'marked',
    );

    await lab.stopDovecot();
    await asks('twee');
    await lab.startDovecot();
    await asMany(desk, 2);

    await lab.renumber('balie', 77_777_777);
    await asks('drie');
    await asMany(desk, 3);

    await desk.restart();
    await asks('vier');
    const open = await asMany(desk, 4);
    expect(open).toHaveLength(4);
    const lying = (await inbox('balie')).filter(({ subject }) => subject === 'Inzageverzoek');
    expect(lying).toHaveLength(4);
  });
});

test('in the mailbox of the shop a request is taken and nothing is marked', async () => {
  const follows = {
    MAIL_FROM: 'Winkel <info@klant.example>',
    MAIL_IMAP_URL: lab.imapUrl('info'),
    MAIL_SHARED: '1',
  };
  await sends({ from: 'oud@klant.example', to: 'info@klant.example' });
  await eventually(async () => (await inbox('info'))[0], 'a mail of before');
  await withDesk(follows, async (desk) => {
    const order = { subject: 'Bestelling', text: 'Wanneer wordt mijn bestelling geleverd?' };
    await firstLook(desk);
    await sends({ from: 'jan@klant.example', to: 'info@klant.example', ...order });
    await sends({ from: 'piet@klant.example', to: 'info@klant.example' });
    expect(await asMany(desk, 1)).toHaveLength(1);
    const lying = await inbox('info');
    expect(lying.filter(({ subject }) => subject !== '').map(({ seen }) => seen)).not.toContain(true);
  });
});

test('a refused password and a certificate of nobody are told apart on a real server', async () => {
  const why = async (url: string) => {
    const error: unknown = await openImapMailbox({ url: new Redacted(url), readOnly: true }).catch(
      (thrown: unknown) => thrown,
    );
    return error instanceof MailboxClosed ? error.why : 'open';
  };
  const url = lab.imapUrl('jan');
  expect(await why(url)).toBe('open');
  expect(await why(url.replace('geheim', 'fout'))).toBe('imap_login');
  expect(await why(`${url}/Nergens`)).toBe('imap_folder');
  expect(await why(`imaps://jan:geheim@localhost:${lab.ports.imaps}`)).toBe('imap_tls');
});

test('the mailbox of the shop is searched unmarked; a mail is put apart and back, and one alone is taken away', async () => {
  const { hostname: host, port } = new URL(lab.imapUrl('winkel'));
  const auth = { user: 'winkel', pass: 'geheim' };
  const client = new ImapFlow({ host, port: Number(port), auth, doSTARTTLS: false, logger: false });
  await client.connect();
  for (const path of ['Sent', 'Trash', 'Klanten']) await client.mailboxCreate(path);
  const put = (path: string, subject: string, flags: string[] = [], given = {}) =>
    client.append(path, mail({ Subject: subject, ...given }).replaceAll('\n', '\r\n'), flags);
  await put('INBOX', 'Vraag', ['\\Flagged']);
  await put('INBOX', 'Van een ander', ['\\Deleted'], { From: 'piet-jan@klant.example' });
  await put('Sent', 'Antwoord', ['\\Seen'], { From: 'info@klant.example', To: 'JAN@klant.example' });
  await put('Klanten', 'Melding', [], { From: 'melding@klant.example', text: 'Betaling van W-1001' });
  const source = shopMailbox({
    source: 'mijndomein',
    url: new Redacted(lab.imapUrl('winkel')),
    ownAddresses: ['info@klant.example'],
    desk: { address: null, sent: () => false },
  });
  const find = async () => {
    const context = { requestId: 'r', level: 1, requestReceivedAt: NOW, now: NOW };
    const order = { kind: 'orderNumber', value: 'W-1001', from: 'found' } as const;
    const records: FoundRecord[] = [];
    for await (const finding of source.find([JAN, order], context))
      if (finding.type === 'record') records.push(finding.record);
    return records;
  };
  const flags = async (path: string) => {
    await client.mailboxOpen(path, { readOnly: true });
    const rows = await client.fetchAll('1:*', { flags: true, envelope: true });
    return rows.map((row) =>
      [row.envelope?.subject, ...(row.flags ?? [])].filter((flag) => flag !== '\\Recent'),
    );
  };
  const carryOut = async (change: Change, records: readonly FoundRecord[]) => {
    const steps = source.plan(change, records, NOW).filter(({ treatment }) => treatment !== 'by_hand');
    const outcomes: string[] = [];
    for (const step of steps) {
      const context = { stepId: 's', change, now: NOW };
      const { status } = await source.execute(step, context);
      outcomes.push(`${status} ${await source.verify(step, context)}`);
    }
    return { steps, outcomes };
  };

  const may = ['find', 'export', 'erase', 'restrict', 'unrestrict'];
  expect(await source.check()).toEqual({ ok: true, may });
  const found = await find();
  const asFound = [
    ['INBOX', 'Vraag', undefined],
    ['Sent', 'Antwoord', undefined],
    ['Klanten', 'Melding', 'possible'],
  ];
  const seen = (records: readonly FoundRecord[]) =>
    records.map((record) => [fieldsOf(record).folder, fieldsOf(record).subject, record.confidence]);
  expect(seen(found)).toEqual(asFound);

  const mine = found.filter(({ confidence }) => confidence === undefined);
  const restriction = await carryOut({ action: 'restrict' }, mine);
  expect(restriction.outcomes).toEqual(['done done', 'done done']);
  const apart = (await find()).filter(({ provenance }) => provenance.place === 'restricted');
  expect(apart).toHaveLength(2);
  const lift = { action: 'unrestrict', restricted: restriction.steps } as const;
  expect((await carryOut(lift, apart)).outcomes).toEqual(['done done', 'done done']);
  expect(seen(await find())).toEqual(asFound);
  expect(await flags('INBOX')).toEqual([
    ['Van een ander', '\\Deleted'],
    ['Vraag', '\\Flagged'],
  ]);
  expect(await flags('Sent')).toEqual([['Antwoord', '\\Seen']]);

  const [first] = await find();
  expect((await carryOut({ action: 'erase' }, first === undefined ? [] : [first])).outcomes).toEqual([
    'done done',
  ]);
  expect(await flags('INBOX')).toEqual([['Van een ander', '\\Deleted']]);
  expect(seen(await find())).toEqual(asFound.slice(1));
  await client.logout();
});
