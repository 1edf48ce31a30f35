import type { OutboundMessage } from '../conversation/messages.ts';
import type { Offer } from './choices.ts';
import type { TextKey } from './texts.ts';

/** Messages that are more than fixed paragraphs with the usual params. */
type ComposedKind =
  | 'first_notice'
  | 'general_answer'
  | 'policy_answer'
  | 'status'
  | 'human_called'
  | 'human_when'
  | 'ask_which'
  | 'confirm_stop_all'
  | 'withdrawn_all'
  | 'why_this_date'
  | 'not_answered_yet'
  | 'withdrawn'
  | 'changed_elsewhere'
  | 'confirm_right'
  | 'right_offered'
  | 'desk_readers'
  | 'file_not_taken'
  | 'ask_authority'
  | 'letter'
  | 'staff_text'
  | 'staff_question';

export type TemplateMessage = Exclude<OutboundMessage, { readonly kind: ComposedKind }>;

interface Template {
  readonly paragraphs: readonly TextKey[];
  readonly offers: readonly Offer[];
}

const CODE: readonly Offer[] = ['resend', 'other_address', 'human'];

/** R16: what the desk says by itself offers a person, except where one was just called or a question follows. */
export const MESSAGE_TEMPLATES: Readonly<Record<TemplateMessage['kind'], Template>> = {
  general_more: {
    paragraphs: [
      'messages:general_more.purpose',
      'messages:general_more.automatic',
      'messages:general_more.rights',
      'messages:general_more.page',
    ],
    offers: ['human'],
  },
  receipt: { paragraphs: ['messages:receipt.number', 'messages:receipt.date'], offers: [] },
  objection_noted: {
    paragraphs: ['messages:objection_noted.text', 'messages:answer_by.date'],
    offers: ['human'],
  },
  ask_choice: {
    paragraphs: ['messages:ask_choice.question', 'messages:ask_choice.calm'],
    // In this order: a typed 1, 2 or 3 means the first three.
    offers: ['copy', 'explanation', 'never_mind', 'human'],
  },
  ask_identity: {
    paragraphs: ['messages:ask_identity.why', 'messages:ask_identity.question'],
    offers: ['human'],
  },
  identity_waits: { paragraphs: ['messages:identity_waits.question'], offers: ['human'] },
  ask_wish: { paragraphs: ['messages:ask_wish.question'], offers: ['human'] },
  ask_name: { paragraphs: ['messages:ask_name.question'], offers: ['human'] },
  ask_email: { paragraphs: ['messages:ask_email.question', 'messages:ask_email.why'], offers: ['human'] },
  email_invalid: { paragraphs: ['messages:email_invalid.question'], offers: ['human'] },
  identity_unclear: { paragraphs: ['messages:identity_unclear.again'], offers: ['human'] },
  name_unclear: { paragraphs: ['messages:name_unclear.again'], offers: ['human'] },
  identity_reminder: {
    paragraphs: ['messages:identity_reminder.asked', 'messages:identity_reminder.help'],
    offers: ['human'],
  },
  answer_unopened: {
    paragraphs: ['messages:answer_unopened.text', 'messages:answer_unopened.where'],
    offers: ['new_link', 'human'],
  },
  link_mailed: { paragraphs: ['messages:link_mailed.text', 'messages:code_sent.spam'], offers: ['human'] },
  link_limit: { paragraphs: ['messages:link_limit.text'], offers: ['human'] },
  link_none: { paragraphs: ['messages:link_none.text'], offers: ['human'] },
  identity_received: {
    paragraphs: ['messages:identity_received.thanks', 'messages:answer_by.date'],
    offers: ['human'],
  },
  notice_sent: { paragraphs: ['messages:notice_sent.text'], offers: ['human'] },
  notice_undeliverable: { paragraphs: ['messages:notice_undeliverable.text'], offers: ['human'] },
  code_waits: { paragraphs: ['messages:code_waits.text'], offers: CODE },
  code_sent: { paragraphs: ['messages:code_sent.sent', 'messages:code_sent.spam'], offers: CODE },
  code_wrong: { paragraphs: ['messages:code_wrong.again', 'messages:tries.left'], offers: CODE },
  code_wrong_form: { paragraphs: ['messages:code_wrong_form.again'], offers: CODE },
  code_expired: { paragraphs: ['messages:code_expired.again'], offers: CODE },
  letter_code_wrong: {
    paragraphs: ['messages:letter_code_wrong.again', 'messages:tries.left'],
    offers: ['human'],
  },
  code_undeliverable: { paragraphs: ['messages:code_undeliverable.question'], offers: CODE },
  code_sent_late: { paragraphs: ['messages:code_sent_late.sent', 'messages:code_sent.spam'], offers: CODE },
  mail_delayed: {
    paragraphs: ['messages:mail_delayed.what', 'messages:mail_delayed.person'],
    offers: ['human'],
  },
  mail_sent_late: { paragraphs: ['messages:mail_sent_late.text'], offers: ['human'] },
  code_limit: { paragraphs: ['messages:code_limit.calm', 'messages:code_limit.person'], offers: ['human'] },
  code_blocked: {
    paragraphs: ['messages:code_blocked.calm', 'messages:code_limit.person'],
    offers: ['human'],
  },
  code_paused: { paragraphs: ['messages:code_paused.calm', 'messages:code_paused.later'], offers: CODE },
  codes_allowed: { paragraphs: ['messages:codes_allowed.text'], offers: CODE },
  ask_principal: {
    paragraphs: ['messages:ask_principal.why', 'messages:ask_principal.question'],
    offers: ['human'],
  },
  breach_file: {
    paragraphs: ['messages:breach_file.kept', 'messages:breach_file.question'],
    offers: ['human'],
  },
  ask_facts: {
    paragraphs: ['messages:ask_facts.why', 'messages:ask_facts.question', 'messages:ask_facts.kept'],
    offers: ['no_facts', 'human'],
  },
  facts_more: { paragraphs: ['messages:facts_more.question'], offers: ['no_facts', 'human'] },
  facts_noted: { paragraphs: ['messages:facts_noted.text'], offers: ['human'] },
  facts_right: { paragraphs: ['messages:facts_right.text'], offers: ['human'] },
  facts_wrong: {
    paragraphs: ['messages:facts_wrong.text', 'messages:tries.left', 'messages:facts_more.question'],
    offers: ['no_facts', 'human'],
  },
  facts_ended: { paragraphs: ['messages:facts_ended.calm', 'messages:facts_ended.person'], offers: [] },
  proven: {
    paragraphs: ['messages:proven.thanks', 'messages:proven.next', 'messages:answer_by.date'],
    offers: ['why_date', 'human'],
  },
  status_none: { paragraphs: ['messages:status_none.text'], offers: ['human'] },
  already_open: {
    paragraphs: ['messages:already_open.same', 'messages:answer_by.date', 'messages:already_open.add'],
    offers: ['human'],
  },
  joined: {
    paragraphs: ['messages:joined.same', 'messages:joined.once', 'messages:answer_by.date'],
    offers: ['human'],
  },
  took_in: { paragraphs: ['messages:took_in.same', 'messages:joined.once'], offers: ['human'] },
  confirm_explanation_only: {
    paragraphs: ['messages:confirm_explanation_only.what', 'messages:confirm_explanation_only.question'],
    offers: ['yes_explanation', 'no_go_on', 'human'],
  },
  confirm_never_mind: {
    paragraphs: ['messages:confirm_never_mind.what', 'messages:confirm_never_mind.question'],
    offers: ['yes_stop', 'no_go_on', 'human'],
  },
  withdrawal_needs_proof: { paragraphs: ['messages:withdrawal_needs_proof.text'], offers: ['human'] },
  goes_on: { paragraphs: ['messages:goes_on.text', 'messages:answer_by.date'], offers: ['human'] },
  reopened: { paragraphs: ['messages:reopened.text', 'messages:answer_by.date'], offers: ['human'] },
  answer_leaving: {
    paragraphs: ['messages:answer_leaving.text', 'messages:answer_leaving.person'],
    offers: ['human'],
  },
  deed_begun: {
    paragraphs: ['messages:deed_begun.text', 'messages:deed_begun.person'],
    offers: ['human'],
  },
  breach_noted: {
    paragraphs: [
      'messages:breach_noted.thanks',
      'messages:breach_noted.question',
      'messages:breach_noted.careful',
    ],
    offers: ['human'],
  },
  breach_added: {
    paragraphs: ['messages:breach_added.thanks', 'messages:breach_added.more'],
    offers: ['human'],
  },
  ask_open_order: {
    paragraphs: ['messages:ask_open_order.question'],
    offers: ['yes_order', 'no_order', 'human'],
  },
  order_alarmed: { paragraphs: ['messages:order_alarmed.staff', 'messages:order_alarmed.phone'], offers: [] },
  staff_acts: { paragraphs: ['messages:staff_acts.text'], offers: ['human'] },
  ask_stop_address: {
    paragraphs: ['messages:ask_stop_address.question', 'messages:ask_stop_address.else'],
    offers: ['human'],
  },
  stop_address_noted: { paragraphs: ['messages:stop_address_noted.text'], offers: ['human'] },
  question_passed_on: { paragraphs: ['messages:question_passed_on.text'], offers: [] },
  asks_program: { paragraphs: ['messages:asks_program.text'], offers: ['human'] },
  taken_over: { paragraphs: ['messages:taken_over.text'], offers: [] },
  handed_back: { paragraphs: ['messages:handed_back.text'], offers: ['human'] },
  ask_post_address: { paragraphs: ['messages:ask_post_address.question'], offers: ['human'] },
  post_address_noted: { paragraphs: ['messages:post_address_noted.text'], offers: ['human'] },
  ask_value: { paragraphs: ['messages:ask_value.question'], offers: ['human'] },
  value_noted: { paragraphs: ['messages:value_noted.text'], offers: ['human'] },
  ask_contact: { paragraphs: ['messages:ask_contact.question'], offers: ['human'] },
  ask_contact_email: { paragraphs: ['messages:ask_contact.email'], offers: ['human'] },
  contact_noted: { paragraphs: ['messages:contact_noted.text'], offers: ['human'] },
  ask_objection_address: { paragraphs: ['messages:ask_objection_address.question'], offers: ['human'] },
  objection_address_noted: { paragraphs: ['messages:objection_address_noted.text'], offers: ['human'] },
  all_go_on: { paragraphs: ['messages:all_go_on.text'], offers: ['human'] },
  instead_of: {
    paragraphs: ['messages:instead_of.question', 'messages:instead_of.what'],
    offers: ['yes_instead', 'no_both', 'human'],
  },
  copy_first: { paragraphs: ['messages:copy_first.text'], offers: [] },
  still_here: { paragraphs: ['messages:still_here.text'], offers: ['human'] },
  acknowledged: { paragraphs: ['messages:acknowledged.text'], offers: ['human'] },
  about_desk: {
    paragraphs: ['messages:about_desk.program', 'messages:about_desk.readers', 'messages:about_desk.kept'],
    offers: ['human'],
  },
  mandate_wanted: {
    paragraphs: [
      'messages:mandate_wanted.text',
      'messages:mandate_wanted.lawyer',
      'messages:mandate_wanted.person',
    ],
    offers: ['human'],
  },
  nothing_wrong: {
    paragraphs: ['messages:nothing_wrong.text', 'messages:nothing_wrong.person'],
    offers: ['human'],
  },
  costs_nothing: { paragraphs: ['messages:costs_nothing.text'], offers: ['human'] },
  nothing_to_send: { paragraphs: ['messages:nothing_to_send.text'], offers: ['human'] },
  policy_place: { paragraphs: ['messages:policy_place.text'], offers: ['human'] },
  mailbox_lost: {
    paragraphs: ['messages:mailbox_lost.other', 'messages:mailbox_lost.person'],
    offers: ['other_address', 'human'],
  },
  no_code_awaited: { paragraphs: ['messages:no_code_awaited.text'], offers: ['human'] },
  which_data: { paragraphs: ['messages:which_data.text', 'messages:answer_by.date'], offers: ['human'] },
  distress: { paragraphs: ['messages:distress.kind', 'messages:distress.now'], offers: [] },
  danger: {
    paragraphs: ['messages:danger.now', 'messages:danger.known', 'messages:danger.person'],
    offers: [],
  },
  abuse_calm: { paragraphs: ['messages:abuse_calm.text'], offers: ['human'] },
  human_already_called: { paragraphs: ['messages:human_already_called.text'], offers: [] },
  human_delayed: {
    paragraphs: ['messages:human_delayed.sorry', 'messages:human_delayed.phone'],
    offers: [],
  },
  customer_reply_noted: { paragraphs: ['messages:customer_reply_noted.text'], offers: [] },
  third_party_noted: {
    paragraphs: ['messages:third_party_noted.who', 'messages:third_party_noted.calm'],
    offers: [],
  },
  minor_noted: { paragraphs: ['messages:minor_noted.person', 'messages:minor_noted.parent'], offers: [] },
  condolence: { paragraphs: ['messages:condolence.sympathy', 'messages:condolence.help'], offers: [] },
  lapsed: { paragraphs: ['messages:lapsed.closed', 'messages:lapsed.again'], offers: ['human'] },
  answer_sent: { paragraphs: ['messages:answer_sent.text'], offers: ['human'] },
  elsewhere: { paragraphs: ['messages:elsewhere.failed', 'messages:elsewhere.how'], offers: ['human'] },
  answer_undeliverable: { paragraphs: ['messages:answer_undeliverable.text'], offers: ['human'] },
  announcement_stopped: { paragraphs: ['messages:announcement_stopped.text'], offers: ['human'] },
  too_long: { paragraphs: ['messages:too_long.question'], offers: ['human'] },
  bsn_removed: { paragraphs: ['messages:bsn_removed.text'], offers: ['human'] },
  not_understood: {
    paragraphs: ['messages:not_understood.sorry', 'messages:not_understood.question'],
    offers: ['human'],
  },
  out_of_scope: { paragraphs: ['messages:out_of_scope.text'], offers: ['human'] },
  edit_noted: { paragraphs: ['messages:edit_noted.text'], offers: ['human'] },
  mail_unchecked: {
    paragraphs: ['messages:mail_unchecked.what', 'messages:mail_unchecked.how'],
    offers: ['human'],
  },
  choice_expired: { paragraphs: ['messages:choice_expired.text'], offers: ['human'] },
  greeting: { paragraphs: ['messages:greeting.question', 'messages:greeting.examples'], offers: ['human'] },
  thanks: { paragraphs: ['messages:thanks.text'], offers: ['human'] },
  nothing_erased: { paragraphs: ['messages:nothing_erased.text'], offers: ['human'] },
  narrowed: { paragraphs: ['messages:narrowed.text'], offers: ['human'] },
  farewell: { paragraphs: ['messages:farewell.text'], offers: ['human'] },
  farewell_open: { paragraphs: ['messages:farewell.open'], offers: ['human'] },
  unreadable: { paragraphs: ['messages:unreadable.text'], offers: [] },
};
