import { describe, expect, test } from 'vitest';
import { createEmailChannel } from '../../../src/bots/email/bot.ts';
import { parseMail } from '../../../src/bots/email/parse-mail.ts';
import { mailOfAddress, ownAddressOf } from '../../../src/bots/email/thread-tokens.ts';
import { translateMail } from '../../../src/bots/email/translate.ts';
import { systemClock } from '../../../src/core/kernel/clock.ts';
import { mailChannelWords } from '../../../src/core/text/mail-channel-words.ts';
import { EML, messageOf, NEW, NOW, rawEml, TOKEN, translateEml } from './read-eml.ts';

const ASKED = 'Ik wil graag een kopie van mijn gegevens.\n\nGroet,\nSanne de Vries';

test('every fixture is taken or refused with a reason, and none throws', async () => {
  const refused: Record<string, unknown> = {};
  for (const name of EML) {
    const translated = await translateEml(name);
    if (translated?.kind !== 'message') refused[name] = translated?.why ?? 'unreadable';
  }
  expect(refused).toEqual({
    'from-without-address': 'no_sender',
    'no-from': 'no_sender',
    'too-deep': 'unreadable',
    'two-from': 'several_senders',
    'two-in-from': 'several_senders',
  });
  expect(EML.length).toBeGreaterThanOrEqual(60);
});

test('a mail is a message of its one sender, in a new conversation', async () => {
  expect(await messageOf('plain')).toMatchObject({
    channel: 'email',
    kind: 'text',
    text: ASKED,
    conversationKey: `${NEW} sanne@example.com`,
    receivedAt: NOW,
    mail: {
      sender: 'sanne@example.com',
      senderName: 'Sanne de Vries',
      subject: 'Inzageverzoek',
      thread: ['<plain@example.com>'],
      standing: 'new',
      quiet: false,
      authenticated: false,
    },
  });
});

describe('the words are read, whatever they were written in', () => {
  test.each([
    ['quoted-printable', 'Wat bewaren jullie van José? Café.'],
    ['base64', ASKED],
    ['latin1', 'Wat kost een kopie? Één café.'],
    ['windows-1252', 'Mijn gegevens € 10'],
    ['utf-16', 'Mijn gegevens graag.'],
    ['unknown-charset', 'Mijn gegevens graag.'],
    ['null-bytes', 'voor\ufffdna'],
    ['alternative', ASKED],
    ['format-flowed', 'Ik wil graag een kopie van mijn gegevens.'],
    ['no-end-boundary', ASKED],
    ['no-subject', ASKED],
    ['subject-only', ''],
    ['empty', ''],
  ])('%s', async (name, text) => {
    expect((await messageOf(name)).text).toBe(text);
  });

  test.each([
    ['encoded-subject', 'Inzageverzoek café'],
    ['raw-utf8-subject', 'Vraag van José'],
    ['subject-only', 'Verwijder al mijn gegevens'],
    ['no-subject', ''],
    ['header-injection', 'Vraag Bcc: victim@example.org'],
  ])('subject of %s', async (name, subject) => {
    expect((await messageOf(name)).mail.subject).toBe(subject);
  });

  test('bytes that are no text become signs that a database can store', async () => {
    for (const name of ['eight-bit-junk', 'broken-base64', 'broken-mime', 'bare-cr']) {
      const { text = '' } = await messageOf(name);
      expect(text.isWellFormed(), name).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none of these is left is what is tested
      expect(text, name).not.toMatch(/[\u0000-\u0008\r]/);
    }
  });

  test('HTML is handed over as it came: what is hidden in it is for the core to leave out', async () => {
    const { mail } = await messageOf('html-only');
    expect(mail.html).toContain('<p>Ik wil een kopie van mijn gegevens.</p>');
  });
});

describe('what is attached is named by its kind only', () => {
  test.each([
    ['photo-attached', 'image'],
    ['only-a-pdf', 'document'],
    ['winmail', 'document'],
    ['voice-attached', 'voice'],
    ['calendar', 'document'],
    ['vcard', 'contact'],
    ['mail-attached', 'document'],
  ])('%s', async (name, file) => {
    const message = await messageOf(name);
    expect(message).toMatchObject({ kind: 'file', file });
    expect(JSON.stringify(message)).not.toMatch(/iVBOR|JVBER|paspoort|VCARD|Verwijder uw account/);
  });

  test('a logo in the text is nothing that was sent', async () => {
    expect(await messageOf('inline-logo')).toMatchObject({ kind: 'text' });
  });
});

describe('the sender', () => {
  test.each([
    ['encoded-name', 'jose@example.com', 'José de Vries'],
    ['odd-quoted-from', 'sanne@example.com', 'winkel@example.nl'],
    ['smtputf8-from', 'josé@example.com', 'José'],
    ['from-twice-the-same', 'sanne@example.com', 'Sanne'],
  ])('%s', async (name, sender, senderName) => {
    expect((await messageOf(name)).mail).toMatchObject({ sender, senderName });
  });
});

