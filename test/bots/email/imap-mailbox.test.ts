import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailboxName, openImapMailbox } from '../../../src/bots/email/imap-mailbox.ts';
import { MailboxClosed } from '../../../src/bots/email/mailbox.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { newImapServer } from '../../support/imap-server.ts';

const MAIL = 'From: Sanne <sanne@example.com>\nSubject: Inzage\n\nIk wil inzage.\n';
const DAY_ONE = new Date('2026-11-01T08:30:00Z');
const DAY_NINE = new Date('2026-11-09T23:59:59Z');

let server: ReturnType<typeof newImapServer>;
beforeEach(async () => {
  server = newImapServer();
  await server.start();
});
afterEach(() => server.stop());

const at = (url: string, readOnly = false) => ({ url: new Redacted(url), readOnly });
const open = (readOnly = false) => openImapMailbox(at(server.url, readOnly));
const whyNot = async (url: string) => {
  const error: unknown = await openImapMailbox(at(url)).catch((thrown: unknown) => thrown);
  return error instanceof MailboxClosed ? error.why : error;
};

test('mails are listed by number with the time of their arrival, and fetched without being marked', async () => {
  server.arrives(MAIL, DAY_ONE);
  server.arrives(MAIL.replace('inzage.', 'wissing.'), DAY_NINE);
  const box = await open();
  expect([box.uidValidity, box.uidNext]).toEqual(['41', 3]);
  expect(await box.after(0)).toEqual([
    { uid: 1, arrivedAt: DAY_ONE, seen: false },
    { uid: 2, arrivedAt: DAY_NINE, seen: false },
  ]);
  expect(await box.after(1)).toHaveLength(1);
  // the server names the last one for `3:*`
  expect(await box.after(2)).toEqual([]);
  expect((await box.after(0, DAY_NINE)).map(({ uid }) => uid)).toEqual([2]);
  expect(Buffer.from((await box.raw(2)) ?? []).toString()).toContain('wissing.\r\n');
  expect(await box.raw(7)).toBeUndefined();
  expect(server.mails.map(({ flags }) => flags.size)).toEqual([0, 0]);
  await box.markSeen(2);
  expect((await box.after(0)).map(({ seen }) => seen)).toEqual([false, true]);
  box.close();
});

test('a mailbox that is opened read only is examined, and nothing is asked that would change it', async () => {
  server.arrives(MAIL, DAY_ONE);
  const box = await open(true);
  await box.raw(1);
  await box.markSeen(1);
  box.close();
  const said = server.asked.join('\n');
  expect(said).toContain('EXAMINE');
  expect(said).not.toMatch(/SELECT|STORE|BODY\[|EXPUNGE|COPY|MOVE/);
});

test('who waits for more is woken by a mail, and told that the line is gone', async () => {
  const box = await open();
  await box.after(0);
  const more = box.more(60_000);
  await expect.poll(() => server.asked.at(-1)).toBe('IDLE');
  server.arrives(MAIL, DAY_ONE);
  await more;
  expect(await box.after(0)).toHaveLength(1);
  const gone = (async () => {
    await box.more(60_000);
    return box.after(1);
  })();
  await expect.poll(() => server.asked.at(-1)).toBe('IDLE');
  server.cut();
  await expect(gone).rejects.toThrow('imap_unreachable');
});

test('a mail that came between looking and waiting is not waited for', async () => {
  const box = await open();
  await box.after(0);
  const waiting = box.more(60_000);
  await expect.poll(() => server.asked.at(-1)).toBe('IDLE');
  server.arrives(MAIL, DAY_ONE);
  await waiting;
  await box.more(60_000);
  expect(await box.after(0)).toHaveLength(1);
  box.close();
});

test('why a mailbox cannot be read is told by kind, with no word of the server, the name or the password', async () => {
  const wrong = server.url.replace('geheim', 'hunter2');
  expect(await whyNot(wrong)).toBe('imap_login');
  expect(await whyNot(`${server.url}/Nergens`)).toBe('imap_folder');
  expect(await whyNot(server.url.replace('imap:', 'imaps:'))).toBe('imap_tls');
  const port = Number(new URL(server.url).port);
  await server.stop();
  expect(await whyNot(server.url.replace(/:\d+$/, `:${port}`))).toBe('imap_unreachable');
  await server.start();
  expect(String(await openImapMailbox(at(wrong)).catch(String))).not.toMatch(/hunter2|privacy/);
});

test('a server that hangs up before it greets is unreachable', async () => {
  const rude = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => {
    rude.listen(0, '127.0.0.1', resolve);
  });
  const address = rude.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await whyNot(`imap://a:b@127.0.0.1:${port}`)).toBe('imap_unreachable');
  rude.close();
});

test('the name of a mailbox tells nothing, and is another one for another folder', () => {
  const name = mailboxName(at('imaps://privacy%40example.nl:geheim@mail.example.nl'));
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(mailboxName(at('imaps://privacy%40example.nl:nieuw@mail.example.nl:993/INBOX'))).toBe(name);
  expect(mailboxName(at('imaps://privacy%40example.nl:geheim@mail.example.nl/Privacy'))).not.toBe(name);
});
