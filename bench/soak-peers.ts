import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { parseMail } from '../src/bots/email/parse-mail.ts';

/** A mail that the desk's server took. */
export interface TakenMail {
  readonly to: string;
  readonly replyTo: string;
  readonly messageId: string;
  readonly words: string;
}

/** The shop's mail server for what leaves; every so many mails it asks to come later, or hangs up. */
export async function startMailSink(port: number, troubleEvery: number) {
  const taken: TakenMail[] = [];
  const broken: unknown[] = [];
  let offered = 0;
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    closeTimeout: 50,
    onRcptTo: (_address, _session, done) => {
      offered += 1;
      if (offered % troubleEvery !== 0) return done();
      if (offered % (2 * troubleEvery) === 0) for (const connection of server.connections) connection.close();
      else done(Object.assign(new Error('4.2.1 try later'), { responseCode: 450 }));
    },
    onData: (stream, session, done) => {
      text(stream)
        .then(async (raw) => {
          const mail = await parseMail(Buffer.from(raw));
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(raw)?.[1]?.trim() ?? '';
          for (const { address } of session.envelope.rcptTo)
            taken.push({
              to: address,
              replyTo: field('Reply-To'),
              messageId: field('Message-ID'),
              words: squeezed(mail?.text ?? ''),
            });
          done();
        })
        .catch((error: unknown) => {
          // A mail that our own hanging up cut off: it comes again.
          if (!(error instanceof Error && 'code' in error && error.code === 'ECONNECTION'))
            broken.push(error);
          done(new Error('the sink is at fault'));
        });
    },
  });
  // A connection that was cut for trouble.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async close(): Promise<void> {
      await new Promise<void>((resolve) => server.close(resolve));
      if (broken.length > 0) throw new AggregateError(broken, 'the mail server of the soak is at fault');
    },
  };
}

/** The words, however a mail folds its lines. */
export function squeezed(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
