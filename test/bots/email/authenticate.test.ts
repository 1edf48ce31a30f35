import { generateKeyPairSync } from 'node:crypto';
import { authenticate, dkimSign, sealMessage } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { type Lookup, mailAuthentication } from '../../../src/bots/email/authenticate.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** A TXT record comes in pieces of at most 255 signs. */
const txt = (text: string): string[][] => [text.match(/.{1,200}/g) ?? []];
const ZONE: Readonly<Record<string, string[][]>> = {
  's1._domainkey.example.com': txt(`v=DKIM1; k=rsa; p=${KEY}`),
  's1._domainkey.example.org': txt(`v=DKIM1; k=rsa; p=${KEY}`),
  '_dmarc.example.com': txt('v=DMARC1; p=reject'),
  '_dmarc.example.org': txt('v=DMARC1; p=none'),
  // The relay itself may send for this domain: that says nothing about who wrote.
  'example.com': txt('v=spf1 ip4:127.0.0.1 -all'),
};

const lookup: Lookup = async (domain, type) => {
  const rows = type === 'TXT' ? ZONE[domain] : undefined;
  if (rows === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  return rows;
};

const TEXT = 'Ik wil een kopie van mijn gegevens.\r\n';
const mail = (from = 'Sanne <sanne@example.com>', ...fields: readonly string[]) =>
  [
    ...fields,
    `From: ${from}`,
    'To: privacy@example.nl',
    'Subject: Inzage',
    'Date: Mon, 3 Nov 2025 10:12:00 +0100',
    '',
    TEXT,
  ].join('\r\n');

async function signed(text: string, domain = 'example.com', more: { readonly maxBodyLength?: number } = {}) {
  const key = { signingDomain: domain, selector: 's1', privateKey: PEM, ...more };
  const { signatures } = await dkimSign(text, { ...key, signatureData: [key] });
  if (signatures === '') throw new Error('not signed');
  return `${signatures}${text}`;
}

const passes = (raw: string, trustedHosts: readonly string[] = [], look = lookup) =>
  mailAuthentication({ dns: undefined, trustedHosts, lookup: look })(Buffer.from(raw));

describe('a mail is of the domain of its sender when an aligned signature covers it', () => {
  test('a good signature of that domain', async () => {
    expect(await passes(await signed(mail()))).toBe(true);
  });

  test.each([
    ['no signature, from a host that may send for the domain', async () => mail()],
    ['a changed word', async () => (await signed(mail())).replace('kopie', 'wissing')],
    ['a changed sender', async () => (await signed(mail())).replace('<sanne@', '<jan@')],
    ['a signature of another domain', async () => signed(mail(), 'example.org')],
    ['two From fields', async () => `From: jan@example.org\r\n${await signed(mail())}`],
    [
      'words behind the signed part',
      async () => `${await signed(mail(), 'example.com', { maxBodyLength: 10 })}Wis alles.\r\n`,
    ],
    ['a domain without a policy', async () => signed(mail('sanne@example.net'), 'example.net')],
    ['bytes that are no mail', async () => '\u0000\u0001'],
  ])('not with %s', async (_what, make) => {
    expect(await passes(await make())).toBe(false);
  });

  test('not while the name server does not answer', async () => {
    const silent: Lookup = () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));
    expect(await passes(await signed(mail()), [], silent)).toBe(false);
  });
});

describe('a seal of somebody who handed the mail on (ARC, RFC 8617)', () => {
  const SAW = 'mx.example.org; dkim=pass header.i=@example.com; dmarc=pass header.from=example.com';

  async function sealed(text: string): Promise<string> {
    const key = { signingDomain: 'example.org', selector: 's1', privateKey: PEM };
    const fields = await sealMessage(Buffer.from(text), { ...key, authResults: SAW, cv: 'none' });
    return `${fields}${text}`;
  }

  test('takes nothing from a signature that is still whole', async () => {
    expect(await passes(await sealed(await signed(mail())))).toBe(true);
  });

  test('proves nothing by itself, for anybody can seal: a changed word, or no signature', async () => {
    const changed = await sealed((await signed(mail())).replace('kopie', 'wissing'));
    const read = await authenticate(changed, { resolver: lookup, disableBimi: true, mta: 'mx' });
    // the seal itself is good, and what it says is that all was well
    expect(read.arc !== false && read.arc.status.result).toBe('pass');
    expect(await passes(changed)).toBe(false);
    expect(await passes(await sealed(mail()))).toBe(false);
  });
});

describe('a mail server of the shop says what it saw itself', () => {
  const seen = (text: string) => mail(undefined, `Authentication-Results: ${text}`);
  const PASS =
    'mail.example.nl; dkim=pass header.d=example.com; dmarc=pass (p=REJECT) header.from=example.com';

  test('its own words count when it is trusted', async () => {
    expect(await passes(seen(PASS), ['Mail.example.nl'])).toBe(true);
    expect(await passes(seen(PASS))).toBe(false);
    expect(await passes(seen(PASS), ['mx.example.nl'])).toBe(false);
  });

  test.each([
    ['another domain', 'mail.example.nl; dmarc=pass header.from=example.org'],
    [
      'a domain in which the name only occurs',
      'mail.example.nl; dmarc=pass header.from=example.com.example.org',
    ],
    ['DMARC that failed', 'mail.example.nl; dmarc=fail header.from=example.com'],
    ['DKIM alone', 'mail.example.nl; dkim=pass header.d=example.com; spf=pass'],
    [
      'a pass in a comment',
      'mail.example.nl; dmarc=fail (dmarc=pass header.from=example.com) header.from=example.com',
    ],
    ['another host', 'evil.example.org; dmarc=pass header.from=example.com'],
    [
      'a pass in the address that the sender gave',
      'mail.example.nl; spf=pass smtp.mailfrom="; dmarc=pass header.from=example.com "@example.org',
    ],
    [
      'a pass in a comment within another',
      'mail.example.nl; spf=pass (of (a) ; dmarc=pass header.from=example.com ); dkim=none',
    ],
    [
      'two results, one of which failed',
      'mail.example.nl; spf=pass smtp.mailfrom=;dmarc=pass header.from=example.com; dmarc=fail header.from=example.com',
    ],
  ])('not with %s', async (_what, results) => {
    expect(await passes(seen(results), ['mail.example.nl'])).toBe(false);
  });

  test('what the sender wrote beneath is not its own', async () => {
    const forged = mail(
      undefined,
      'Authentication-Results: mail.example.nl; dmarc=fail',
      `Authentication-Results: ${PASS}`,
    );
    expect(await passes(forged, ['mail.example.nl'])).toBe(false);
  });

  test('its word is for the address that counts as the sender, where its reading of From takes another', async () => {
    const PASS_ORG = 'Authentication-Results: mail.example.nl; dmarc=pass header.from=example.org';
    for (const from of [
      '<sanne@example.com> <jan@example.org>',
      'Sanne <sanne@example.com>, jan@example.org',
      '<sanne@example.com> (jan@example.org)',
    ])
      expect(await passes(mail(from, PASS_ORG), ['mail.example.nl'])).toBe(false);
    expect(await passes(mail('"sanne@example.com" <jan@example.org>', PASS_ORG), ['mail.example.nl'])).toBe(
      true,
    );
  });

  test('two From fields never pass', async () => {
    expect(await passes(`From : jan@example.org\r\n${seen(PASS)}`, ['mail.example.nl'])).toBe(false);
    expect(await passes(`From: jan@example.org\r\n${seen(PASS)}`, ['mail.example.nl'])).toBe(false);
  });
});
