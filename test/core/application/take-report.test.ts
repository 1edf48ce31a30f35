import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/core/application/core-api.ts';
import { deliverMail } from '../../../src/core/application/deliver-mail.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { coreMailer } from '../../support/core-mailer.ts';
import { decideOutcome } from '../../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../../support/decided-letter.ts';
import { approveNotice, staffActor } from '../../support/desk-staff.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { erasedInPart, forgottenPerson } from '../../support/forgotten-person.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** A Monday, ten o'clock in Amsterdam. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });

/** The mail server reports about one mail, by its id or by the number that it left with. */
function reports(
  outcome: 'failed' | 'delayed',
  about: { readonly mailId: string } | { readonly sentAs: string },
) {
  const { core, clock } = use();
  const named = Object.values(about).join();
  const base = { channel: 'email', conversationKey: '', externalId: `${outcome} ${named}` } as const;
  return core.receive({ ...base, receivedAt: clock.now(), kind: 'report', outcome, ...about });
}

const numberOfMail = () => `<${'0'.repeat(20)}.${randomUUID().slice(0, 8)}@example.nl>`;

/** All that was said there so far leaves as one mail with this number, as the worker marks it. */
async function leaves(key: string, sentAs: string): Promise<void> {
  await use().settings.store.transaction(async (tx) => {
    const conversation = await tx.conversations.byKey('email', key);
    const said = conversation === undefined ? [] : await tx.conversations.transcript(conversation.id, 0);
    for (const { id, content, status } of said)
      if (content.from === 'desk' && status === 'shown')
        await tx.conversations.markMessage(id, 'sent', { externalId: sentAs });
  });
}

const failedIn = (entries: readonly TranscriptEntry[]) =>
  entries.flatMap((entry) => (entry.from === 'desk' && entry.failed === true ? [entry.message.kind] : []));

/** The last mail of this kind that a mail server took. */
async function sentMail(kind: string): Promise<string> {
  const { rows } = await use().sql.query(
    `SELECT "id" FROM "OutboundMail" WHERE "kind" = $1 AND "status" = 'sent' ORDER BY "createdAt" DESC LIMIT 1`,
    [kind],
  );
  return rows[0].id;
}

const tasks = async (kind: string) =>
  (await use().core.desk.tasks('open')).filter((task) => task.kind === kind);

test('a code that came back is told where it was asked, staff have a task, and the term runs on', async () => {
  const customer = coreCustomer(use());
  const number = await customer.asks('Sanne de Vries', 'komtniet@example.com');
  const before = await use().core.register.byNumber(number, { via: 'cli', name: 'test' });
  const mailId = await sentMail('code');
  expect(await reports('failed', { mailId })).toEqual({ status: 'stored' });
  expect(await customer.told('code_undeliverable')).toEqual({
    kind: 'code_undeliverable',
    to: 'k…@example.com',
  });
  const [task] = (await tasks('delivery_failed')).filter((row) => row.number === number);
  expect(task?.params).toEqual({ reason: 'bounced' });
  const after = await use().core.register.byNumber(number, { via: 'cli', name: 'test' });
  expect(after?.customerDue).toBe(before?.customerDue);
});

test('a code that came back before it was known to have left is told, and is not sent again', async () => {
  const customer = coreCustomer(use());
  await customer.says('Wat bewaren jullie van mij?');
  await customer.says('Vlug Terug, vlug@example.com');
  const [job] = await use().jobs('send-mail');
  const mailId = job?.data.mailId ?? '';
  let sent = 0;
  const tries = () =>
    deliverMail(
      use().settings,
      {
        render: () => ({ subject: '', text: '', html: '' }),
        send: async () => {
          sent += 1;
          expect(await reports('failed', { mailId })).toEqual({ status: 'stored' });
          return { status: 'sent', messageId: mailId };
        },
      },
      mailId,
    );
  await tries();
  await tries();
  expect(sent).toBe(1);
  expect(await customer.told('code_undeliverable')).toMatchObject({ to: 'v…@example.com' });
  await workOff(use());
});

