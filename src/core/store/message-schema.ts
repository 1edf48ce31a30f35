import { z } from 'zod';
import type { MessageContent } from '../application/rows.ts';
import { CHANGES_ELSEWHERE } from '../conversation/changed-elsewhere.ts';
import type { FileKind } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { LEFT_OUT } from '../understanding/kept-words.ts';
import { exactly } from './exactly.ts';
import { channel, right, storedDay } from './stored-values.ts';

/** Said with "je" (R4). */
const young = { young: z.literal(true).exactOptional() };

function message<Kind extends OutboundMessage['kind'], Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
) {
  return z.strictObject({ kind: z.literal(kind), ...shape, ...young });
}

/** The kinds that say nothing but themselves. */
const PLAIN = z.strictObject({
  kind: z.enum([
    'general_answer',
    'general_more',
    'ask_name',
    'ask_email',
    'email_invalid',
    'status_none',
    'question_passed_on',
    'human_delayed',
    'minor_noted',
    'condolence',
    'too_long',
    'bsn_removed',
    'asks_program',
    'edit_noted',
    'mail_unchecked',
    'choice_expired',
    'unreadable',
  ]),
  ...young,
});

const PLAIN_YOUNG = z.strictObject({
  kind: z.enum([
    'human_already_called',
    'customer_reply_noted',
    'not_understood',
    'nothing_wrong',
    'costs_nothing',
    'nothing_to_send',
    'out_of_scope',
    'greeting',
    'thanks',
  ]),
  ...young,
});

/** As PLAIN; a union of more than 25 kinds is too wide for the compiler to compare. */
const PLAIN_CODE = z.strictObject({
  kind: z.enum([
    'ask_wish',
    'name_unclear',
    'code_wrong_form',
    'code_expired',
    'code_limit',
    'code_blocked',
    'code_paused',
    'codes_allowed',
  ]),
  ...young,
});

/** Beside the handling of a request. */
const PLAIN_ASIDE = z.strictObject({
  kind: z.enum([
    'taken_over',
    'handed_back',
    'still_here',
    'acknowledged',
    'no_code_awaited',
    'mailbox_lost',
    'policy_place',
    'about_desk',
    'mandate_wanted',
    'desk_readers',
    'nothing_erased',
    'farewell',
    'farewell_open',
    'distress',
    'danger',
    'abuse_calm',
  ]),
  ...young,
});

/** About two facts of an order (R9). */
const FACTS = z.strictObject({
  kind: z.enum(['ask_facts', 'facts_more', 'facts_noted', 'facts_right', 'facts_ended']),
  number: z.string(),
  ...young,
});

/** How many more tries there are. */
const left = { left: z.int().exactOptional() };
const number = z.string();
const to = z.string();
const ending = z.enum(['answered_generally', 'withdrawn']);
const file = exactly<FileKind>()(
  z.enum(['voice', 'image', 'video', 'document', 'contact', 'location', 'other']),
);
const due = { dueDay: storedDay, past: z.boolean().exactOptional() };
const searched = z.strictObject({ done: z.int(), of: z.int() }).exactOptional();
const statusLine = z.strictObject({ number, right, state: z.string(), searched, ...due });

export const notAnsweredYet = message('not_answered_yet', {
  number,
  ...due,
  waitsFor: z.enum(['code', 'identity', 'search', 'staff', 'sending']),
  askedDay: storedDay.exactOptional(),
  nextDay: storedDay.exactOptional(),
});

export const identityNews = [
  message('identity_reminder', { number, askedDay: storedDay }),
  message('identity_received', { number, ...due }),
] as const;

