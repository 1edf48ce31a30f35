import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectSealed } from 'node:tls';

/** Speaks SMTP line by line, as no library would: what is wrong on purpose, and what breaks off. */
export async function smtpTalk(port: number) {
  let heard = '';
  let wake: () => void = () => undefined;
  let socket = listened(connect(port, '127.0.0.1'));

  function listened<Kind extends Socket>(to: Kind): Kind {
    to.setEncoding('latin1');
    to.on('data', (text) => {
      heard += text;
      wake();
    });
    to.on('close', () => wake());
    // A server that hangs up is what some tests wait for.
    to.on('error', () => undefined);
    return to;
  }

  /** The next whole answer, `250 …`; empty when the server hung up. */
  async function answer(): Promise<string> {
    for (;;) {
      const [whole = '', last = ''] = /^(?:\d{3}-.*\r\n)*(\d{3} .*)\r\n/.exec(heard) ?? [];
      if (whole !== '') {
        heard = heard.slice(whole.length);
        return last;
      }
      if (socket.closed) return '';
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function says(line: string): Promise<string> {
    socket.write(`${line}\r\n`, 'latin1');
    return answer();
  }

  return {
    greeting: await answer(),
    answer,
    says,
    /** Everything up to the mail itself. */
    async begins(from = 'sanne@example.com', to = 'privacy@example.nl'): Promise<string> {
      await says('EHLO mx.example.com');
      await says(`MAIL FROM:<${from}>`);
      await says(`RCPT TO:<${to}>`);
      return says('DATA');
    },
    /** What follows STARTTLS (RFC 3207); the name in the certificate, which has to be this one. */
    async seals(ca: string, name: string): Promise<string> {
      socket.removeAllListeners('data');
      const sealed = connectSealed({ socket, ca, servername: name });
      await once(sealed, 'secureConnect');
      socket = listened(sealed);
      return String(sealed.getPeerCertificate().subject.CN);
    },
    writes: (bytes: string) => socket.write(bytes, 'latin1'),
    /** The end of the mail, as RFC 5321 4.1.1.4 has it. */
    ends: (bytes: string) => says(`${bytes}\r\n.`),
    cut: () => socket.destroy(),
  };
}