test('a report that comes again, and one about a mail that nobody knows, change nothing', async () => {
  const customer = coreCustomer(use());
  await customer.asks('Jan Bos', 'tweemaal@example.com');
  const mailId = await sentMail('code');
  await reports('failed', { mailId });
  const before = [await customer.transcript(), await tasks('delivery_failed')];
  expect(await reports('failed', { mailId })).toEqual({ status: 'ignored' });
  expect(await reports('failed', { mailId: '6f1c2f0e-0000-4000-8000-0123456789ab' })).toEqual({
    status: 'ignored',
  });
  expect([await customer.transcript(), await tasks('delivery_failed')]).toEqual(before);
});

test('a mail that is late is noted for staff, and the code in it still counts', async () => {
  const customer = coreCustomer(use());
  await customer.asks('Els Smit', 'later@example.com');
  await reports('delayed', { mailId: await sentMail('code') });
  expect((await tasks('mail_delayed')).map(({ params }) => params)).toEqual([{ reason: 'smtp_later' }]);
  await customer.typesCode('later@example.com');
  expect(await customer.told('proven')).toBeDefined();
  await workOff(use());
});

test('of what was said by mail exactly what came back is marked, and a person has work of it', async () => {
  const { key, token, transcript } = await coreMailer(use()).sends({
    text: 'Hallo',
    from: 'weg@example.com',
  });
  const [first, second] = [numberOfMail(), numberOfMail()];
  await leaves(key, first);
  const again = { to: `privacy+${token}@example.nl`, from: 'weg@example.com' };
  await coreMailer(use()).sends({ ...again, text: 'Dank u wel!' });
  await leaves(key, second);
  const open = (await tasks('delivery_failed')).length;
  expect(await reports('failed', { sentAs: second })).toEqual({ status: 'stored' });
  expect(failedIn(await transcript())).toEqual(['thanks']);
  expect((await tasks('delivery_failed')).length).toBe(open + 1);
});

test('of a late mail nothing is marked as failed: it is told to staff, and may come back yet', async () => {
  const { key, transcript } = await coreMailer(use()).sends({ text: 'Hallo', from: 'traag@example.com' });
  const sentAs = numberOfMail();
  await leaves(key, sentAs);
  const late = (await tasks('mail_delayed')).length;
  expect(await reports('delayed', { sentAs })).toEqual({ status: 'stored' });
  expect(failedIn(await transcript())).toEqual([]);
  expect((await tasks('mail_delayed')).length).toBe(late + 1);
  expect(await reports('failed', { sentAs })).toEqual({ status: 'stored' });
  expect(failedIn(await transcript())).not.toEqual([]);
});

test.each(['another number', 'another token', 'one that came back already'])(
  'a report that is forged or comes again changes nothing: %s',
  async (which) => {
    const { key, transcript } = await coreMailer(use()).sends({ text: 'Hallo', from: 'echt@example.com' });
    const sentAs = numberOfMail();
    await leaves(key, sentAs);
    if (which === 'one that came back already') await reports('failed', { sentAs });
    const before = [await transcript(), await tasks('delivery_failed')];
    const forged = {
      'another number': sentAs.replace(/\.\w+/, '.ffffffff'),
      'another token': sentAs.replace('<0', '<1'),
    }[which];
    expect(await reports('failed', { sentAs: forged ?? sentAs })).toEqual({ status: 'ignored' });
    expect(await reports('delayed', { sentAs: forged ?? sentAs })).toEqual({ status: 'ignored' });
    expect([await transcript(), await tasks('delivery_failed')]).toEqual(before);
  },
);

test('the task about a receipt that came back names the request that is open in that conversation', async () => {
  const { key, transcript } = await coreMailer(use()).sends({
    from: 'terug@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nTom Terug',
  });
  const sentAs = numberOfMail();
  await leaves(key, sentAs);
  await reports('failed', { sentAs });
  const receipt = (await transcript()).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  expect(failedIn(await transcript())).toContain('receipt');
  expect((await tasks('delivery_failed')).map(({ number }) => number)).toContain(receipt[0]);
});