/** Messages of before the steps were kept say no more than their date: other names of days are left out. */
const whyThisDate = z.object({
  kind: z.literal('why_this_date'),
  number,
  steps: z
    .array(
      z.strictObject({ name: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
    )
    .readonly()
    .default([]),
  ...due,
  ...young,
});

export const outboundMessage = exactly<OutboundMessage>()(
  z.discriminatedUnion('kind', [
    PLAIN,
    PLAIN_CODE,
    PLAIN_YOUNG,
    PLAIN_ASIDE,
    FACTS,
    message('code_wrong', left),
    message('letter_code_wrong', left),
    message('facts_wrong', { number, ...left }),
    message('ask_principal', { number }),
    message('breach_file', { number }),
    message('ask_authority', {
      number,
      capacity: z.enum(['mandate', 'portal', 'lawyer', 'parent', 'guardian']),
    }),
    message('first_notice', { channel }),
    message('policy_answer', {
      topic: z.string(),
      also: z.array(z.string()).readonly().exactOptional(),
      aspects: z.array(z.string()).readonly().exactOptional(),
      whole: z.literal(true).exactOptional(),
      part: z.int().exactOptional(),
    }),
    message('receipt', {
      number,
      right,
      dueDay: storedDay,
      whose: z.enum(['child', 'other']).exactOptional(),
      part: z.string().exactOptional(),
    }),
    message('ask_choice', { number }),
    message('ask_identity', { number }),
    message('identity_waits', { number }),
    message('human_called', {
      channel: channel.exactOptional(),
      readFrom: storedDay.exactOptional(),
    }),
    message('human_when', due),
    message('ask_which', { requests: z.array(z.strictObject({ number, right })).readonly() }),
    message('confirm_stop_all', { numbers: z.array(number).readonly() }),
    message('withdrawn_all', { numbers: z.array(number).readonly() }),
    message('all_go_on', {}),
    message('ask_objection_address', { number }),
    message('ask_contact', { number }),
    message('ask_post_address', { number }),
    message('post_address_noted', { number }),
    message('ask_value', { number }),
    message('value_noted', { number }),
    message('ask_contact_email', { number }),
    message('contact_noted', { number }),
    message('objection_address_noted', { number }),
    message('instead_of', { number, right }),
    message('right_offered', { right, others: z.array(right).readonly().exactOptional() }),
    message('narrowed', { number }),
    message('copy_first', { number, other: z.string() }),
    message('which_data', { number, ...due }),
    message('identity_unclear', { number }),
    message('answer_leaving', { number }),
    message('deed_begun', { number }),
    message('staff_acts', { number }),
    message('ask_open_order', { number }),
    message('order_alarmed', { number }),
    message('breach_noted', { number }),
    message('breach_added', { number }),
    message('ask_stop_address', { number }),
    message('stop_address_noted', { number }),
    message('third_party_noted', { number }),
    message('code_sent', { to, byMail: z.literal(true).exactOptional() }),
    message('code_undeliverable', { to }),
    message('code_waits', { byMail: z.literal(true).exactOptional() }),
    message('code_sent_late', { to, byMail: z.literal(true).exactOptional() }),
    message('mail_delayed', { to }),
    message('mail_sent_late', { to }),
    message('proven', { number, ...due }),
    message('answer_unopened', { number, leftDay: storedDay }),
    message('link_mailed', { number }),
    message('link_limit', {}),
    message('link_none', {}),
    message('status', {
      requests: z.array(statusLine).readonly(),
      more: z.int().exactOptional(),
      onPage: z.literal(true).exactOptional(),
    }),
    whyThisDate,
    message('already_open', { number, right, ...due }),
    message('joined', { number, into: z.string(), ...due }),
    message('took_in', { number, other: z.string() }),
    message('confirm_explanation_only', { number }),
    message('confirm_never_mind', { number }),
    message('withdrawal_needs_proof', { number }),
    message('withdrawn', { number, as: ending }),
    message('goes_on', { number, ...due }),
    message('reopened', { number, ...due }),
    message('confirm_right', {
      options: z.array(right).readonly(),
      against: number.exactOptional(),
      together: z.boolean().exactOptional(),
      also: z.boolean().exactOptional(),
      again: z.literal(true).exactOptional(),
    }),
    message('objection_noted', { number, other: z.string(), dueDay: storedDay }),
    message('lapsed', { number }),
    message('answer_sent', { number, to }),
    message('answer_undeliverable', { number }),
    message('elsewhere', { number, failed: channel }),
    message('changed_elsewhere', { number, what: z.enum(CHANGES_ELSEWHERE) }),
    notAnsweredYet,
    message('announcement_stopped', { number }),
    message('letter', {
      number,
      paragraphs: z.array(z.string()).readonly(),
      letterId: z.string().exactOptional(),
    }),
    message('notice_sent', { number, to }),
    message('notice_undeliverable', { number }),
    ...identityNews,
    message('file_not_taken', { file }),
    message('staff_text', { text: z.string(), signedBy: z.string() }),
    message('staff_question', { text: z.string(), signedBy: z.string() }),
  ]),
);

/** Column Message.contentEnc: the customer's words, or the desk's message before it is rendered. */
export const messageContent = exactly<MessageContent>()(
  z.discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('customer'),
      text: z.string(),
      leftOut: z.array(z.enum(LEFT_OUT)).readonly().exactOptional(),
    }),
    z.strictObject({ from: z.literal('desk'), message: outboundMessage }),
  ]),
);
