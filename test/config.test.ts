import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import {
  type Config,
  type Environment,
  envExample,
  explainProblems,
  readConfig,
  readEnvironment,
} from '../src/config.ts';
import { entryOf } from '../src/config-entry.ts';
import { hostAndPort } from '../src/config-value.ts';
import { VARIABLES } from '../src/config-variables.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const LIVE = {
  MODE: 'live',
  SECRET_KEY: KEY,
  PUBLIC_URL: 'https://privacy.example.nl',
  SMTP_URL: 'smtps://user:hunter2@mail.example.nl',
  MAIL_FROM: 'Privacybalie <privacy@example.nl>',
  STAFF_EMAILS: 'owner@example.nl, desk@example.nl',
  TRUSTED_PROXIES: 'none',
};
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret', SLACK_CHANNEL: 'C1' };

function accepted(environment: Environment): Config {
  const reading = readConfig(environment);
  if (!reading.ok) throw new Error(explainProblems(reading.problems));
  return reading.value;
}

function refused(environment: Environment): string[] {
  const reading = readConfig(environment);
  return reading.ok ? [] : reading.problems.map(({ variable }) => variable);
}

test('without any variable it is a demo on loopback, with everything else off', () => {
  const config = accepted({});
  expect(config).toMatchObject({
    mode: 'demo',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'http://127.0.0.1:8080',
  });
  const { telegram, slack, databaseUrl, secretKey, trustedProxies } = config;
  for (const part of [telegram, slack, databaseUrl, secretKey]) expect(part).toBeUndefined();
  expect(trustedProxies).toEqual([]);
});

test('an empty variable is an absent one', () => {
  expect(accepted({ PORT: '', TELEGRAM_BOT_TOKEN: ' ', STAFF_EMAILS: '' })).toEqual(accepted({}));
});

test('every wrong variable is named at once, with what was expected and an example', () => {
  const reading = readConfig({
    PORT: 'http',
    SLACK_CONTENT: 'some',
    STAFF_EMAILS: 'owner@example.nl,nobody',
  });
  expect(reading.ok ? [] : reading.problems).toEqual([
    { variable: 'PORT', expected: 'a whole number from 1 to 65535', example: '8080' },
    expect.objectContaining({ variable: 'STAFF_EMAILS' }),
    { variable: 'SLACK_CONTENT', expected: 'minimal or full', example: 'minimal' },
  ]);
});

const NOT_YET = Object.entries(VARIABLES).flatMap(([name, schema]) => (entryOf(schema).notYet ? [name] : []));

test.each(NOT_YET)(
  '%s has no effect yet, so setting it stops the start instead of being believed',
  (name) => {
    const reading = readConfig({ [name]: 'hunter2' });
    expect(reading.ok ? '' : explainProblems(reading.problems)).toBe(
      `${name}: expected to be absent, because it is not supported yet`,
    );
  },
);

test('what is not built is known by name: the heartbeat', () => {
  expect(NOT_YET).toEqual(['HEARTBEAT_URL']);
});

test('a mailbox of the shop without a name and a password is refused', () => {
  expect(refused({ MIJNDOMEIN_IMAP_URL: 'imaps://mail.example.nl' })).toEqual(['MIJNDOMEIN_IMAP_URL']);
  const set = accepted({ MIJNDOMEIN_IMAP_URL: 'imaps://info:hunter2@mail.example.nl' });
  expect(JSON.stringify(set)).not.toContain('hunter2');
});

test('more than a card may show is refused with the reason (R25)', () => {
  const reading = readConfig({ SLACK_CONTENT: 'full', ...SLACK });
  expect(reading.ok ? '' : explainProblems(reading.problems)).toBe(
    'SLACK_CONTENT: expected minimal, for words and records of customers stay on the desk, for example minimal',
  );
  expect(refused({ SLACK_CONTENT: 'minimal', ...SLACK })).toEqual([]);
});

