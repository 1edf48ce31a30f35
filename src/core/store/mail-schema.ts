import { z } from 'zod';
import type { MailRepository } from '../application/ports.ts';
import { type MailContent, NOTICE_MAILS } from '../application/rows.ts';
import { IN_PERSON } from '../kernel/rights.ts';
import { exactly } from './exactly.ts';
import { identityNews, notAnsweredYet, outboundMessage } from './message-schema.ts';
import { channel, language, right, storedDay, taskKind } from './stored-values.ts';

type CaughtMail = Parameters<MailRepository['keepCaught']>[0];

const text = z.string();

const stand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ahead'), workdays: z.int() }),
  z.strictObject({ kind: z.literal('today') }),
  z.strictObject({ kind: z.literal('late'), days: z.int() }),
]);

/** Column OutboundMail.contentEnc: empty once the mail server has taken the mail. */
export const mailContent = exactly<MailContent>()(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('code'),
      to: text,
      language,
      code: text,
      right,
      channel,
      purpose: z.enum(['prove_mailbox', 'open_answer']),
      reportToken: text,
      principal: z.literal(true).exactOptional(),
      byAnswer: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('answer'),
      to: text,
      language,
      number: text,
      token: text.nullable(),
      erased: z.literal(true).exactOptional(),
      receipt: text.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('answer_link'),
      to: text,
      language,
      number: text,
      token: text,
      reminder: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('transmission'),
      to: text,
      language,
      number: text,
      until: storedDay,
      token: text,
    }),
    z.strictObject({
      kind: z.literal('transmission_code'),
      to: text,
      language,
      number: text,
      until: storedDay,
      code: text,
      receiver: text,
      stopToken: text,
    }),
    z.strictObject({ kind: z.literal('announcement'), to: text, language, number: text }),
    z.strictObject({ kind: z.literal('term_letter'), to: text, language }),
    z.strictObject({
      kind: z.literal('identity_news'),
      to: text,
      language,
      message: z.discriminatedUnion('kind', identityNews),
    }),
    z.strictObject({ kind: z.literal('sign_in'), to: text, token: text }),
    z.strictObject({
      kind: z.literal('staff_alert'),
      to: text,
      task: taskKind,
      number: text.nullable(),
      path: text,
      late: z.literal(true).exactOptional(),
      deadline: z.iso.datetime().exactOptional(),
      waiting: z.int().exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('staff_text'),
      to: text,
      language,
      text,
      signedBy: text,
      question: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal('undelivered'),
      to: text,
      language,
      from: channel,
      messages: z.array(outboundMessage).readonly(),
    }),
    z.strictObject({ kind: z.literal('notice'), to: text, language, about: z.enum(NOTICE_MAILS) }),
    z.strictObject({ kind: z.enum(['human_delayed', 'codes_allowed']), to: text, language }),
    z.strictObject({
      kind: z.literal('receipt'),
      to: text,
      language,
      number: text,
      right,
      channel: z.enum(IN_PERSON),
      receivedDay: storedDay,
      dueDay: storedDay,
      past: z.literal(true).exactOptional(),
    }),
    z.strictObject({ kind: z.literal('not_answered_yet'), to: text, language, message: notAnsweredYet }),
    z.strictObject({
      kind: z.literal('policy_notice'),
      to: text,
      language,
      number: z.int(),
      from: z.int().nullable(),
      day: storedDay,
      changes: z
        .array(z.strictObject({ title: text, before: text.nullable(), after: text.nullable() }))
        .readonly(),
      more: z.int(),
      test: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('reminder'),
      to: text,
      lines: z
        .array(
          z.strictObject({
            number: text,
            right,
            staffDue: storedDay,
            stand,
            unstopped: storedDay.exactOptional(),
          }),
        )
        .readonly(),
      more: z.int(),
      unproven: z.int(),
      path: text,
    }),
  ]),
);

/** Column CaughtMail.contentEnc. */
export const caughtContent = exactly<Omit<CaughtMail, 'id' | 'at'>>()(
  z.strictObject({ to: text, subject: text, text, html: text }),
);
