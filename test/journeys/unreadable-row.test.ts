import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskVisitor } from '../desk/desk-visitor.ts';
import { damaging } from '../support/damage.ts';
import { type MailServer, newMailServer } from '../support/mail-server.ts';
import { type Installation, type MainProcess, newInstallation } from '../support/main-process.ts';
import { eventually } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

const OWNER = 'eigenaar@example.nl';

let installation: Installation;
let mailServer: MailServer;
let main: MainProcess;

beforeAll(async () => {
  [installation, mailServer] = await Promise.all([newInstallation(), newMailServer()]);
  main = installation.start({
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'privacy@example.org',
    STAFF_EMAILS: OWNER,
  });
  await main.ready();
});

afterAll(async () => {
  await installation?.remove();
  await mailServer?.stop();
});

async function signedIn() {
  const [, link = ''] = /sign in once +(\S+)/.exec(main.stdout()) ?? [];
  const path = new URL(link).pathname;
  const staff = deskVisitor((asked, init) => fetch(new URL(asked, main.url), init));
  await staff.submit(await staff.get(path), path);
  return staff;
}

test('a damaged request, message and mail take nobody down with them: the desk, the workers and the next customer go on', async () => {
  const first = webCustomer(main.url);
  const bad = await first.asksForACopy();
  await first.givesIdentity('Sanne de Vries', 'sanne@example.nl');
  await installation.ask(damaging('PrivacyRequest', 'wordsEnc', `"number" = '${bad}'`));
  await installation.ask(damaging('Message', 'contentEnc', '"sequence" = 1'));
  await installation.ask(damaging('OutboundMail', 'contentEnc', `"kind" = 'code' AND "status" = 'queued'`));

  const staff = await signedIn();
  const list = await staff.get('/balie/onbevestigd');
  expect(list.status).toBe(200);
  expect(list.words).toMatch(new RegExp(`${bad} Kan niet worden gelezen`));
  const today = await staff.get('/balie');
  expect(today.status).toBe(200);
  expect(today.words).toMatch(new RegExp(`Een gegeven kan niet worden gelezen .* ${bad} · Van `));
  expect(await first.transcript()).toContain('Dit bericht kan niet worden gelezen.');

  // the mail server was away until now: what waits is sent, but for the damaged one
  await mailServer.start();
  const second = webCustomer(main.url);
  const good = await second.asksForACopy();
  await second.givesIdentity('Bram Bakker', 'bram@example.nl');
  const [mail] = await mailServer.mails('bram@example.nl', 1);
  await second.says(/\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '');
  const drafted = `SELECT 1 FROM "PrivacyRequest" WHERE "number" = '${good}' AND "status" IN ('gathering', 'awaiting_approval')`;
  await eventually(
    async () => ((await installation.ask(drafted)).length === 1 ? true : undefined),
    'the next customer is proven',
  );
  await eventually(async () => {
    const alarms = await mailServer.mails(OWNER, 1);
    return alarms.find(({ text }) => text.includes('kan niet worden gelezen') && text.includes(bad));
  }, 'the owner is alarmed');
  expect((await staff.get('/balie')).status).toBe(200);
  expect((await fetch(`${main.url}/readyz`)).status).toBe(200);
  const listed = await installation.cli(['request', 'list']);
  expect([listed.code, listed.stdout]).toEqual([
    0,
    expect.stringMatching(new RegExp(`${bad} .*cannot be read`)),
  ]);
});