test('Slack comes over HTTP with a signing secret or over Socket Mode with an app token, and never with neither', () => {
  const socket = readConfig({ ...SLACK, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-hunter2' });
  expect(socket.ok && socket.value.slack?.appToken?.reveal()).toBe('xapp-hunter2');
  const reading = readConfig({ ...SLACK, SLACK_SIGNING_SECRET: '' });
  const said = reading.ok ? '' : explainProblems(reading.problems);
  expect(said).toMatch(/SLACK_SIGNING_SECRET: .*or SLACK_APP_TOKEN.*, for example [0-9a-f]{32}/);
  expect(refused({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['SLACK_BOT_TOKEN']);
});

test('the value of a secret is never shown, neither when wrong nor when right', () => {
  const reading = readConfig({ TELEGRAM_BOT_TOKEN: 'hunter2', SMTP_URL: 'ftp://user:hunter2@example.nl' });
  expect(reading.ok ? '' : explainProblems(reading.problems)).not.toContain('hunter2');
  expect(JSON.stringify(accepted({ ...LIVE, ...SLACK, SLACK_SIGNING_SECRET: 'hunter2' }))).not.toContain(
    'hunter2',
  );
  expect(accepted(LIVE).mail.smtpUrl?.reveal()).toBe(LIVE.SMTP_URL);
});

test('a demo refuses to be reached from elsewhere', () => {
  expect(refused({ HOST: '0.0.0.0' })).toEqual(['HOST']);
  expect(refused({ HOST: '127.evil.example.com' })).toEqual(['HOST']);
  expect(accepted({ HOST: '::1' }).publicUrl).toBe('http://[::1]:8080');
});

test('live mode starts with a key outside the data folder, https, mail and staff, and with nothing less', () => {
  expect(accepted({ ...LIVE, HOST: '0.0.0.0' })).toMatchObject({
    mode: 'live',
    staffEmails: ['owner@example.nl', 'desk@example.nl'],
  });
  expect(refused({ MODE: 'live' })).toEqual([
    'SECRET_KEY',
    'PUBLIC_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'TRUSTED_PROXIES',
    'STAFF_EMAILS',
  ]);
  expect(refused({ ...LIVE, PUBLIC_URL: 'http://privacy.example.nl' })).toEqual(['PUBLIC_URL']);
  expect(refused({ ...LIVE, MOLLIE_ACCESS_TOKEN: 'test_1' })).toEqual(['MOLLIE_ACCESS_TOKEN']);
  const plain = { MOLLIE_ACCESS_TOKEN: 'live_1', MOLLIE_API_URL: 'http://mollie.example' };
  expect(refused({ ...LIVE, ...plain })).toEqual(['MOLLIE_API_URL']);
  expect(refused({ ...LIVE, MAIL_FROM: '' })).toEqual(['MAIL_FROM']);
});

test('live mode keeps the ten minutes in which an answer can be stopped', () => {
  expect(refused({ ...LIVE, ANSWER_DELAY_SECONDS: '0' })).toEqual(['ANSWER_DELAY_SECONDS']);
  expect(accepted({ ANSWER_DELAY_SECONDS: '0' }).answerDelaySeconds).toBe(0);
});

test('live mode is told which proxies there are, or that there are none', () => {
  expect(refused({ ...LIVE, TRUSTED_PROXIES: '' })).toEqual(['TRUSTED_PROXIES']);
  expect(accepted({ ...LIVE, TRUSTED_PROXIES: ' None ' }).trustedProxies).toEqual([]);
  expect(accepted({ TRUSTED_PROXIES: '127.0.0.1, ::FFFF:10.0.0.2,0:0:0:0:0:0:0:1' }).trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.2',
    '::1',
  ]);
  for (const wrong of ['proxy.example.nl', '10.0.0.0/8', '127.0.0.1,none'])
    expect(refused({ TRUSTED_PROXIES: wrong })).toEqual(['TRUSTED_PROXIES']);
});

const MAILED = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'privacy@example.nl' };

test('who may deliver mail is an address or a network, in one spelling', () => {
  const listener = { ...MAILED, MAIL_LISTEN: '127.0.0.1:2525' };
  const { mail } = accepted({
    ...listener,
    MAIL_ALLOW_FROM: '192.0.2.25, 2001:DB8:0::/48,::ffff:10.0.0.0/8',
  });
  expect(mail.allowFrom).toEqual(['192.0.2.25', '2001:db8::/48', '10.0.0.0/8']);
  for (const wrong of ['mail.example.nl', '192.0.2.0/33', '192.0.2.0/', '300.1.1.1'])
    expect(refused({ ...listener, MAIL_ALLOW_FROM: wrong })).toEqual(['MAIL_ALLOW_FROM']);
});

test('a mailbox stands in the place of the listener, with name and password in its address, told to nobody', () => {
  const url = 'imaps://privacy%40example.nl:hunter2@mail.example.nl/Privacy';
  const { mail } = accepted({ ...MAILED, MAIL_IMAP_URL: url, MAIL_TRUSTED_HOSTS: 'mail.example.nl' });
  expect(mail.mailbox?.url.reveal()).toBe(url);
  expect(mail.mailbox).toMatchObject({ plusAddresses: false, shared: false });
  expect(accepted({ ...MAILED, MAIL_IMAP_URL: url, MAIL_SHARED: '1' }).mail.mailbox?.shared).toBe(true);
  expect(JSON.stringify(mail)).not.toContain('hunter2');
  expect(refused({ ...MAILED, MAIL_IMAP_URL: url, MAIL_LISTEN: '127.0.0.1:2525' })).toEqual([
    'MAIL_IMAP_URL',
  ]);
  expect(refused({ ...MAILED, MAIL_IMAP_URL: url, MAIL_ALLOW_FROM: '192.0.2.25' })).toEqual(['MAIL_LISTEN']);
  for (const wrong of [
    'imaps://mail.example.nl',
    'imaps://privacy@mail.example.nl',
    'https://a:b@example.nl',
  ])
    expect(refused({ ...MAILED, MAIL_IMAP_URL: wrong })).toEqual(['MAIL_IMAP_URL']);
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_CHANNEL', 'SLACK_SIGNING_SECRET']],
  [{ SLACK_SIGNING_SECRET: 'secret', SLACK_CHANNEL: 'C1' }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_APPROVERS: 'U1' }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_API_URL: 'http://127.0.0.1:1' }, ['SLACK_BOT_TOKEN']],
  [{ TELEGRAM_WEBHOOK_SECRET: 'secret' }, ['TELEGRAM_BOT_TOKEN']],
  [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:1' }, ['TELEGRAM_BOT_TOKEN']],
  [{ DISCORD_BOT_TOKEN: 'token' }, ['DISCORD_APPLICATION_ID']],
  [{ DISCORD_API_URL: 'http://127.0.0.1:1' }, ['DISCORD_BOT_TOKEN']],
  [{ MOLLIE_WRITE_TOKEN: 'live_1' }, ['MOLLIE_ACCESS_TOKEN']],
  [{ POSTNL_API_KEY: 'key' }, ['POSTNL_CUSTOMER_CODE', 'POSTNL_CUSTOMER_NUMBER']],
  [{ POSTNL_API_URL: 'http://127.0.0.1:1' }, ['POSTNL_API_KEY']],
  [{ EBOEKHOUDEN_API_URL: 'http://127.0.0.1:1' }, ['EBOEKHOUDEN_TOKEN']],
  [{ SMTP_URL: 'smtp://127.0.0.1:1' }, ['MAIL_FROM']],
  [{ MAIL_FROM: 'privacy@example.nl' }, ['SMTP_URL']],
  [{ MAIL_LISTEN: '127.0.0.1:2525' }, ['SMTP_URL']],
  [{ MAIL_ALLOW_FROM: '192.0.2.25' }, ['MAIL_LISTEN']],
  [{ MAIL_IMAP_URL: 'imaps://privacy:geheim@mail.example.nl' }, ['SMTP_URL']],
  [{ MAIL_PLUS_ADDRESSES: '1' }, ['MAIL_IMAP_URL']],
  [{ MAIL_SHARED: '1' }, ['MAIL_IMAP_URL']],
  [{ ...MAILED, MAIL_LISTEN: '0.0.0.0:2525' }, ['MAIL_TLS_KEY']],
  [{ ...MAILED, MAIL_LISTEN: '127.0.0.1:2525', MAIL_TLS_KEY: 'key.pem' }, ['MAIL_TLS_CERT']],
  [{ ...MAILED, MAIL_LISTEN: '127.0.0.1:2525', MAIL_TLS_CERT: 'cert.pem' }, ['MAIL_TLS_KEY']],
])('half a channel, %j, names the half that is missing', (variables, missing) => {
  expect(refused(variables)).toEqual(missing);
});

test('a secret key is 32 bytes', () => {
  expect(accepted({ SECRET_KEY: KEY }).secretKey?.reveal()).toEqual(Buffer.alloc(32, 7));
  expect(refused({ SECRET_KEY: Buffer.alloc(31).toString('base64') })).toEqual(['SECRET_KEY']);
  expect(refused({ SECRET_KEYS_BEFORE: `${KEY},short` })).toEqual(['SECRET_KEYS_BEFORE']);
});

test('host and port are read with a bracketed IPv6 address too', () => {
  const read = (text: string, port?: number) => hostAndPort(port).safeParse(text).data;
  expect(read('[::1]:2525')).toEqual({ host: '::1', port: 2525 });
  expect(read('127.0.0.53', 53)).toEqual({ host: '127.0.0.53', port: 53 });
  expect(read('localhost')).toBeUndefined();
  expect(read('localhost:99999')).toBeUndefined();
});

test('.env counts beneath the environment; a variable set to nothing there stays off', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  await writeFile(join(folder, '.env'), 'PORT=9000\nTELEGRAM_BOT_TOKEN=1:abc\n');
  expect(readEnvironment(folder, { TELEGRAM_BOT_TOKEN: '' })).toEqual({
    PORT: '9000',
    TELEGRAM_BOT_TOKEN: '',
  });
  await rm(folder, { recursive: true });
  expect(readEnvironment(folder, { PORT: '1' })).toEqual({ PORT: '1' });
});

test('.env.example is what the schema says, and every example in it is accepted or said to be too early', async () => {
  const file = await readFile(resolve(import.meta.dirname, '../.env.example'), 'utf8');
  expect(file).toBe(envExample());
  const examples = parseEnv(
    file.replace(/^#(?=[A-Z_]+=)/gm, '').replaceAll('$(openssl rand -base64 32)', KEY),
  );
  for (const [variable, example] of Object.entries(examples)) {
    const problems = readConfig({ [variable]: example });
    const about = problems.ok ? [] : problems.problems.filter((problem) => problem.variable === variable);
    expect(about.map((problem) => problem.expected)).toEqual(
      NOT_YET.includes(variable) ? [expect.stringContaining('not supported yet')] : [],
    );
  }
});
