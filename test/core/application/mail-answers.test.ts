import { expect, test } from 'vitest';
import { addToConversation, say } from '../../../src/core/application/ask-customer.ts';
import { deliverMessage } from '../../../src/core/application/deliver-message.ts';
import type { OutboundContent } from '../../../src/core/conversation/channel.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { coreMailer } from '../../support/core-mailer.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore({ pushes: (channel) => channel === 'email' });

/** In how many hours each message that waits may leave, oldest first; null: at once. */
async function waits() {
  const now = use().clock.now().getTime();
  const jobs = await use().jobs('send-message');
  return jobs.map(({ startAt }) => Math.max(0, Math.round((startAt.getTime() - now) / HOUR)));
}

test('of new mails from one address each further answer waits an hour longer, and none is lost (RFC 3834)', async () => {
  const { sends } = coreMailer(use());
  for (const text of ['Hallo', 'Hallo?', 'Hallo!']) await sends({ from: 'druk@example.com', text });
  expect([...new Set(await waits())]).toEqual([0, 1, 2]);
  await sends({ from: 'ander@example.com', text: 'Hallo' });
  expect((await waits()).at(-1)).toBe(0);
});

test('an answer inside a conversation is answered at once, until so many came that a program may write them', async () => {
  const { sends } = coreMailer(use());
  const { token, transcript } = await sends({ from: 'praat@example.com', text: 'Hallo' });
  const answer = { from: 'praat@example.com', to: `privacy+${token}@example.nl` };
  for (let count = 0; count < 9; count += 1) await sends({ ...answer, text: 'Bedankt voor uw bericht.' });
  expect((await waits()).at(-1)).toBe(0);
  const before = (await transcript()).filter(({ from }) => from === 'desk').length;
  await sends({ ...answer, text: 'Bedankt voor uw bericht, nog eens.' });
  expect((await transcript()).filter(({ from }) => from === 'desk').length).toBe(before);
  expect((await transcript()).at(-1)).toMatchObject({ text: 'Bedankt voor uw bericht, nog eens.' });
  const tasks = await use().core.desk.tasks('open');
  expect(tasks.filter(({ kind }) => kind === 'customer_replied')).toHaveLength(1);
  use().clock.advance(HOUR);
  await sends({ ...answer, text: 'Wat bewaren jullie van mij?' });
  expect((await transcript()).filter(({ from }) => from === 'desk').length).toBeGreaterThan(before);
});

test('what a member of staff wrote or approved leaves as written by a person, what the desk says by itself does not (RFC 3834)', async () => {
  const { settings, clock, jobs } = use();
  const { key, transcript } = await coreMailer(use()).sends({
    from: 'mens@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nMia Mens',
  });
  const sent: OutboundContent[] = [];
  const sending = {
    render: () => ({ paragraphs: ['Hallo'], choices: [] }),
    send: async (_channel: string, _key: string, content: OutboundContent) => {
      sent.push(content);
      return { status: 'sent', externalId: String(sent.length) } as const;
    },
    gathers: () => true,
  };
  const latest = async () => (await jobs('send-message')).at(-1)?.data.messageId ?? '';
  const code = (await transcript()).at(-1);
  expect(code).toMatchObject({ message: { kind: 'code_sent', byMail: true } });
  await deliverMessage(settings, sending, await latest());
  await settings.store.transaction(async (tx) => {
    const row = await tx.conversations.byKey('email', key);
    if (row === undefined) throw new Error('no conversation');
    await say(tx, settings, row.id, 'Dag Mia', 'Noor', clock.now(), null);
  });
  await deliverMessage(settings, sending, await latest());
  await settings.store.transaction(async (tx) => {
    const row = await tx.conversations.byKey('email', key);
    const letter = { kind: 'letter', number: 'PB-2345-6789', paragraphs: ['Brief'] } as const;
    if (row !== undefined) await addToConversation(tx, settings, row.id, letter, clock.now(), null);
  });
  await deliverMessage(settings, sending, await latest());
  expect(sent.map(({ byPerson }) => byPerson)).toEqual([undefined, true, true]);
});
