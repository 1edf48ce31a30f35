import { createTransport } from 'nodemailer';
import type { Redacted } from '../core/kernel/redacted.ts';

export interface OutgoingMail {
  /** Makes the Message-ID, so that a second try is the same mail. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Absent: made from `id`. */
  readonly messageId?: string;
  readonly replyTo?: string;
  /** Numbers of the mails before it, oldest first; the last one is answered. */
  readonly thread?: readonly string[];
  /** Absent: the desk sends it by itself. `no`: a person wrote it, and the field is left out. */
  readonly autoSubmitted?: 'auto-replied' | 'no';
}

export type MailOutcome =
  | { readonly status: 'sent'; readonly messageId: string }
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly retryable: boolean;
      /** The code of RFC 3463 (`5.1.1`), when the server gave one. */
      readonly enhanced?: string;
    };

export interface Mailer {
  /** Sent means that the mail server took it (RFC 5321, section 4.2.5); from then on it is the server's task. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  /** Whether the server lets us in, for `doctor`. */
  reachable(): Promise<boolean>;
  close(): void;
}

export interface MailerOptions {
  readonly smtpUrl: Redacted<string>;
  readonly from: string;
  /** Refuse to hand over mail unencrypted, also when a man in the middle hides STARTTLS. */
  readonly requireTls: boolean;
}

const SECOND = 1_000;

/** Mail through one server, over at most two connections that stay open between mails. */
export function createMailer({ smtpUrl, from, requireTls }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl.reveal(),
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 60 * SECOND,
    requireTLS: requireTls && smtpUrl.reveal().startsWith('smtp:'),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const [, domain = 'localhost'] = /@([^\s@>]+)>?$/.exec(from) ?? [];
  return {
    send: async ({ id, to, subject, text, html, replyTo, thread = [], ...mail }) => {
      const { messageId = `<${id}@${domain}>`, autoSubmitted = 'auto-generated' } = mail;
      const answered = thread.at(-1);
      try {
        await transport.sendMail({
          messageId,
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(answered === undefined ? {} : { inReplyTo: answered, references: [...thread] }),
          // RFC 3834: no out-of-office answers to this
          headers: autoSubmitted === 'no' ? {} : { 'Auto-Submitted': autoSubmitted },
        });
        return { status: 'sent', messageId };
      } catch (error) {
        return { status: 'failed', ...mailFailure(error) };
      }
    },
    reachable: () => transport.verify().then(Boolean, () => false),
    close: () => transport.close(),
  };
}

/** The kind of failure, never the server's words: they repeat the address. */
export function mailFailure(error: unknown): {
  readonly reason: string;
  readonly retryable: boolean;
  readonly enhanced?: string;
} {
  const { code, responseCode, enhanced } = readError(error);
  // the login and the encryption are ours to repair, and then the same mail goes out
  if (code === 'EAUTH' || code === 'ENOAUTH') return { reason: 'smtp_login', retryable: true };
  if (code === 'ETLS') return { reason: 'smtp_tls', retryable: true };
  if (responseCode >= 500)
    return {
      reason: `smtp_${responseCode}`,
      retryable: false,
      ...(enhanced === undefined ? {} : { enhanced }),
    };
  if (responseCode >= 400) return { reason: `smtp_${responseCode}`, retryable: true };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { reason: 'smtp_unsendable', retryable: false };
  return { reason: 'smtp_unreachable', retryable: true };
}

function readError(error: unknown): { code: string; responseCode: number; enhanced?: string } {
  if (!(error instanceof Error)) return { code: '', responseCode: 0 };
  const [, enhanced] =
    /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec('response' in error ? String(error.response) : '') ?? [];
  return {
    ...(enhanced === undefined ? {} : { enhanced }),
    code: 'code' in error ? String(error.code) : '',
    responseCode: 'responseCode' in error ? Number(error.responseCode) : 0,
  };
}
