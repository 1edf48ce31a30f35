import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { dataReceivers } from '../src/data-receivers.ts';

const LIVE_MAIL = { MAIL_FROM: 'privacy@example.nl' };

function receivers(variables: Readonly<Record<string, string>>): readonly string[] {
  const config = readConfig(variables);
  if (!config.ok) throw new Error(config.problems.map(({ variable }) => variable).join());
  return dataReceivers(config.value).map(({ kind, name }) => `${kind} ${name}`);
}

test('without any variable nobody else gets anything', () => {
  expect(receivers({})).toEqual([]);
});

test('every channel that is switched on gets data, under the name that the policy would give it', () => {
  const telegram = { TELEGRAM_BOT_TOKEN: '1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' };
  const slack = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'a'.repeat(32),
    SLACK_CHANNEL: 'C0PRIVACY',
  };
  const discord = { DISCORD_BOT_TOKEN: 'token', DISCORD_APPLICATION_ID: '42' };
  const named = ['channel Telegram', 'channel Discord', 'channel Slack'];
  expect(receivers({ ...telegram, ...discord, ...slack })).toEqual(named);
});

test('the servers of mail and database are named by host only, without login or path', () => {
  const found = receivers({
    ...LIVE_MAIL,
    SMTP_URL: 'smtps://balie:geheim@smtp.wolkhost.example:465',
    DATABASE_URL: 'postgresql://balie:geheim@db.wolkhost.example:5432/balie',
  });
  expect(found).toEqual(['mail_server smtp.wolkhost.example', 'database_server db.wolkhost.example']);
  expect(found.join()).not.toMatch(/geheim|balie:/);
});

test('the server that hands mail on to the desk is named once, and the one of answers beside it', () => {
  const mail = {
    ...LIVE_MAIL,
    SMTP_URL: 'smtps://u:p@uit.wolkhost.example:465',
    MAIL_LISTEN: '127.0.0.1:2525',
  };
  const trusted = { MAIL_TRUSTED_HOSTS: 'in.wolkhost.example,Uit.wolkhost.example,mail.internal' };
  expect(receivers({ ...mail, ...trusted })).toEqual([
    'mail_server uit.wolkhost.example',
    'mail_server in.wolkhost.example',
  ]);
});

test('the server of a mailbox that is followed is named, once where mail leaves by it too', () => {
  const leaves = { ...LIVE_MAIL, SMTP_URL: 'smtps://balie:geheim@mail.wolkhost.example:465' };
  const reads = (host: string) => receivers({ ...leaves, MAIL_IMAP_URL: `imaps://balie:geheim@${host}` });
  expect(reads('mail.wolkhost.example')).toEqual(['mail_server mail.wolkhost.example']);
  expect(reads('imap.wolkhost.example')).toEqual([
    'mail_server mail.wolkhost.example',
    'mail_server imap.wolkhost.example',
  ]);
});

test.each([
  'smtp://127.0.0.1:25',
  'smtp://localhost:25',
  'smtp://[::1]:25',
  'smtp://mail.internal:25',
  'smtp://nas.local:25',
])("a mail server of one's own (%s) is nobody else", (SMTP_URL) => {
  expect(receivers({ ...LIVE_MAIL, SMTP_URL })).toEqual([]);
});

test('the server of the mailbox that is searched is told whose mail is sought, so it is named too', () => {
  expect(receivers({ MIJNDOMEIN_IMAP_URL: 'imaps://info:geheim@imap.wolkhost.example' })).toEqual([
    'mail_server imap.wolkhost.example',
  ]);
});
