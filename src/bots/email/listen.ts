import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { isLoopbackAddress } from '../../core/kernel/ip-address.ts';
import type { Envelope } from './translate.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** PEM; absent: no encryption is offered, which is for this machine only. */
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  readonly mayDeliver: (address: string) => boolean;
  readonly isOurs: (address: string) => boolean;
  /** Resolves with the answer once the mail is stored for good, or refused for good; rejects when it could not be stored. */
  readonly take: (raw: Uint8Array, from: Envelope & { readonly peer: MailPeer }) => Promise<Answer>;
  /** Ids and numbers only. */
  readonly log: (fields: object, message: string) => void;
}

/** The mail server that hands a mail on. */
export interface MailPeer {
  readonly ip: string;
  readonly helo: string;
}

export interface Answer {
  readonly code: 250 | 550 | 554;
  readonly text: string;
}

export interface MailListener {
  readonly port: number;
  /** Takes no new connection; what is in hand is answered first. */
  close(): Promise<void>;
}

/** What no mail of a customer reaches: attachments are not kept (R14). */
const MOST_BYTES = 25 * 1_024 * 1_024;
const MOST_CONNECTIONS = 20;
const MOST_RECIPIENTS = 20;
const IDLE_MS = 60_000;
const CLOSE_MS = 500;

/** Listens for mail that a mail server forwards. 250 follows only after `take`; whatever failed is answered 451. */
export async function listenForMail(options: ListenOptions): Promise<MailListener> {
  const { host, port, tls, mayDeliver, isOurs, log } = options;
  const inHand = new Set<Promise<unknown>>();
  const server = new SMTPServer({
    ...(tls ?? {}),
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    banner: 'Privacybalie',
    size: MOST_BYTES,
    rejectOversized: true,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: IDLE_MS,
    closeTimeout: CLOSE_MS,
    logger: false,
    onConnect({ remoteAddress }, done) {
      done(mayDeliver(remoteAddress) ? null : refusal(554, '5.7.1 this host may not deliver here'));
    },
    onMailFrom(_address, session, done) {
      const open = tls !== undefined && !session.secure && !isLoopbackAddress(session.remoteAddress);
      done(open ? refusal(530, '5.7.0 STARTTLS first') : null);
    },
    onRcptTo({ address }, { envelope }, done) {
      if (!isOurs(address)) return done(refusal(550, '5.1.1 no such address here'));
      done(envelope.rcptTo.length >= MOST_RECIPIENTS ? refusal(452, '4.5.3 too many recipients') : null);
    },
    onData(stream, session, done) {
      const taking = takeIn(stream, session).finally(() => inHand.delete(taking));
      inHand.add(taking);
      taking.then(
        ({ code, text }) => (code === 250 ? done(null, text) : done(refusal(code, text))),
        (error: unknown) => {
          log({ error: error instanceof Error ? error.name : 'unknown' }, 'mail not stored; it comes again');
          done(refusal(451, '4.3.0 not stored, try again later'));
        },
      );
    },
  });

  async function takeIn(stream: Readable, { envelope, ...session }: SMTPServerSession): Promise<Answer> {
    const raw = await bytesOf(stream);
    // smtp-server answers 552 itself, but wants the end of the stream.
    if (raw === undefined) return { code: 554, text: '5.3.4 too large' };
    const { mailFrom, rcptTo } = envelope;
    return options.take(raw, {
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
      peer: { ip: session.remoteAddress, helo: String(session.hostNameAppearsAs) },
    });
  }

  // A connection that breaks off: the mail was not acknowledged, so it comes again.
  server.on('error', (error) => log({ error: error.name }, 'mail connection broken'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      while (inHand.size > 0) await Promise.allSettled(inHand);
      await closed;
    },
  };
}

/** Undefined when there is more than is taken; the rest is read and dropped. */
async function bytesOf(stream: Readable): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size <= MOST_BYTES) pieces.push(bytes);
  }
  return size > MOST_BYTES ? undefined : Buffer.concat(pieces);
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
