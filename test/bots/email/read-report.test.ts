import { describe, expect, test } from 'vitest';
import { NOW, TOKEN, translateEml } from './read-eml.ts';

const MAIL = '6f1c2f0e-0000-4000-8000-0123456789ab';

async function messageOf(name: string) {
  const translated = await translateEml(name, { from: '' });
  if (translated?.kind !== 'message') throw new Error(`${name} is not taken`);
  return translated.message;
}

describe('a report about a mail of ours names that mail (RFC 3464)', () => {
  test.each([
    ['report-mail-failed', 'failed'],
    ['report-whole-mail-returned', 'failed'],
    ['report-mail-delayed', 'delayed'],
  ])('%s', async (name, outcome) => {
    expect(await messageOf(name)).toMatchObject({ kind: 'report', outcome, mailId: MAIL, receivedAt: NOW });
  });

  test('or, of what was said in a conversation, the number with which it left', async () => {
    const message = await messageOf('report-conversation-failed');
    expect(message).toMatchObject({ kind: 'report', sentAs: `<${TOKEN}.0123456789abcdef@example.nl>` });
    expect(message).not.toHaveProperty('mailId');
  });

  test('the same report twice has one name, and a later failure after a delay another', async () => {
    const [failed, again, delayed] = await Promise.all(
      ['report-mail-failed', 'report-whole-mail-returned', 'report-mail-delayed'].map(messageOf),
    );
    expect(again?.externalId).toBe(failed?.externalId);
    expect(delayed?.externalId).not.toBe(failed?.externalId);
  });
});

test.each(['report-of-somebody-else', 'report-without-number', 'report-mail-delivered'])(
  '%s is a mail like others, which nothing answers',
  async (name) => {
    expect(await messageOf(name)).toMatchObject({ mail: { quiet: true } });
  },
);
