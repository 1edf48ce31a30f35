import { CHANGES_ELSEWHERE } from '../../../src/core/conversation/changed-elsewhere.ts';
import type { FileKind } from '../../../src/core/conversation/channel.ts';
import type { DateStep, OutboundMessage } from '../../../src/core/conversation/messages.ts';
import { type ClockEvent, computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { type CalendarDay, parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { CHANNELS, RIGHTS } from '../../../src/core/kernel/rights.ts';
import { LIVE_STATUSES } from '../../../src/core/request/request-state.ts';

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

const number = 'PB-2345-6789';
// The longest date in words: woensdag, september.
const dueDay = day('2026-09-30');
const to = 'f…@example.nl';
const FILES: readonly FileKind[] = ['voice', 'image', 'video', 'document', 'contact', 'location', 'other'];

type Kind = OutboundMessage['kind'];
type OfKind = { readonly [K in Kind]: readonly Extract<OutboundMessage, { readonly kind: K }>[] };

/** The date still to come, and gone by. */
function inTimeOrPast<Message extends { readonly kind: Kind }>(
  message: Message,
): readonly (Message & { readonly past?: boolean })[] {
  return [message, { ...message, past: true }];
}

const asked = (at: string): ClockEvent => ({ at: new Date(`${at}T12:00:00Z`), event: 'identity_requested' });
const shown = (at: string): ClockEvent => ({ at: new Date(`${at}T12:00:00Z`), event: 'identity_verified' });
const longer = (at: string): ClockEvent => ({ at: new Date(`${at}T12:00:00Z`), event: 'extended' });

/** Clocks of a request of 31 January, which takes the longest way to its date. */
const CLOCKS: readonly (readonly ClockEvent[])[] = [
  [],
  [asked('2026-02-02')],
  [asked('2026-02-02'), shown('2026-02-03')],
  [asked('2026-02-02'), shown('2026-02-07'), longer('2026-02-20')],
  [longer('2026-02-20')],
  [2, 6, 10, 14].flatMap((first) => [
    asked(`2026-02-${String(first).padStart(2, '0')}`),
    shown(`2026-02-${String(first + 2).padStart(2, '0')}`),
  ]),
];

function plainSteps(clock: readonly ClockEvent[]): readonly DateStep[] {
  const { steps } = computeDeadlines(new Date('2026-01-31T12:00:00Z'), clock);
  return steps
    .filter(({ plain }) => plain)
    .map(({ code, params }) => ({ name: code.slice('deadline.'.length), params }));
}

/** Every kind with its widest params: a new kind does not compile until it has a sample here. */
const BY_KIND: OfKind = {
  first_notice: CHANNELS.map((channel) => ({ kind: 'first_notice', channel })),
  general_answer: [{ kind: 'general_answer' }],
  general_more: [{ kind: 'general_more' }],
  policy_answer: [...POLICY_TOPICS, 'unheard_of'].map((topic) => ({ kind: 'policy_answer', topic })),
  receipt: RIGHTS.map((right) => ({ kind: 'receipt', number, right, dueDay })),
  ask_choice: [{ kind: 'ask_choice', number }],
  ask_identity: [{ kind: 'ask_identity', number }],
  identity_waits: [{ kind: 'identity_waits', number }],
  ask_wish: [{ kind: 'ask_wish' }],
  ask_name: [{ kind: 'ask_name' }],
  ask_email: [{ kind: 'ask_email' }],
  email_invalid: [{ kind: 'email_invalid' }],
  answer_unopened: [{ kind: 'answer_unopened', number, leftDay: dueDay }],
  link_mailed: [{ kind: 'link_mailed', number }],
  link_limit: [{ kind: 'link_limit' }],
  link_none: [{ kind: 'link_none' }],
  identity_unclear: [{ kind: 'identity_unclear', number }],
  name_unclear: [{ kind: 'name_unclear' }],
  objection_noted: [{ kind: 'objection_noted', number, other: number, dueDay }],
  identity_reminder: [{ kind: 'identity_reminder', number, askedDay: dueDay }],
  identity_received: [
    { kind: 'identity_received', number, dueDay },
    { kind: 'identity_received', number, dueDay, past: true },
  ],
  notice_sent: [{ kind: 'notice_sent', number, to }],
  notice_undeliverable: [{ kind: 'notice_undeliverable', number }],
  code_waits: [{ kind: 'code_waits' }, { kind: 'code_waits', byMail: true }],
  code_sent: [
    { kind: 'code_sent', to },
    { kind: 'code_sent', to, byMail: true },
  ],
  code_wrong: [{ kind: 'code_wrong' }, ...[14, 1, 0].map((left) => ({ kind: 'code_wrong', left }) as const)],
  code_wrong_form: [{ kind: 'code_wrong_form' }],
  code_expired: [{ kind: 'code_expired' }],
  letter_code_wrong: [{ kind: 'letter_code_wrong' }, { kind: 'letter_code_wrong', left: 14 }],
  code_limit: [{ kind: 'code_limit' }],
  code_blocked: [{ kind: 'code_blocked' }],
  code_paused: [{ kind: 'code_paused' }],
  codes_allowed: [{ kind: 'codes_allowed' }],
  code_undeliverable: [{ kind: 'code_undeliverable', to }],
  code_sent_late: [
    { kind: 'code_sent_late', to },
    { kind: 'code_sent_late', to, byMail: true },
  ],
  ask_principal: [{ kind: 'ask_principal', number }],
  breach_file: [{ kind: 'breach_file', number }],
  ask_authority: (['mandate', 'portal', 'lawyer', 'parent', 'guardian'] as const).map((capacity) => ({
    kind: 'ask_authority',
    number,
    capacity,
  })),
  ask_facts: [{ kind: 'ask_facts', number }],
  facts_more: [{ kind: 'facts_more', number }],
  facts_noted: [{ kind: 'facts_noted', number }],
  facts_right: [{ kind: 'facts_right', number }],
  facts_wrong: [
    { kind: 'facts_wrong', number },
    { kind: 'facts_wrong', number, left: 2 },
  ],
  facts_ended: [{ kind: 'facts_ended', number }],
  mail_delayed: [{ kind: 'mail_delayed', to }],
  mail_sent_late: [{ kind: 'mail_sent_late', to }],
  proven: inTimeOrPast({ kind: 'proven', number, dueDay }),
  status: [
    { kind: 'status', requests: [] },
    ...LIVE_STATUSES.map(
      (state): Extract<OutboundMessage, { readonly kind: 'status' }> => ({
        kind: 'status',
        requests: [{ number, right: 'access', state, dueDay }],
      }),
    ),
    {
      kind: 'status',
      requests: [{ number, right: 'access', state: 'gathering', searched: { done: 3, of: 7 }, dueDay }],
    },
    {
      kind: 'status',
      more: 12,
      requests: [1, 2, 3, 4].map(() => ({
        number,
        right: 'automated_decision',
        state: 'awaiting_approval',
        dueDay,
        past: true,
      })),
    },
  ],
  status_none: [{ kind: 'status_none' }],
  why_this_date: [
    { kind: 'why_this_date', number, steps: [], dueDay },
    ...CLOCKS.flatMap((clock) =>
      inTimeOrPast({ kind: 'why_this_date', number, steps: plainSteps(clock), dueDay } as const),
    ),
  ],
  already_open: RIGHTS.flatMap((right) => inTimeOrPast({ kind: 'already_open', number, right, dueDay })),
  joined: inTimeOrPast({ kind: 'joined', number, into: 'PB-6666-7777', dueDay }),
  took_in: [{ kind: 'took_in', number, other: 'PB-6666-7777' }],
  confirm_explanation_only: [{ kind: 'confirm_explanation_only', number }],
  confirm_never_mind: [{ kind: 'confirm_never_mind', number }],
  withdrawal_needs_proof: [{ kind: 'withdrawal_needs_proof', number }],
  withdrawn: [
    { kind: 'withdrawn', number, as: 'answered_generally' },
    { kind: 'withdrawn', number, as: 'withdrawn' },
  ],
  goes_on: inTimeOrPast({ kind: 'goes_on', number, dueDay }),
  reopened: inTimeOrPast({ kind: 'reopened', number, dueDay }),
  answer_leaving: [{ kind: 'answer_leaving', number }],
  deed_begun: [{ kind: 'deed_begun', number }],
  announcement_stopped: [{ kind: 'announcement_stopped', number }],
  letter: [{ kind: 'letter', number, paragraphs: ['Onze brief', 'Een alinea.'] }],
  staff_acts: [{ kind: 'staff_acts', number }],
  ask_open_order: [{ kind: 'ask_open_order', number }],
  order_alarmed: [{ kind: 'order_alarmed', number }],
  breach_noted: [{ kind: 'breach_noted', number }],
  breach_added: [{ kind: 'breach_added', number }],
  ask_stop_address: [{ kind: 'ask_stop_address', number }],
  stop_address_noted: [{ kind: 'stop_address_noted', number }],
  narrowed: [{ kind: 'narrowed', number }],
  nothing_erased: [{ kind: 'nothing_erased' }],
  desk_readers: [{ kind: 'desk_readers' }],
  farewell: [{ kind: 'farewell' }],
  farewell_open: [{ kind: 'farewell_open' }],
  right_offered: [
    { kind: 'right_offered', right: 'objection', others: ['complaint', 'access'] },
    ...RIGHTS.map((right) => ({ kind: 'right_offered', right }) as const),
  ],
  confirm_right: [
    { kind: 'confirm_right', options: RIGHTS },
    { kind: 'confirm_right', options: RIGHTS, together: true, also: true },
    { kind: 'confirm_right', options: ['access', 'erasure'], together: true },
    { kind: 'confirm_right', options: ['erasure'], also: true },
    { kind: 'confirm_right', options: ['erasure'], again: true },
    { kind: 'confirm_right', options: RIGHTS.slice(0, 5), again: true },
    ...RIGHTS.map(
      (right): Extract<OutboundMessage, { readonly kind: 'confirm_right' }> => ({
        kind: 'confirm_right',
        options: [right],
      }),
    ),
  ],
  question_passed_on: [{ kind: 'question_passed_on' }],
  human_called: [
    { kind: 'human_called' },
    ...CHANNELS.map((channel) => ({ kind: 'human_called', channel }) as const),
    { kind: 'human_called', channel: 'web', readFrom: dueDay },
  ],
  human_when: inTimeOrPast({ kind: 'human_when', dueDay }),
  still_here: [{ kind: 'still_here' }],
  acknowledged: [{ kind: 'acknowledged' }],
  about_desk: [{ kind: 'about_desk' }],
  policy_place: [{ kind: 'policy_place' }],
  mailbox_lost: [{ kind: 'mailbox_lost' }],
  no_code_awaited: [{ kind: 'no_code_awaited' }],
  which_data: inTimeOrPast({ kind: 'which_data', number, dueDay }),
  distress: [{ kind: 'distress' }],
  danger: [{ kind: 'danger' }],
  abuse_calm: [{ kind: 'abuse_calm' }],
  ask_which: [
    { kind: 'ask_which', requests: RIGHTS.map((right) => ({ number, right })) },
    {
      kind: 'ask_which',
      requests: [
        { number, right: 'access' },
        { number: 'PB-6666-7777', right: 'access' },
      ],
    },
  ],
  confirm_stop_all: [{ kind: 'confirm_stop_all', numbers: [number, 'PB-6666-7777'] }],
  ask_contact: [{ kind: 'ask_contact', number }],
  mandate_wanted: [{ kind: 'mandate_wanted' }],
  nothing_wrong: [{ kind: 'nothing_wrong' }],
  costs_nothing: [{ kind: 'costs_nothing' }],
  nothing_to_send: [{ kind: 'nothing_to_send' }],
  ask_post_address: [{ kind: 'ask_post_address', number }],
  post_address_noted: [{ kind: 'post_address_noted', number }],
  ask_value: [{ kind: 'ask_value', number }],
  value_noted: [{ kind: 'value_noted', number }],
  ask_contact_email: [{ kind: 'ask_contact_email', number }],
  contact_noted: [{ kind: 'contact_noted', number }],
  ask_objection_address: [{ kind: 'ask_objection_address', number }],
  objection_address_noted: [{ kind: 'objection_address_noted', number }],
  withdrawn_all: [{ kind: 'withdrawn_all', numbers: [number, 'PB-6666-7777'] }],
  all_go_on: [{ kind: 'all_go_on' }],
  instead_of: RIGHTS.map((right) => ({ kind: 'instead_of', number, right })),
  copy_first: [{ kind: 'copy_first', number, other: 'PB-6666-7777' }],
  taken_over: [{ kind: 'taken_over' }],
  handed_back: [{ kind: 'handed_back' }],
  human_already_called: [{ kind: 'human_already_called' }],
  human_delayed: [{ kind: 'human_delayed' }],
  customer_reply_noted: [{ kind: 'customer_reply_noted' }],
  third_party_noted: [{ kind: 'third_party_noted', number }],
  unreadable: [{ kind: 'unreadable' }],
  minor_noted: [{ kind: 'minor_noted' }],
  condolence: [{ kind: 'condolence' }],
  lapsed: [{ kind: 'lapsed', number }],
  answer_sent: [{ kind: 'answer_sent', number, to }],
  elsewhere: CHANNELS.map((failed) => ({ kind: 'elsewhere', number, failed })),
  changed_elsewhere: CHANGES_ELSEWHERE.map((what) => ({ kind: 'changed_elsewhere', number, what })),
  answer_undeliverable: [{ kind: 'answer_undeliverable', number }],
  not_answered_yet: (['code', 'identity', 'search', 'staff', 'sending'] as const).flatMap((waitsFor) =>
    inTimeOrPast({
      kind: 'not_answered_yet',
      number,
      dueDay,
      waitsFor,
      ...(waitsFor === 'identity' ? { askedDay: dueDay } : {}),
      nextDay: dueDay,
    }),
  ),
  file_not_taken: FILES.map((file) => ({ kind: 'file_not_taken', file })),
  too_long: [{ kind: 'too_long' }],
  bsn_removed: [{ kind: 'bsn_removed' }],
  asks_program: [{ kind: 'asks_program' }],
  not_understood: [{ kind: 'not_understood' }],
  out_of_scope: [{ kind: 'out_of_scope' }],
  edit_noted: [{ kind: 'edit_noted' }],
  mail_unchecked: [{ kind: 'mail_unchecked' }],
  choice_expired: [{ kind: 'choice_expired' }],
  greeting: [{ kind: 'greeting' }],
  thanks: [{ kind: 'thanks' }],
  staff_text: [{ kind: 'staff_text', text: 'Dag,\n\nWe kijken het na.', signedBy: 'Chantal Wijnands' }],
  staff_question: [{ kind: 'staff_question', text: 'Uit welk jaar was dat?', signedBy: 'Chantal Wijnands' }],
};

export const SAMPLES: readonly OutboundMessage[] = Object.values(BY_KIND).flat();
