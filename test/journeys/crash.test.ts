import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smtpTalk } from '../bots/email/smtp-talk.ts';
import { type MailServer, newMailServer } from '../support/mail-server.ts';
import { type Installation, type MainProcess, newInstallation } from '../support/main-process.ts';
import { eventually, freePort } from '../support/running-desk.ts';
import { numberIn, webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const QUESTION = 'wat bewaren jullie van mij';

let installation: Installation;
let mailServer: MailServer;
let main: MainProcess;
let mailPort: number;

beforeAll(async () => {
  [installation, mailServer, mailPort] = await Promise.all([newInstallation(), newMailServer(), freePort()]);
  await start();
});

afterAll(async () => {
  await installation?.remove();
  await mailServer?.stop();
});

async function start(): Promise<void> {
  main = installation.start({
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'privacy@example.nl',
    MAIL_LISTEN: `127.0.0.1:${mailPort}`,
  });
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

/** What a customer sends by mail; it has one Message-ID however often it is sent. */
const letter = (from: string) =>
  [
    `From: ${from}`,
    'To: privacy@example.nl',
    `Message-ID: <${from}>`,
    '',
    'Ik wil inzage in mijn gegevens.',
  ].join('\r\n');

/** How many conversations by mail there are, with how many messages from customers and how many requests. */
const mailsStored = () =>
  installation.ask(`SELECT count(DISTINCT c."id")::int, count(m."id")::int, count(DISTINCT r."id")::int
    FROM "Conversation" c LEFT JOIN "PrivacyRequest" r ON r."conversationId" = c."id"
    LEFT JOIN "Message" m ON m."conversationId" = c."id" AND m."direction" = 'in' WHERE c."channel" = 'email'`);

test('killed before and after the commit of a mail and before 250, each is sent again and there once', async () => {
  const [before, after] = ['voor@example.com', 'na@example.com'];
  const holder = await installation.connect();
  // Who commits a message waits here: PostgreSQL has the commit, the program never hears that it was done.
  await holder.query(`CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER held AFTER INSERT ON "Message" DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION held();
    SELECT pg_advisory_lock(7)`);
  const [one, other] = [await smtpTalk(mailPort), await smtpTalk(mailPort)];
  await one.begins(before);
  one.writes(letter(before).slice(0, 80));
  await other.begins(after);
  const unanswered = other.ends(letter(after));
  await eventually(async () => {
    const { rowCount } = await holder.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    return rowCount === 1 ? true : undefined;
  }, 'the mail is being committed');
  await crash();
  expect(await unanswered).toBe('');
  await holder.query('SELECT pg_advisory_unlock(7)');
  await holder.query('DROP FUNCTION held CASCADE'); // waits for the commit
  await holder.end();
  expect(await mailsStored()).toEqual([[1, 1, 1]]);

  await start();
  for (const from of [before, after]) {
    const again = await smtpTalk(mailPort);
    await again.begins(from);
    expect(await again.ends(letter(from))).toBe('250 2.0.0 stored');
    again.cut();
  }
  expect(await mailsStored()).toEqual([[2, 2, 2]]);
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
