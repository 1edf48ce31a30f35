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

const KEY = Buffer.alloc(32, 7).toString('base64');
const LIVE = {
  MODE: 'live',
  SECRET_KEY: KEY,
  PUBLIC_URL: 'https://privacy.example.nl',
  SMTP_URL: 'smtps://user:hunter2@mail.example.nl',
  MAIL_FROM: 'Privacybalie <privacy@example.nl>',
  STAFF_EMAILS: 'owner@example.nl, desk@example.nl',
};

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
  const {
    telegram,
    slack,
    discord,
    mollie,
    postnl,
    eboekhouden,
    mijndomein,
    jouwweb,
    databaseUrl,
    secretKey,
  } = config;
  for (const part of [
    telegram,
    slack,
    discord,
    mollie,
    postnl,
    eboekhouden,
    mijndomein,
    jouwweb,
    databaseUrl,
    secretKey,
  ]) {
    expect(part).toBeUndefined();
  }
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

test('an unused variable is checked too', () => {
  expect(refused({ DISCORD_APPLICATION_ID: 'mine', MIJNDOMEIN_IMAP_URL: 'http://mail.example.nl' })).toEqual([
    'DISCORD_APPLICATION_ID',
    'MIJNDOMEIN_IMAP_URL',
  ]);
});

test('the value of a secret is never shown, neither when wrong nor when right', () => {
  const reading = readConfig({ TELEGRAM_BOT_TOKEN: 'hunter2', SMTP_URL: 'ftp://user:hunter2@example.nl' });
  expect(reading.ok ? '' : explainProblems(reading.problems)).not.toContain('hunter2');
  expect(JSON.stringify(accepted({ ...LIVE, SLACK_SIGNING_SECRET: 'hunter2' }))).not.toContain('hunter2');
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
    'STAFF_EMAILS',
  ]);
  expect(refused({ ...LIVE, PUBLIC_URL: 'http://privacy.example.nl' })).toEqual(['PUBLIC_URL']);
});

test('live mode keeps the ten minutes in which an answer can be stopped', () => {
  expect(refused({ ...LIVE, ANSWER_DELAY_SECONDS: '0' })).toEqual(['ANSWER_DELAY_SECONDS']);
  expect(accepted({ ANSWER_DELAY_SECONDS: '0' }).answerDelaySeconds).toBe(0);
});

test('half a set of credentials names the half that is missing', () => {
  expect(refused({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['SLACK_SIGNING_SECRET', 'SLACK_CHANNEL']);
  expect(refused({ POSTNL_API_KEY: 'k' })).toEqual(['POSTNL_CUSTOMER_CODE', 'POSTNL_CUSTOMER_NUMBER']);
  expect(refused({ MAIL_TLS_CERT: 'cert.pem' })).toEqual(['MAIL_TLS_KEY']);
  expect(refused({ MAIL_LISTEN: '127.0.0.1:25', MAIL_IMAP_URL: 'imaps://example.nl' })).toEqual([
    'MAIL_IMAP_URL',
  ]);
});

test('a secret key is 32 bytes', () => {
  expect(accepted({ SECRET_KEY: KEY }).secretKey?.reveal()).toEqual(Buffer.alloc(32, 7));
  expect(refused({ SECRET_KEY: Buffer.alloc(31).toString('base64') })).toEqual(['SECRET_KEY']);
  expect(refused({ SECRET_KEYS_BEFORE: `${KEY},short` })).toEqual(['SECRET_KEYS_BEFORE']);
});

test('host and port are read with a bracketed IPv6 address too', () => {
  expect(accepted({ MAIL_LISTEN: '[::1]:2525' }).mail.listen).toEqual({ host: '::1', port: 2525 });
  expect(accepted({ MAIL_DNS: '127.0.0.53' }).mail.dns).toEqual({ host: '127.0.0.53', port: 53 });
  expect(refused({ MAIL_LISTEN: 'localhost' })).toEqual(['MAIL_LISTEN']);
  expect(refused({ MAIL_LISTEN: 'localhost:99999' })).toEqual(['MAIL_LISTEN']);
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

test('.env.example is what the schema says, and every example in it is accepted', async () => {
  const file = await readFile(resolve(import.meta.dirname, '../.env.example'), 'utf8');
  expect(file).toBe(envExample());
  const examples = parseEnv(
    file.replace(/^#(?=[A-Z_]+=)/gm, '').replaceAll('$(openssl rand -base64 32)', KEY),
  );
  for (const [variable, example] of Object.entries(examples)) {
    const problems = readConfig({ [variable]: example });
    expect(problems.ok ? [] : problems.problems.filter((problem) => problem.variable === variable)).toEqual(
      [],
    );
  }
});
