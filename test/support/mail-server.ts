import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { eventually, freePort } from './running-desk.ts';

export interface DeliveredMail {
  readonly to: string;
  readonly subject: string;
  /** The text part. */
  readonly text: string;
  /** As it came over the wire. */
  readonly raw: string;
}

export type MailServer = Awaited<ReturnType<typeof newMailServer>>;

/** A mail server on loopback that takes or refuses what a test says; it is down until it is started. */
export async function newMailServer() {
  const port = await freePort();
  const delivered: DeliveredMail[] = [];
  const refusals = new Map<string, (number | string)[]>();
  let tries = 0;
  let server: SMTPServer | undefined;

  function make(): SMTPServer {
    return new SMTPServer({
      logger: false,
      // milliseconds for connections that a mailer keeps open
      closeTimeout: 50,
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      onRcptTo: ({ address }, _session, done) => {
        tries += 1;
        const [code, enhanced = ''] = String(refusals.get(address)?.shift() ?? '').split(' ');
        if (code === 'cut') {
          for (const connection of server?.connections ?? []) connection.close();
          return;
        }
        const text = `${enhanced} <${address}>`.trim();
        done(code === '' ? null : Object.assign(new Error(text), { responseCode: Number(code) }));
      },
      onData: (stream, session, done) => {
        text(stream).then((raw) => {
          for (const { address } of session.envelope.rcptTo)
            delivered.push({ to: address, subject: header(raw, 'Subject'), text: textPart(raw), raw });
          done();
        }, done);
      },
    });
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    async start(): Promise<void> {
      const started = make();
      server = started;
      await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
    },
    async stop(): Promise<void> {
      const stopping = server;
      server = undefined;
      if (stopping !== undefined) await new Promise<void>((resolve) => stopping.close(resolve));
    },
    /** The next mails to this address are refused with these codes (`550 5.1.1`), one after another. */
    refuse(address: string, ...codes: readonly (number | string)[]): void {
      refusals.set(address, [...(refusals.get(address) ?? []), ...codes]);
    },
    /** The next connection that brings a mail to this address breaks off before it is answered. */
    cut(address: string): void {
      refusals.set(address, ['cut']);
    },
    /** How often a receiver was offered. */
    tries: () => tries,
    mailsTo: (address: string) => delivered.filter(({ to }) => to === address),
    /** Newest first, once there are so many. */
    mails: (address: string, count: number) =>
      eventually(async () => {
        const mails = delivered.filter(({ to }) => to === address);
        return mails.length >= count ? mails.toReversed() : undefined;
      }, `${count} mails to ${address}`),
  };
}

function header(raw: string, name: string): string {
  return new RegExp(`^${name}: (.*)\\r?$`, 'm').exec(raw)?.[1]?.trim() ?? '';
}

/** The first text/plain part with its transfer encoding undone. */
function textPart(raw: string): string {
  const part = /Content-Type: text\/plain[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/.exec(raw);
  const body = part?.[1] ?? '';
  const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(part?.[0] ?? '')?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quotedPrintable(body) : body;
}

function quotedPrintable(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
