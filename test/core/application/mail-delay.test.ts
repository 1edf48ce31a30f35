import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverMail, giveUpMail } from '../../../src/core/application/deliver-mail.ts';
import { tellStaff } from '../../../src/core/application/tell-staff.ts';
import { MINUTE } from '../../../src/core/kernel/clock.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { createMailer, type Mailer } from '../../../src/platform/mailer.ts';
import { coreVisitor } from '../../support/core-visitor.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { type MailServer, newMailServer } from '../../support/mail-server.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const TO = 's…@example.nl';
let server: MailServer;
let mailer: Mailer;
let number = 0;

beforeAll(async () => {
  server = await newMailServer();
  const from = 'privacy@example.org';
  mailer = createMailer({ smtpUrl: new Redacted(server.url), from, requireTls: false });
});
afterAll(() => mailer.close());
beforeEach(() => server.start());
afterEach(() => server.stop());

/** Somebody who waits for a code, and one try at a time to send it. */
async function waitsForACode() {
  number += 1;
  const address = `sanne.${number}@example.nl`;
  const customer = coreVisitor(use);
  await customer.says('wat bewaren jullie van mij');
  await customer.taps(`copy.${(await customer.request()).number}`);
  await customer.says(`Sanne de Vries, ${address}`);
  const mailId = (await use().jobs('send-mail')).at(-1)?.data.mailId ?? '';
  return { customer, address, mailId, tries: (id = mailId) => tries(id) };
}

function tries(mailId: string) {
  const render = () => ({ subject: 'Uw code', text: 'code', html: 'code' });
  return deliverMail(use().settings, { render, send: mailer.send }, mailId);
}

async function delayed() {
  return (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'mail_delayed');
}

const kinds = async (customer: { heard(): Promise<readonly { readonly kind: string }[]> }) =>
  (await customer.heard()).map(({ kind }) => kind);

test('a mail server that is down for a moment is told to nobody', async () => {
  const { customer, tries } = await waitsForACode();
  await server.stop();
  expect(await tries()).toMatchObject({ status: 'again', reason: 'smtp_unreachable' });
  use().clock.advance(4 * MINUTE);
  await tries();
  expect(await kinds(customer)).not.toContain('mail_delayed');
  expect(await delayed()).toEqual([]);
});

test('after five minutes the customer hears it once, with the way to a person; after a quarter of an hour staff', async () => {
  const { customer, tries } = await waitsForACode();
  const { clock, settings, core, jobs } = use();
  await server.stop();
  clock.advance(5 * MINUTE);
  await tries();
  expect((await customer.heard()).at(-1)).toEqual({ kind: 'mail_delayed', to: TO });
  expect(await delayed()).toEqual([]);
  clock.advance(10 * MINUTE);
  await tries();
  await tries();
  expect((await kinds(customer)).filter((kind) => kind === 'mail_delayed')).toHaveLength(1);
  const [task, ...others] = await delayed();
  expect(others).toEqual([]);
  expect(task).toMatchObject({ params: { reason: 'smtp_unreachable' }, requestId: null });

  // The owner's mail would wait for the same server.
  await staffActor(core, 'eigenaar@example.nl');
  const waiting = (await jobs('send-mail')).length;
  const telling = {
    channel: undefined,
    words: () => '',
    link: () => '',
    waitingWords: String,
    waitingLink: '',
  };
  expect(await tellStaff(settings, telling, task?.id ?? '')).toEqual({ status: 'done' });
  expect((await jobs('send-mail')).length).toBe(waiting);
});

test('when the mail has gone the customer hears that too, and the code is valid from then', async () => {
  const { customer, address, tries } = await waitsForACode();
  const { clock } = use();
  const code = await customer.lastCode(address);
  await server.stop();
  clock.advance(20 * MINUTE);
  await tries();
  expect(await delayed()).toHaveLength(1);
  clock.advance(60 * MINUTE);
  await server.start();
  expect(await tries()).toEqual({ status: 'done' });
  expect((await customer.heard()).at(-1)).toEqual({ kind: 'code_sent_late', to: TO });
  expect(await delayed()).toEqual([]);
  clock.advance(29 * MINUTE);
  await customer.says(code);
  expect((await customer.request()).state.level).toBe(1);
});

test('of two codes that wait the customer hears once, and of one that is no longer needed nothing', async () => {
  const { customer, address, mailId, tries } = await waitsForACode();
  const { clock, jobs } = use();
  await customer.taps(`resend.${(await customer.request()).number}`);
  const second = (await jobs('send-mail')).at(-1)?.data.mailId ?? '';
  expect(second).not.toBe(mailId);
  await server.stop();
  clock.advance(6 * MINUTE);
  await tries();
  await tries(second);
  expect((await kinds(customer)).filter((kind) => kind === 'mail_delayed')).toHaveLength(1);
  const code = await customer.lastCode(address);
  await server.start();
  await tries(second);
  await customer.says(code);
  expect((await customer.request()).state.level).toBe(1);
  await tries();
  expect((await kinds(customer)).filter((kind) => kind === 'code_sent_late')).toHaveLength(1);
});

test('a receiver who lets us wait is a task of that request, which ends with the mail', async () => {
  const { customer, address, mailId, tries } = await waitsForACode();
  const { clock, settings } = use();
  server.refuse(address, 451, 451);
  await tries();
  clock.advance(16 * MINUTE);
  expect(await tries()).toMatchObject({ reason: 'smtp_451' });
  const { id } = await customer.request();
  expect(await delayed()).toMatchObject([{ requestId: id, params: { reason: 'smtp_later' } }]);
  await giveUpMail(settings, mailId, 'smtp_451');
  expect(await delayed()).toEqual([]);
  expect(await kinds(customer)).toContain('code_undeliverable');
});
