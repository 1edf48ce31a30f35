import { createTransport } from 'nodemailer';

export interface SentMail {
  readonly to?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: string;
  }[];
  /** Of the envelope; the address in From when absent. */
  readonly envelopeFrom?: string;
}

/** Somebody whose mail server hands mail straight to the desk. Resolves when it was taken, rejects with its answer. */
export function mailCustomer(port: number, address = 'sanne@example.com', name = 'Sanne de Vries') {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  let count = 0;
  return {
    address,
    async sends({
      to = 'privacy@example.nl',
      from,
      envelopeFrom,
      text = '',
      ...mail
    }: SentMail): Promise<string> {
      count += 1;
      const sender = from ?? `${name} <${address}>`;
      const { references, attachments, ...rest } = mail;
      const sent = await transport.sendMail({
        messageId: `<${count}.${Date.now()}@example.com>`,
        ...rest,
        ...(references === undefined ? {} : { references: [...references] }),
        ...(attachments === undefined ? {} : { attachments: [...attachments] }),
        from: sender,
        to,
        text,
        envelope: { from: envelopeFrom ?? address, to },
      });
      return sent.messageId;
    },
    close: () => transport.close(),
  };
}

/** The same mail as it lies in a mailbox. */
export async function rawMail({ to = 'privacy@example.nl', text = '', ...mail }: SentMail): Promise<string> {
  const { references: _references, attachments, envelopeFrom: _from, ...rest } = mail;
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: 'Sanne de Vries <sanne@example.com>',
    ...rest,
    ...(attachments === undefined ? {} : { attachments: [...attachments] }),
    to,
    text,
  });
  return message.toString();
}

/** The fields of a mail that an answer to it names. */
export function answerTo(raw: string, text: string): SentMail {
  const field = (name: string) =>
    new RegExp(`^${name}: ((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'mi')
      .exec(raw)?.[1]
      ?.replace(/\r?\n[ \t]/g, ' ')
      .trim() ?? '';
  return {
    to: field('Reply-To'),
    subject: `Re: ${field('Subject')}`,
    inReplyTo: field('Message-ID'),
    references: [...field('References').split(/\s+/), field('Message-ID')].filter((id) => id !== ''),
    text,
  };
}
