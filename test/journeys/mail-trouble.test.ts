import { afterAll, beforeAll, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { approve, type DeskActor, requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import { type MailServer, newMailServer } from '../support/mail-server.ts';
import { type DeskUnderTest, eventually, movableClock, startTestDesk } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

let mailServer: MailServer;
let desk: DeskUnderTest;
let owner: DeskActor;
const clock = movableClock();

beforeAll(async () => {
  mailServer = await newMailServer();
  await mailServer.start();
  desk = await startTestDesk({ SMTP_URL: mailServer.url, MAIL_FROM: 'privacy@example.org' }, { clock });
  owner = await staffActor(desk.core());
});

afterAll(async () => {
  await desk?.stop();
  await mailServer?.stop();
});

/** The six digits of the newest of so many mails. */
async function mailedCode(address: string, count: number): Promise<string> {
  const [mail] = await mailServer.mails(address, count);
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
}

async function openTasks(number: string) {
  return (await desk.core().desk.tasks('open')).filter((task) => task.number === number);
}

test('an address that does not exist: the customer is asked for another, staff see it, the date stays', async () => {
  const customer = webCustomer(desk.url);
  const number = await customer.asksForACopy();
  const { customerDue } = await requestIn(desk.core(), number, 'awaiting_identity');
  mailServer.refuse('sanna@example.nl', 550);
  await customer.givesIdentity('Sanne de Vries', 'sanna@example.nl');
  const told = await eventually(async () => {
    const shown = await customer.transcript();
    return shown.includes('kwam niet aan') ? shown : undefined;
  }, 'the customer is told');
  expect(told).toContain('kwam niet aan op s…@example.nl. Klopt dat adres?');
  expect(await openTasks(number)).toMatchObject([
    { kind: 'delivery_failed', params: { reason: 'smtp_550' } },
  ]);

  await customer.says('sanne@example.nl');
  const reply = await customer.says(await mailedCode('sanne@example.nl', 1));
  expect(reply.said).toMatch(/klopt\. We gaan nu aan de slag/);
  const request = await requestIn(desk.core(), number, 'awaiting_approval');
  expect(request.customerDue).toBe(customerDue);
  expect(request.email).toBe('sanne@example.nl');
  expect((await openTasks(number)).filter(({ kind }) => kind === 'delivery_failed')).toEqual([]);
});

test('a mail server that says "later" gets the same mail again, and the customer one code', async () => {
  const address = 'fleur.jansen@example.com';
  const customer = webCustomer(desk.url);
  await customer.asksForACopy();
  mailServer.refuse(address, 451);
  await customer.givesIdentity('Fleur Jansen', address);
  expect((await customer.says(await mailedCode(address, 1))).said).toMatch(/klopt\./);
  expect(mailServer.mailsTo(address)).toHaveLength(1);
  expect(await customer.transcript()).not.toContain('kwam niet aan');
});

test('a mail server that is down gets the mail when it is back', async () => {
  const address = 'tim.bakker@example.com';
  const customer = webCustomer(desk.url);
  await customer.asksForACopy();
  await mailServer.stop();
  await customer.givesIdentity('Tim Bakker', address);
  await mailServer.start();
  expect((await customer.says(await mailedCode(address, 1))).said).toMatch(/klopt\./);
});

test('an answer that cannot be delivered is told to customer and staff, and sent after a new approval', async () => {
  const address = 'aylin.demir@example.nl';
  const customer = webCustomer(desk.url);
  const number = await customer.asksForACopy();
  await customer.givesIdentity('Aylin Demir', address);
  await customer.says(await mailedCode(address, 1));
  const request = await settleSources(desk.core(), number, owner);
  mailServer.refuse(address, 552);
  await approve(desk.core(), request.id, owner);
  const told = await eventually(async () => {
    const shown = await customer.transcript();
    return shown.includes('kwam niet aan') ? shown : undefined;
  }, 'the customer is told');
  expect(told).toContain('Een medewerker zoekt uit hoe het u wel bereikt');
  expect((await openTasks(number)).map(({ kind }) => kind)).toContain('delivery_failed');
  const failed = await requestIn(desk.core(), number, 'executing');
  expect(failed.customerDue).toBe(request.customerDue);
  expect(failed.approval).toMatchObject({ phase: 'undelivered', executed: false });

  expect((await desk.core().delivery.retry(request.id, failed.version, owner)).ok).toBe(true);
  await requestIn(desk.core(), number, 'answered');
  expect(mailServer.mailsTo(address)).toHaveLength(2);
  expect((await openTasks(number)).filter(({ kind }) => kind === 'delivery_failed')).toEqual([]);
});

test('no mail tells in its subject what it is about, and what nobody approved says that it is automatic', async () => {
  const mails = mailServer.mailsTo('aylin.demir@example.nl');
  for (const { subject } of mails) expect(subject).not.toMatch(/inzage|gegevens|verzoek|PB-/i);
  const automatic = mails.map(({ raw }) => /^Auto-Submitted: auto-generated/m.test(raw));
  // the code by itself, the answer by approval (RFC 3834)
  expect(automatic.toSorted()).toEqual([false, true]);
});

// Last: from here the clock of the desk is ahead of that of the database.
test('a mail server that stays down: the customer reads so while it lasts, and again when the code has gone', async () => {
  const address = 'noor.peters@example.com';
  const customer = webCustomer(desk.url);
  const shows = (words: string) =>
    eventually(async () => ((await customer.transcript()).includes(words) ? true : undefined), words);
  await customer.asksForACopy();
  await mailServer.stop();
  await customer.givesIdentity('Noor Peters', address);
  clock.advance(20 * MINUTE);
  await shows('Het lukt nog niet om onze e-mail naar n…@example.com te versturen.');
  const waiting = await eventually(async () => {
    const tasks = (await desk.core().desk.tasks('open')).filter(({ kind }) => kind === 'mail_delayed');
    return tasks.length > 0 ? tasks : undefined;
  }, 'staff have a task');
  expect(waiting).toMatchObject([{ params: { reason: 'smtp_unreachable' } }]);
  clock.advance(60 * MINUTE);
  await mailServer.start();
  await shows('Onze mail met de code is nu toch verstuurd naar n…@example.com.');
  const open = await desk.core().desk.tasks('open');
  expect(open.filter(({ kind }) => kind === 'mail_delayed')).toEqual([]);
  expect((await customer.says(await mailedCode(address, 1))).said).toMatch(/klopt\./);
});
