import { expect, test } from 'vitest';
import { coreCustomer } from '../../support/core-customer.ts';
import { coreMailer } from '../../support/core-mailer.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();

/** The mail server reports about one mail. */
function reports(outcome: 'failed' | 'delayed', about: { readonly mailId?: string; readonly key?: string }) {
  const { core, clock } = use();
  const { mailId, key: conversationKey = '' } = about;
  const base = {
    channel: 'email',
    conversationKey,
    externalId: `${outcome} ${mailId}`,
    receivedAt: clock.now(),
  } as const;
  return core.receive({ ...base, kind: 'report', outcome, ...(mailId === undefined ? {} : { mailId }) });
}

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

test('what was said by mail and came back is work for a person, in that conversation only', async () => {
  const { key, transcript } = await coreMailer(use()).sends({ text: 'Hallo', from: 'weg@example.com' });
  const before = await transcript();
  const open = (await tasks('delivery_failed')).length;
  expect(await reports('failed', { key })).toEqual({ status: 'stored' });
  expect(await reports('failed', { key: `${'0'.repeat(20)} weg@example.com` })).toEqual({
    status: 'ignored',
  });
  expect((await tasks('delivery_failed')).length).toBe(open + 1);
  expect(await transcript()).toEqual(before);
});

test('the task about what came back names the request that is open in that conversation', async () => {
  const { key, transcript } = await coreMailer(use()).sends({
    from: 'terug@example.com',
    text: 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nTom Terug',
  });
  await reports('failed', { key });
  const receipt = (await transcript()).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  expect((await tasks('delivery_failed')).map(({ number }) => number)).toContain(receipt[0]);
});
