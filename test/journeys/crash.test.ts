import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, newMailServer } from '../support/mail-server.ts';
import { type Installation, type MainProcess, newInstallation } from '../support/main-process.ts';
import { eventually } from '../support/running-desk.ts';
import { numberIn, webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const QUESTION = 'wat bewaren jullie van mij';

let installation: Installation;
let mailServer: MailServer;
let main: MainProcess;

beforeAll(async () => {
  [installation, mailServer] = await Promise.all([newInstallation(), newMailServer()]);
  await start();
});

afterAll(async () => {
  await installation?.remove();
  await mailServer?.stop();
});

async function start(): Promise<void> {
  main = installation.start({ SMTP_URL: mailServer.url, MAIL_FROM: 'privacy@example.org' });
  await main.ready();
}

/** kill -9 of the program; its PostgreSQL lives on. */
async function crash(): Promise<void> {
  main.signal('SIGKILL');
  await main.exit;
}

async function statusOf(number: string): Promise<string> {
  const [row] = await installation.ask(`SELECT "status" FROM "PrivacyRequest" WHERE "number" = '${number}'`);
  return String(row?.[0]);
}

test('killed in mid-conversation, the program goes on where it was: words, request, queued code mail', async () => {
  const customer = webCustomer(main.url);
  const number = await customer.asksForACopy();
  // The mail server is down: the mail with the code waits in the queue.
  expect((await customer.givesIdentity('Sanne de Vries', SANNE)).said).toContain('s…@example.nl');
  await crash();
  const { pid } = (await installation.postgres()) ?? { pid: 0 };
  expect(await installation.postgres()).toEqual({ pid, running: true });

  await mailServer.start();
  await start();
  expect((await installation.postgres())?.pid).toBe(pid);
  expect(await customer.transcript()).toContain(`Het nummer is ${number}`);
  expect(await statusOf(number)).toBe('awaiting_identity');
  const [mail] = await mailServer.mails(SANNE, 1);
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
  expect((await customer.says(code)).said).toMatch(/klopt\. We gaan nu aan de slag/);
  // The reply is given, the jobs that search are only just committed.
  await crash();

  await start();
  await eventually(
    async () => ((await statusOf(number)) === 'awaiting_approval' ? true : undefined),
    'the sources were searched',
  );
  expect(mailServer.mailsTo(SANNE)).toHaveLength(1);
});

test('what was acknowledged when the program was killed is there, and what is sent again is there once', async () => {
  const visitors = Array.from({ length: 10 }, () => ({
    customer: webCustomer(main.url),
    nummer: randomUUID(),
  }));
  await Promise.all(visitors.map(({ customer }) => customer.client.page('/')));
  const post = ({ customer, nummer }: (typeof visitors)[number]) =>
    customer.post({ tekst: QUESTION, nummer });
  const first = visitors.map((visitor) =>
    post(visitor).then(
      ({ said }) => numberIn(said),
      () => undefined,
    ),
  );
  await Promise.race(first);
  await crash();
  const acknowledged = await Promise.all(first);
  expect(acknowledged).not.toEqual(visitors.map(() => undefined));

  await start();
  for (const [index, visitor] of visitors.entries()) {
    if (acknowledged[index] === undefined) await post(visitor);
    const shown = await visitor.customer.transcript();
    expect(shown.split(QUESTION)).toHaveLength(shown.split('Uw verzoek is binnen').length);
    const numbers = new Set(
      [...shown.matchAll(/Het nummer is (PB-\w{4}-\w{4})/g)].map(([, number]) => number),
    );
    expect(numbers.size).toBe(1);
    if (acknowledged[index] !== undefined) expect([...numbers]).toEqual([acknowledged[index]]);
  }
  expect(await installation.ask('SELECT 1 FROM "PrivacyRequest"')).toHaveLength(1 + visitors.length);
  expect((await installation.cli(['register', 'verify'])).code).toBe(0);
});

test('when PostgreSQL is killed with the program, the next start recovers the database by itself', async () => {
  const customer = webCustomer(main.url);
  const number = await customer.asksForACopy();
  const { pid } = (await installation.postgres()) ?? { pid: 0 };
  process.kill(pid, 'SIGKILL');
  await crash();
  await start();
  expect((await installation.postgres())?.pid).not.toBe(pid);
  expect(await customer.transcript()).toContain(number);
});

test('PostgreSQL that is killed under the running program is started again, and the conversation goes on', async () => {
  const customer = webCustomer(main.url);
  const number = await customer.asksForACopy();
  const { pid } = (await installation.postgres()) ?? { pid: 0 };
  process.kill(pid, 'SIGKILL');
  await eventually(async () => {
    const now = await installation.postgres();
    return now !== undefined && now.pid !== pid && now.running ? true : undefined;
  }, 'another PostgreSQL');
  const nummer = randomUUID();
  const reply = await eventually(async () => {
    const { status, said } = await customer.post({ tekst: 'hoe staat het met mijn verzoek', nummer });
    return status === 200 && said !== '' ? said : undefined;
  }, 'the database is back');
  expect(reply).toContain(number);
  main.signal('SIGINT');
  expect((await main.exit).code).toBe(0);
});
