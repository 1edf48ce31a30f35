import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, mailCustomer } from '../bots/email/mail-customer.ts';
import { type DeliveredMail, type MailServer, newMailServer } from '../support/mail-server.ts';
import { type DeskUnderTest, freePort, startTestDesk } from '../support/running-desk.ts';

let desk: DeskUnderTest;
let mailServer: MailServer;
let port: number;
beforeAll(async () => {
  mailServer = await newMailServer();
  await mailServer.start();
  port = await freePort();
  desk = await startTestDesk({
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'Privacybalie <privacy@example.nl>',
    MAIL_LISTEN: `127.0.0.1:${port}`,
  });
});
afterAll(async () => {
  await desk.stop();
  await mailServer.stop();
});

const ASKED = `Goedemiddag,

Ik wil graag een kopie van alle gegevens die jullie van mij hebben.

Groet,
Sanne de Vries`;

const codeOf = ({ text }: DeliveredMail) => /^\d{6}$/m.exec(text.replaceAll('\r', ''))?.[0];

test('a customer asks by mail, answers the mail with the code, and asks how far it is with a number', async () => {
  const customer = mailCustomer(port, 'sanne@example.com');
  const asked = await customer.sends({ subject: 'Inzageverzoek', text: ASKED });

  const mails = await mailServer.mails(customer.address, 2);
  const code = mails.find((mail) => codeOf(mail) !== undefined);
  const answer = mails.find((mail) => mail !== code);
  // one mail says all: who answers (R1), the receipt (R3), and what is asked
  expect(answer?.text).toMatch(/computerprogramma[\s\S]+PB-\w{4}-\w{4}[\s\S]+code van zes cijfers gemaild/);
  expect(answer?.raw).toContain(`In-Reply-To: ${asked}`);
  expect(answer?.raw).toMatch(/^Auto-Submitted: auto-replied\r$/m);
  expect(answer?.raw).not.toMatch(/^List-Unsubscribe/im);
  expect(code?.text).toContain('als antwoord op deze mail');

  await customer.sends(answerTo(code?.raw ?? '', `${code && codeOf(code)}\n\nGroet, Sanne\n\n> de code is`));
  const [proven] = await mailServer.mails(customer.address, 3);
  expect(proven?.text).toContain('Dank u, dat klopt');

  await customer.sends(answerTo(proven?.raw ?? '', '1.'));
  const [why] = await mailServer.mails(customer.address, 4);
  expect(why?.text).toContain('Zo is de datum van verzoek');

  await customer.sends(answerTo(why?.raw ?? '', 'Hoe staat het met mijn verzoek?'));
  const [status] = await mailServer.mails(customer.address, 5);
  expect(status?.text).toMatch(/PB-\w{4}-\w{4}/);

  const [request, ...others] = await desk.core().desk.requests('open');
  expect(others).toEqual([]);
  expect(request).toMatchObject({ right: 'access', channel: 'email', level: 1 });
  customer.close();
});
