import { connect } from 'node:net';

/** Speaks SMTP line by line, as no library would: what is wrong on purpose, and what breaks off. */
export async function smtpTalk(port: number) {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('latin1');
  let wake: () => void = () => undefined;
  socket.on('data', (text) => {
    heard += text;
    wake();
  });
  socket.on('close', () => wake());
  // A server that hangs up is what some tests wait for.
  socket.on('error', () => undefined);

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
    writes: (bytes: string) => socket.write(bytes, 'latin1'),
    /** The end of the mail, as RFC 5321 4.1.1.4 has it. */
    ends: (bytes: string) => says(`${bytes}\r\n.`),
    cut: () => socket.destroy(),
  };
}
