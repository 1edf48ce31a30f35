import type { Attachment } from 'postal-mime';

/** What a mail server says of a mail that went out (RFC 3464). */
export interface DeliveryReport {
  readonly outcome: 'failed' | 'delayed';
  /** Number of the mail that it is about, from the part that was sent back. */
  readonly messageId: string;
  readonly recipient: string;
}

const STATUS = 'message/delivery-status';
const RETURNED = /^(?:message\/(?:rfc822|global)(?:-headers)?|text\/rfc822-headers)$/;
const MOST_READ = 20_000;

/** Undefined for any other mail, for one that arrived, and for one that does not name the mail it is about. */
export function readReport(parts: readonly Attachment[]): DeliveryReport | undefined {
  const status = textOf(parts.find(({ mimeType }) => mimeType === STATUS));
  const returned = textOf(parts.find(({ mimeType }) => RETURNED.test(mimeType)));
  const [, action = ''] = /^action:\s*([a-z]+)/im.exec(status) ?? [];
  const [, messageId] = /^message-id:\s*(<[^<>\s]{1,500}>)/im.exec(returned) ?? [];
  const [, recipient = ''] =
    /^(?:original|final)-recipient:\s*[\w-]+;\s*<?([^\s<>]+)>?\s*$/im.exec(status) ?? [];
  const outcome = action.toLowerCase();
  if (messageId === undefined || (outcome !== 'failed' && outcome !== 'delayed')) return undefined;
  return { outcome, messageId, recipient: recipient.toLowerCase() };
}

function textOf(part: Attachment | undefined): string {
  const { content = '' } = part ?? {};
  const text =
    typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('latin1');
  return text.slice(0, MOST_READ).replace(/\r?\n[ \t]+/g, ' ');
}