test('an answer and a notice that came back are open again, and the customer hears it where he asked', async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { customer, detail } = await readyRequest(use(), by, { name: 'Bo Kuiper', email: 'bo@example.nl' });
  const typed = { reasons: ['systems'], facts: 'Uw bestellingen staan in vijf systemen.' };
  const { version } = await cardOf(use(), detail.number);
  await core.notices.prepareExtension(detail.id, version, typed, by);
  await approveNotice(core, detail.id, by);
  await workOff(use());
  expect(await cardOf(use(), detail.number)).toMatchObject({ notice: { mailed: [{ kind: 'extension' }] } });
  expect(await reports('failed', { mailId: await sentMail('term_letter') })).toEqual({ status: 'stored' });
  expect(await cardOf(use(), detail.number)).toMatchObject({ notice: { mailed: [] } });
  await approveLetter(use(), detail.id, by);
  expect(await cardOf(use(), detail.number)).toMatchObject({ status: 'answered' });
  expect(await reports('failed', { mailId: await sentMail('answer') })).toEqual({ status: 'stored' });
  expect(await cardOf(use(), detail.number)).toMatchObject({ approval: { phase: 'undelivered' } });
  const { number } = detail;
  expect(await customer.told('answer_undeliverable')).toEqual({ kind: 'answer_undeliverable', number });
});

test('a notice that was said by mail and came back told nobody: its extension never counted', async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { key, transcript } = await coreMailer(use()).sends({
    from: 'onbewezen@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nOno Bewezen',
  });
  const [number = ''] = (await transcript()).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  const { id, version, toldDue } = await cardOf(use(), number);
  const typed = { reasons: ['systems'], facts: 'Het staat in vijf systemen.' };
  await core.notices.prepareExtension(id, version, typed, by);
  await approveNotice(core, id, by);
  await workOff(use());
  expect((await cardOf(use(), number)).toldDue).toBe('2027-02-02');
  const sentAs = numberOfMail();
  await leaves(key, sentAs);
  await reports('failed', { sentAs });
  expect((await cardOf(use(), number)).toldDue).toBe(toldDue);
});

test('an answer that was given by mail to whom nobody proved and came back is open again, for staff to send', async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { key, transcript } = await coreMailer(use()).sends({
    from: 'besloten@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nBeau Sloten',
  });
  const [number = ''] = (await transcript()).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  const { id, version } = await cardOf(use(), number);
  const refusal = { ground: 'not_identifiable', article: '', facts: 'Wij kregen geen antwoord.' } as const;
  await core.decisions.prepareRefusal(id, version, refusal, by);
  await approveLetter(use(), id, by);
  expect(await cardOf(use(), number)).toMatchObject({ status: 'refused' });
  const sentAs = numberOfMail();
  await leaves(key, sentAs);
  await reports('failed', { sentAs });
  expect(failedIn(await transcript())).toContain('letter');
  expect(await cardOf(use(), number)).toMatchObject({ approval: { phase: 'undelivered' } });
});

test('an announcement that came back stops the deed, and the customer and staff hear it (AVG 18(3))', async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { customer, id, number } = await forgottenPerson(use(), by, 77);
  await decideOutcome(core, id, erasedInPart(use()), by);
  await approveLetter(use(), id, by);
  expect(await reports('failed', { mailId: await sentMail('announcement') })).toEqual({ status: 'stored' });
  expect(await cardOf(use(), number)).toMatchObject({ status: 'awaiting_approval' });
  expect(await customer.told('answer_undeliverable')).toEqual({ kind: 'answer_undeliverable', number });
  const work = (await tasks('delivery_failed')).filter((task) => task.number === number);
  expect(work[0]?.params).toMatchObject({ reason: 'bounced' });
  await timePasses(use(), 2 * DAY);
  expect(await cardOf(use(), number)).toMatchObject({ status: 'awaiting_approval' });
});
