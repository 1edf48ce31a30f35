import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { createMailer, type Mailer } from '../../src/platform/mailer.ts';

const MAIL = {
  id: 'mail-1',
  to: 'jan@example.com',
  subject: 'Uw verzoek',
  text: 'Dag Jan',
  html: '<p>Dag Jan</p>',
};

let server: SMTPServer | undefined;
let mailer: Mailer | undefined;
afterEach(async () => {
  mailer?.close();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
});

const noTls = { disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true } satisfies SMTPServerOptions;

/** A mail server on loopback, and a mailer that uses it. */
async function start(options: SMTPServerOptions, { requireTls = false, login = '' } = {}): Promise<Mailer> {
  const started = new SMTPServer({ logger: false, ...options });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const smtpUrl = new Redacted(`smtp://${login}127.0.0.1:${port}`);
  mailer = createMailer({ smtpUrl, from: 'Privacybalie <privacy@example.nl>', requireTls });
  return mailer;
}

const refusing = (code: number) =>
  ({
    ...noTls,
    onRcptTo: (_address, _session, done) => {
      done(Object.assign(new Error('<jan@example.com> is not known here'), { responseCode: code }));
    },
  }) satisfies SMTPServerOptions;

/** A server that takes a mail, and the mail once it came. */
async function receiving() {
  const { promise: received, resolve, reject } = Promise.withResolvers<string>();
  const sender = await start({
    ...noTls,
    onData: (stream, _session, done) => {
      text(stream).then(resolve, reject);
      stream.on('end', () => done());
    },
  });
  return { sender, received };
}

test('a mail that a person wrote says nothing of a program', async () => {
  const { sender, received } = await receiving();
  await sender.send({ ...MAIL, autoSubmitted: 'no' });
  expect(await received).not.toContain('Auto-Submitted');
});

test('a mail arrives with its own number, from the shop, and asks for no automatic answer', async () => {
  const { sender, received } = await receiving();
  expect(await sender.send(MAIL)).toEqual({ status: 'sent', messageId: '<mail-1@example.nl>' });
  const mail = await received;
  expect(mail).toMatch(/^Message-ID: <mail-1@example\.nl>\r$/m);
  expect(mail).toMatch(/^From: Privacybalie <privacy@example\.nl>\r$/m);
  expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(mail).toContain('multipart/alternative');
});

test('a subject with line ends adds no header', async () => {
  const { sender, received } = await receiving();
  await sender.send({ ...MAIL, subject: 'Uw verzoek\r\nBcc: piet@example.com' });
  expect(await received).not.toMatch(/^Bcc:/m);
});

test.for([
  [450, true],
  [550, false],
] as const)(
  'a refusal with %i is final or not, and its words are not repeated',
  async ([code, retryable]) => {
    const sender = await start(refusing(code));
    expect(await sender.send(MAIL)).toEqual({ status: 'failed', reason: `smtp_${code}`, retryable });
  },
);

test('a server that is not there may be there later', async () => {
  const sender = await start(noTls);
  await new Promise<void>((resolve) => server?.close(() => resolve()));
  expect(await sender.send(MAIL)).toEqual({ status: 'failed', reason: 'smtp_unreachable', retryable: true });
  expect(await sender.reachable()).toBe(false);
});

test('a wrong login is ours to repair: the mail is kept for later', async () => {
  const sender = await start(
    {
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(new Error('no')),
    },
    { login: 'desk:hunter2@' },
  );
  expect(await sender.send(MAIL)).toEqual({ status: 'failed', reason: 'smtp_login', retryable: true });
});

test('where encryption is required a server without it gets no mail', async () => {
  let got = 0;
  const sender = await start(
    {
      ...noTls,
      onData: () => {
        got += 1;
      },
    },
    { requireTls: true },
  );
  expect(await sender.send(MAIL)).toEqual({ status: 'failed', reason: 'smtp_tls', retryable: true });
  expect(got).toBe(0);
});

test('a mail that no server can take is not tried again', async () => {
  const sender = await start(noTls);
  expect(await sender.send({ ...MAIL, to: '' })).toEqual({
    status: 'failed',
    reason: 'smtp_unsendable',
    retryable: false,
  });
});

test('a server that lets us in is reachable', async () => {
  expect(await (await start(noTls)).reachable()).toBe(true);
});
