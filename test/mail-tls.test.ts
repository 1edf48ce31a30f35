import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { doctorListener } from '../src/cli/doctor-listener.ts';
import { readConfig } from '../src/config.ts';
import { textIfAny } from '../src/core/text/texts.ts';
import { readMailTls } from '../src/mail-tls.ts';
import { createLog } from '../src/platform/log.ts';
import { startDesk } from '../src/start-desk.ts';

/** Made for these tests, valid until 2126. */
const KEY = 'test/fixtures/tls/mail.example.nl.key';
const CERT = 'test/fixtures/tls/mail.example.nl.pem';
const OTHER_KEY = 'test/fixtures/tls/other.key';
const NOW = new Date('2026-11-23T09:00:00Z');

function configOf(variables: Readonly<Record<string, string>>) {
  const mail = {
    MAIL_FROM: 'privacy@example.nl',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_LISTEN: '127.0.0.1:2525',
  };
  const reading = readConfig({ ...mail, ...variables });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

async function look(variables: Readonly<Record<string, string>>, now = NOW) {
  const { mail } = configOf(variables);
  const { check, state, says } = await doctorListener(mail, await readMailTls(mail), now);
  expect(check).toBe('mail_listener');
  expect(says('nl')).not.toMatch(/\{\{|doctor:/);
  return `${state}: ${says('en')}`;
}

test.each([
  ['a key that is not there', 'absent.key', CERT, 'not_readable', 'MAIL_TLS_KEY', 'absent.key'],
  ['a certificate that is not there', KEY, 'absent.pem', 'not_readable', 'MAIL_TLS_CERT', 'absent.pem'],
  ['a certificate in place of the key', CERT, CERT, 'not_pem', 'MAIL_TLS_KEY', CERT],
  ['a key in place of the certificate', KEY, KEY, 'not_pem', 'MAIL_TLS_CERT', KEY],
  ['the key of another certificate', OTHER_KEY, CERT, 'not_matching', 'MAIL_TLS_KEY', OTHER_KEY],
])(
  '%s stops the start before anything else, and says what to do',
  async (_what, key, cert, why, variable, file) => {
    const set = { MAIL_TLS_KEY: key, MAIL_TLS_CERT: cert };
    const onLost = () => undefined;
    const started = await startDesk(configOf(set), { log: createLog('silent'), onLost });
    const { code = '', params = {} } = started.ok ? {} : started.refusal;
    expect(code).toBe(`mail_tls.${why}`);
    for (const language of ['nl', 'en'] as const) {
      const says = textIfAny(language, `refusals:${code}`, params);
      expect(says).toContain(variable);
      expect(says).toContain(resolve(file));
      expect(says).not.toContain('{{');
    }
    expect(await look(set)).toMatch(new RegExp(`^wrong: .*${variable}`));
  },
);

test('the doctor says where mail is listened for, with what encryption, and who may deliver', async () => {
  expect(await look({ MAIL_LISTEN: '' })).toBe(
    'ok: The desk does not listen for mail itself: MAIL_LISTEN is empty.',
  );
  expect(await look({})).toBe(
    'ok: The desk listens at 127.0.0.1:2525 without encryption. Only this machine may deliver mail.',
  );
  const pair = { MAIL_TLS_KEY: KEY, MAIL_TLS_CERT: CERT };
  expect(await look({ ...pair, MAIL_ALLOW_FROM: '192.0.2.25,2001:db8:5::/48' })).toBe(
    'ok: The desk listens at 127.0.0.1:2525. Key and certificate belong together. These may deliver mail: 192.0.2.25, 2001:db8:5::/48.',
  );
  expect(await look({ ...pair, MAIL_LISTEN: '192.0.2.1:2525' })).toMatch(
    /^wrong: .* cannot listen on 192\.0\.2\.1:2525\./,
  );
  expect(await look(pair, new Date('2126-10-20T00:00:00Z'))).toMatch(
    /^warning: .*MAIL_TLS_CERT is valid until 2126-10-30/,
  );
});