describe('which conversation a mail names', () => {
  test.each([
    ['answer', 'answer'],
    ['answer-changed-subject', 'answer'],
    ['answer-without-references', 'answer'],
    ['answer-plain-address', 'answer'],
    ['answer-by-headers-only', 'answer'],
    ['token-in-subject-only', 'unclear'],
    ['two-tokens', 'unclear'],
    ['answer-to-somebody-else', 'new'],
    ['references-of-others-with-our-form', 'new'],
    ['forwarded', 'new'],
  ])('%s: %s', async (name, standing) => {
    const { mail, conversationKey } = await messageOf(name);
    expect(mail.standing).toBe(standing);
    expect(conversationKey).toBe(`${standing === 'answer' ? TOKEN : NEW} sanne@example.com`);
    expect(mail.apartKey).toBe(`${NEW} sanne@example.com`);
  });

  test('in a blind copy the address of the envelope counts, in any case', async () => {
    const to = [`PRIVACY+${TOKEN.toUpperCase()}@Example.NL`];
    expect((await messageOf('plain', { to })).mail.standing).toBe('answer');
  });

  test('an answer names the mails before it, and not without end', async () => {
    const { mail } = await messageOf('many-references');
    expect(mail.thread.length).toBeLessThan(60);
    expect(mail.thread.slice(-2)).toEqual(['<79@example.com>', '<many-references@example.com>']);
  });
});

describe('nothing answers by itself to', () => {
  const BY_PROGRAM = [
    'out-of-office',
    'auto-generated',
    'mailing-list',
    'bulk',
    'suppress',
    'from-ourselves',
  ];
  test.each([...BY_PROGRAM, 'contact-form', 'form-of-the-shop'])('%s', async (name) => {
    expect((await messageOf(name)).mail.quiet).toBe(true);
  });

  test('a mail from nobody', async () => {
    const { mail } = await messageOf('plain', { from: '' });
    expect(mail).toMatchObject({ quiet: true, headers: { 'return-path': '<>' } });
  });

  test.each(['auto-submitted-no', 'suppress-receipts-only', 'plain', 'other-reply-to'])(
    'but it does to %s',
    async (name) => {
      expect((await messageOf(name)).mail.quiet).toBe(false);
    },
  );
});

describe('a request counts from when the mail server of the shop had it', () => {
  test.each([
    ['relayed', '2025-11-03T09:13:00.000Z'],
    ['relayed-in-the-future', NOW.toISOString()],
    ['relayed-long-ago', NOW.toISOString()],
  ])('%s', async (name, at) => {
    expect((await messageOf(name)).receivedAt.toISOString()).toBe(at);
  });
});

test('a mail that is delivered again has the same name; what differs in a word or sender has another', async () => {
  const again = await messageOf('plain', { from: 'relay@example.net' });
  expect(again.externalId).toBe((await messageOf('plain')).externalId);
  const names = await Promise.all(
    ['plain', 'no-message-id', 'no-subject', 'encoded-name', 'photo-attached'].map((name) => messageOf(name)),
  );
  expect(new Set(names.map(({ externalId }) => externalId)).size).toBe(names.length);
});

test('two mails without a number that say the same are two, by their dates', async () => {
  const nameAt = async (minute: string) => {
    const raw = rawEml('no-message-id')
      .toString('latin1')
      .replace(/^Date: .*$/m, `Date: Mon, 3 Nov 2025 10:${minute}:00 +0100\r`);
    const mail = await parseMail(Buffer.from(raw, 'latin1'));
    if (mail === undefined) throw new Error('no mail');
    const translated = translateMail(
      mail,
      { from: 'sanne@example.com', to: ['privacy@example.nl'] },
      { own: ownAddressOf('privacy@example.nl'), now: NOW, newToken: NEW, authenticated: false },
    );
    return translated.kind === 'message' ? translated.message.externalId : undefined;
  };
  expect(await nameAt('12')).toBe(await nameAt('12'));
  expect(await nameAt('13')).not.toBe(await nameAt('12'));
});

test.each([
  ['privacy@example.nl', undefined, 'privacy+'],
  [`${'p'.repeat(28)}@example.nl`, undefined, undefined],
  ['privacy@example.nl', false, undefined],
])(
  'an answer to a mail of the desk goes to %s with its id behind the plus, where that is an address',
  (from, plusAddresses, expected) => {
    const mailbox = { name: 'box', shared: false, open: async () => Promise.reject(new Error('not opened')) };
    const channel = createEmailChannel(
      {
        from,
        mailbox: plusAddresses === undefined ? undefined : { ...mailbox, plusAddresses },
        tls: undefined,
        allowFrom: [],
        authenticated: async () => false,
        mailer: { send: async () => ({ status: 'sent', messageId: '' }) },
        words: mailChannelWords({ demo: false }),
        log: { warn: () => undefined },
      },
      systemClock,
    );
    const id = '0198b1f0-0000-7000-8000-000000000001';
    const address = channel.addressOfMail(id);
    expect(address).toBe(expected && `${expected}${id}@example.nl`);
    if (address !== undefined) expect(mailOfAddress(address, ownAddressOf(from))).toBe(id);
  },
);
