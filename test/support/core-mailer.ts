import { randomUUID } from 'node:crypto';
import { parseMail } from '../../src/bots/email/parse-mail.ts';
import { newThreadToken, ownAddressOf } from '../../src/bots/email/thread-tokens.ts';
import { readKey, translateMail } from '../../src/bots/email/translate.ts';
import type { MailOrigin } from '../../src/core/conversation/channel.ts';
import type { CoreUnderTest } from './use-core.ts';

const OWN = ownAddressOf('privacy@example.nl');

export interface WrittenMail {
  readonly from?: string;
  readonly name?: string;
  readonly subject?: string;
  readonly text: string;
  readonly to?: string;
  readonly fields?: readonly string[];
  /** Empty: from nobody. */
  readonly envelopeFrom?: string;
  readonly id?: string;
  readonly authenticated?: boolean;
}

/** Hands mails to the core as the channel does, without the wire. */
export function coreMailer({ core, clock }: CoreUnderTest) {
  return {
    /** Answers what the core said, and the conversation that the mail claimed. */
    async sends(mail: WrittenMail) {
      const {
        from = 'sanne@example.com',
        to = 'privacy@example.nl',
        id = `<${randomUUID()}@example.com>`,
      } = mail;
      const raw = [
        `From: ${mail.name === undefined ? from : `${mail.name} <${from}>`}`,
        `To: ${to}`,
        `Subject: ${mail.subject ?? ''}`,
        `Message-ID: ${id}`,
        ...(mail.fields ?? []),
        'Content-Type: text/plain; charset=utf-8',
        '',
        mail.text,
      ].join('\r\n');
      const parsed = await parseMail(Buffer.from(raw));
      if (parsed === undefined) throw new Error('no mail');
      const translated = translateMail(
        parsed,
        { from: mail.envelopeFrom ?? from, to: [to] },
        {
          own: OWN,
          now: clock.now(),
          newToken: newThreadToken(),
          authenticated: mail.authenticated ?? false,
        },
      );
      if (translated.kind !== 'message') throw new Error(translated.why);
      const { message } = translated;
      const origin: MailOrigin | undefined = message.mail;
      const receipt = await core.receive(message);
      return {
        ...receipt,
        key: message.conversationKey,
        token: readKey(message.conversationKey)?.token ?? '',
        apartKey: origin?.apartKey ?? '',
        /** What stands in the conversation with this key. */
        transcript: (key = message.conversationKey) => core.transcripts.read('email', key, 0),
      };
    },
  };
}
