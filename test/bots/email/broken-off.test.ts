import { expect, test } from 'vitest';
import { createEmailChannel } from '../../../src/bots/email/bot.ts';
import { addressWithTag, ownAddressOf } from '../../../src/bots/email/thread-tokens.ts';
import { mailChannelWords } from '../../../src/core/text/mail-channel-words.ts';
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

test('a mail that was stored while the connection broke off before 250 comes again, and is taken once', async () => {
  const { core, clock } = use();
  let cut: (() => unknown) | undefined;
  const channel = createEmailChannel(
    {
      from: 'privacy@example.nl',
      listen: { host: '127.0.0.1', port: 0 },
      tls: undefined,
      allowFrom: [],
      authenticated: async () => false,
      mailer: { send: async () => ({ status: 'sent', messageId: '<1@example.nl>' }) },
      words: mailChannelWords({ demo: true }),
      log: { warn: () => undefined },
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

test('the address for an answer names the conversation and nobody', () => {
  const own = ownAddressOf('Privacybalie <Privacy@Example.nl>');
  expect(addressWithTag(own, 'a'.repeat(20))).toBe(`privacy+${'a'.repeat(20)}@example.nl`);
});
