import { beforeAll, expect, test } from 'vitest';
import { coreMailer, type WrittenMail } from '../../support/core-mailer.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

let asked: Awaited<ReturnType<ReturnType<typeof coreMailer>['sends']>>;
beforeAll(async () => {
  asked = await write({ text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nSanne Slacht' });
});

/** A mail in the name of this customer, in the conversation once there is one. */
function write(mail: WrittenMail) {
  const to = asked === undefined ? {} : { to: `privacy+${asked.token}@example.nl` };
  return coreMailer(use()).sends({ from: 'slacht@example.com', ...to, ...mail });
}

async function said() {
  const entries = await asked.transcript();
  return entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
}

const stands = async () =>
  (await use().core.desk.requests('open')).filter(({ channel }) => channel === 'email').length;

/** The last that the desk said leaves with this number. */
async function leaves(externalId: string): Promise<void> {
  await use().settings.store.transaction(async (tx) => {
    const conversation = await tx.conversations.byKey('email', asked.key);
    if (conversation === undefined) throw new Error('no conversation');
    const last = (await tx.conversations.transcript(conversation.id, 0)).at(-1);
    if (last?.content.from === 'desk') await tx.conversations.markMessage(last.id, 'sent', { externalId });
  });
}

test('another address for the code is not taken from a mail that anybody may have sent', async () => {
  await write({ text: 'Mijn e-mailadres is dief@example.org.' });
  expect((await said()).at(-1)).toBe('mail_unchecked');
  const mailed = (await use().core.desk.caughtMail(50)).map(({ to }) => to);
  expect(mailed).not.toContain('dief@example.org');
});

test('it withdraws nothing either: the address is asked, and a person has work of it (R3)', async () => {
  await write({ text: 'Ik trek mijn verzoek in.' });
  expect((await said()).at(-1)).toBe('confirm_never_mind');
  await write({ text: 'Ja' });
  expect((await said()).at(-1)).toBe('mail_unchecked');
  expect(await stands()).toBe(1);
  expect((await use().core.desk.tasks('open')).map(({ kind }) => kind)).toContain('customer_replied');
});

test('plain words still join the conversation and are answered', async () => {
  await write({ text: 'Hoe ver is mijn verzoek?' });
  expect(await said()).toContain('status');
});

test('who answers the mail that asks about it reads that mailbox: what he wants is done', async () => {
  await write({ text: 'Ik trek mijn verzoek in.' });
  await write({ text: 'Ja' });
  const number = (end: string) => `<${asked.token}.0123456789abcde${end}@example.nl>`;
  await leaves(number('f'));
  await write({ text: 'Ja', fields: [`In-Reply-To: ${number('e')}`] });
  expect((await said()).at(-1)).toBe('mail_unchecked');
  await write({ text: 'Ja', fields: [`In-Reply-To: ${number('f')}`] });
  expect((await said()).at(-1)).toBe('withdrawn');
  expect(await stands()).toBe(0);
});

test('a mail whose origin was checked is not asked again', async () => {
  asked = await coreMailer(use()).sends({
    from: 'slacht@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nSanne Slacht',
  });
  await write({ text: 'Ik trek mijn verzoek in.', authenticated: true });
  await write({ text: 'Ja', authenticated: true });
  expect((await said()).at(-1)).toBe('withdrawn');
});
