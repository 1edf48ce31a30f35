import type { RequestCommandType } from './request-commands.ts';
import type { RequestStatus } from './request-state.ts';

const NOTES = [
  'look_at',
  'note_customer_wrote',
  'note_human_wanted',
  'note_codes_allowed',
  'add_note',
  'note_task_done',
] as const;
const SEARCH = [
  'record_search',
  'continue_search',
  'decide_key',
  'decide_records',
  'reopen_source',
  'withhold_record',
  'make_draft',
] as const;
/** A letter beside the decision; after the end only about a breach (AVG 34). */
const TELL = [
  'prepare_notice',
  'open_notice',
  'approve_notice',
  'drop_notice',
  'confirm_notice',
  'fail_notice',
  'bounce_notice',
] as const;
/** Only what still has to be answered has a date, and a customer who is told something meanwhile. */
const OPEN = [
  'redate',
  'ask_customer',
  'assign',
  'raise',
  'narrow',
  ...TELL,
  'end_stop',
  'record_fee',
] as const;
const PROOF = ['ask_identity', 'record_code_mailed', 'record_code_failed', 'prove'] as const;
/** Once a mailbox is proven; what was found has to be known to compare (R9). */
const FACTS = [
  'post_code',
  'answer_elsewhere',
  'ask_facts',
  'give_facts',
  'end_facts',
  'record_facts',
] as const;
const DECIDE = ['record_authority', 'name_objection', 'set_outcome', 'prepare_refusal'] as const;
/** Wherever a backup can have left an erasure that was carried out since. */
const REPLAY = ['replay_erasure'] as const;

/** An answer that has left may still be on its way, or come back. */
const ANSWERS = ['chase_recipient', 'answer_recipient'] as const;
const TOLD = [
  'open_answer',
  'mail_link',
  'download_answer',
  'report_bounce',
  'report_wrong',
  'post_letter',
  'hand_over_portable',
  'take_portable',
  'stop_portable',
  ...ANSWERS,
] as const;

// What needs no proof is decided as it came in (R13), and so is a refusal that tells nothing.
const UNPROVEN = [
  ...PROOF,
  ...DECIDE,
  'make_draft',
  'note_known_sender',
  'choose_copy',
  'withdraw',
  'lapse',
  ...OPEN,
  ...REPLAY,
  ...NOTES,
] as const;

/** Which command may be given in which status. What is not listed is forbidden; tests compute it from here. */
export const TRANSITIONS: Readonly<Record<RequestStatus, readonly RequestCommandType[]>> = {
  received: UNPROVEN,
  awaiting_identity: UNPROVEN,
  gathering: [
    'prove',
    'start_search',
    ...FACTS,
    ...SEARCH,
    'withdraw',
    'join',
    'take_in',
    ...OPEN,
    ...REPLAY,
    ...NOTES,
  ],
  awaiting_approval: [
    ...PROOF,
    ...FACTS,
    ...SEARCH,
    ...DECIDE,
    'open_preview',
    'change_paragraphs',
    'prepare_answer',
    'approve',
    'withdraw',
    'join',
    'take_in',
    ...OPEN,
    ...REPLAY,
    ...NOTES,
  ],
  // Its answer leaves by itself: it joins no other any more, and another may still get the same answer.
  executing: [
    'stop',
    // Until it is being done or sent: the customer may still think better of it (R3).
    'withdraw',
    'announce',
    'confirm_announced',
    'begin',
    'confirm_step',
    'begin_changes',
    'record_changes',
    'tell_recipient',
    ...ANSWERS,
    'halt',
    'restore',
    'confirm_sent',
    'fail_send',
    'retry_delivery',
    'report_wrong',
    'post_letter',
    'take_in',
    ...OPEN,
    ...REPLAY,
    ...NOTES,
  ],
  answered: [...TOLD, ...TELL, 'anonymise', ...NOTES],
  refused: [...TOLD, ...TELL, 'anonymise', ...NOTES],
  answered_generally: ['reopen', ...TELL, 'anonymise', ...REPLAY, ...NOTES],
  withdrawn: ['reopen', ...TELL, 'anonymise', ...REPLAY, ...NOTES],
  lapsed: [...TELL, 'anonymise', ...NOTES],
  joined: ['follow', ...NOTES],
  anonymised: [],
};
