import type { RetentionClass } from '../kernel/retention-terms.ts';
import type { Prisma } from './generated/client.ts';

/** What holds nothing about a customer and no term covers: the shop's own records. */
export type KeptClass = 'shop_records';

export interface RowRetention {
  /** The terms that cover rows of this table; the first one that applies to a row holds. */
  readonly classes: readonly [RetentionClass | KeptClass, ...(RetentionClass | KeptClass)[]];
  /** What happens to a row, or to a column of it, when its term ends. */
  readonly purge: string;
}

/** A table of which each row belongs to one request. */
const OF_CASE = ['erasure_case', 'unproven_request', 'case'] as const;

/**
 * How long rows of every table are kept and how they go (R34, R35): the terms stand in kernel/retention-terms.ts,
 * purge-rows.ts and case-rows.ts follow them. A table that is missing here does not compile.
 */
export const RETENTION_CLASSES: Readonly<Record<Prisma.ModelName, RowRetention>> = {
  Conversation: {
    classes: ['ip_address', 'policy_chat', ...OF_CASE],
    purge:
      'ipHash is emptied after a day; removed with its last request, or its last message; without a request by its own term',
  },
  Message: {
    classes: ['policy_chat', ...OF_CASE],
    purge:
      'removed with its request, with an erasure that was closed after it, with the last request of its conversation, or with the conversation',
  },
  ConversationLook: {
    classes: ['policy_chat', ...OF_CASE],
    purge: 'removed with its conversation',
  },
  PrivacyRequest: {
    classes: OF_CASE,
    purge: 'removed with all that belongs to it; what remains is a row of AnonymisedRequest',
  },
  RequestEvent: {
    classes: OF_CASE,
    purge:
      "removed with its request, under privacybalie.purge = 'on'; AnonymisedRequest holds the last entry",
  },
  LogHead: {
    classes: ['shop_records'],
    purge:
      'kept: the hash of the last entry of each log, also of what was anonymised; says nothing about anybody',
  },
  RegisterSeal: {
    classes: ['shop_records'],
    purge: 'one row, replaced by the next seal',
  },
  ShopLook: {
    classes: ['shop_records'],
    purge: 'kept: which member of staff took out the register or read a file; nothing about a customer',
  },
  AnonymisedRequest: {
    classes: ['shop_records'],
    purge: 'kept: says nothing about whose request it was (R34)',
  },
  Breach: {
    classes: ['breach_record'],
    purge: 'removed past its term, which begins with the last entry; an open clock keeps it',
  },
  BreachEntry: {
    classes: ['breach_record'],
    purge: "removed with its breach, under privacybalie.purge = 'on'",
  },
  LegalHold: {
    classes: ['legal_hold'],
    purge: 'removed when a person has erased the records after the last day of the hold',
  },
  ReturnBlock: {
    classes: ['do_not_return'],
    purge: 'removed after the day on which backups and exports have rolled over',
  },
  MailStop: {
    classes: ['mail_stop'],
    purge: 'kept as long as the shop sends advertising (AVG 21(3)): a keyed hash only',
  },
  TwoYearStep: {
    classes: ['order_export'],
    purge:
      'reasonEnc is emptied past its term; who did what with a plan stays, without anything about a customer',
  },
  TwoYearReview: {
    classes: ['order_export'],
    purge:
      'peopleEnc is emptied when it was carried out, or past its term unless it was approved; numbers stay',
  },
  Reminder: {
    classes: OF_CASE,
    purge: 'holds no personal data but the mask of an address; removed with its request',
  },
  Challenge: {
    classes: ['ip_address', ...OF_CASE],
    purge: 'ipHash is emptied when the limits no longer need it; the row is removed with its request',
  },
  WrongCode: {
    classes: ['ip_address', ...OF_CASE],
    purge: 'limitHashes and ipHash are emptied when the limits no longer need them; removed with its request',
  },
  ChangeStep: {
    classes: ['package', ...OF_CASE],
    purge:
      'payloadEnc is emptied when the package is purged, of a restriction kept to lift it; removed with its request',
  },
  OutboundMail: {
    classes: ['staff_mail', ...OF_CASE],
    purge: 'contentEnc is emptied when the mail was sent or has failed; the row goes with its request',
  },
  CaughtMail: {
    classes: ['caught_mail', ...OF_CASE],
    purge: 'exists in demo mode only; removed with its request, or past its term',
  },
  SourceSearch: {
    classes: ['package', ...OF_CASE],
    purge: 'recordsEnc is emptied when the package is purged; the row is removed with its request',
  },
  SearchPiece: {
    classes: ['package'],
    purge: 'removed when the package is purged, and with its search',
  },
  SearchText: {
    classes: ['package'],
    purge: 'removed when the package is purged, and with its request',
  },
  FoundFile: {
    classes: ['package'],
    purge: 'removed when the package is purged, and with its request',
  },
  FoundFilePart: {
    classes: ['package'],
    purge: 'removed with its file',
  },
  SearchProgress: {
    classes: OF_CASE,
    purge: 'a number; removed when the search has ended, and with its request',
  },
  SearchKey: {
    classes: ['package', ...OF_CASE],
    purge: 'valueEnc is emptied when the package is purged; the row is removed with its request',
  },
  RequestNote: {
    classes: OF_CASE,
    purge: 'removed with its request',
  },
  Letter: {
    classes: ['sent_text', ...OF_CASE],
    purge: 'removed with its request',
  },
  RequestLink: {
    classes: ['package', ...OF_CASE],
    purge: 'expires with the package; removed with its request',
  },
  Transmission: {
    classes: ['transmission', ...OF_CASE],
    purge: 'hashes and times; the link ends by its term, the row is removed with its request',
  },
  Task: {
    classes: ['done_task', 'policy_chat', ...OF_CASE],
    purge:
      'holds no personal data but the mask of an address; removed with its request or conversation, and keeps them while it is open',
  },
  StaffCard: {
    classes: OF_CASE,
    purge: 'the card is deleted in the staff channel first; then the row is removed',
  },
  ExportFile: {
    classes: ['order_export'],
    purge: 'removed past its term; a later request asks for a fresh export',
  },
  ExportPart: {
    classes: ['order_export'],
    purge: 'removed with its file',
  },
  StaffDigest: {
    classes: ['shop_records'],
    purge: 'one row, replaced by that of the next working day; says nothing about anybody',
  },
  DailyRun: {
    classes: ['run_report'],
    purge: 'numbers only; removed past its term',
  },
  ColumnProfile: {
    classes: ['shop_records'],
    purge: 'names of columns only; kept until it is confirmed anew',
  },
  StaffMember: {
    classes: ['shop_records'],
    purge: 'set inactive when somebody leaves; the name stays on decisions that were signed with it',
  },
  StaffSignInLink: {
    classes: ['staff_access'],
    purge: 'removed a day after it expired',
  },
  StaffSession: {
    classes: ['staff_access'],
    purge: 'removed at signing out, or a day after it expired',
  },
  PolicyVersion: {
    classes: ['shop_records'],
    purge: 'kept: the policy that customers were told, and when; public text',
  },
  PolicyStep: {
    classes: ['shop_records'],
    purge: 'kept: which member of staff approved a policy; nothing about a customer',
  },
  PolicyNotice: {
    classes: ['shop_records'],
    purge: 'kept: how many people got a mail about which version, in numbers',
  },
  PolicyNoticePerson: {
    classes: ['policy_notice'],
    purge: 'addressEnc is emptied when the mail is handed on; removed past its term unless it is being sent',
  },
  SealingKey: {
    classes: ['shop_records'],
    purge: 'kept until nothing is sealed with this key any more',
  },
  PolicyDrift: {
    classes: ['shop_records'],
    purge:
      'kept: names of parties and kinds of data, and when policy and practice differed; nothing about a customer',
  },
  MailboxPlace: {
    classes: ['shop_records'],
    purge: 'kept: numbers of the mail server and a time; nothing about a customer',
  },
  ShopProfileVersion: {
    classes: ['shop_records'],
    purge: 'kept: letters name the version that they were made with',
  },
};
