import type { RetentionClass } from '../policy/retention-terms.ts';
import type { Prisma } from './generated/client.ts';

/** What holds nothing about a customer: the shop's own records, which no term of R35 covers. */
export type KeptClass = 'shop_records';

export interface RowRetention {
  /** The terms that cover rows of this table; the first one that applies to a row holds. */
  readonly classes: readonly [RetentionClass | KeptClass, ...(RetentionClass | KeptClass)[]];
  /** What happens to a row, or to a column of it, when its term ends. */
  readonly purge: string;
}

/** How long rows of every table are kept and how they go (R35). A table that is missing here does not compile. */
export const RETENTION_CLASSES: Readonly<Record<Prisma.ModelName, RowRetention>> = {
  Conversation: {
    classes: ['case', 'unproven_request', 'policy_chat'],
    purge: 'removed with its messages when it has no request any more and its last message is past its term',
  },
  Message: {
    classes: ['case', 'unproven_request', 'policy_chat'],
    purge: 'removed with its conversation',
  },
  ConversationLook: {
    classes: ['case', 'unproven_request', 'policy_chat'],
    purge: 'removed with its conversation',
  },
  PrivacyRequest: {
    classes: ['case', 'unproven_request'],
    purge: 'anonymised: words, name, address and its hash are emptied, right, outcome and dates stay (R34)',
  },
  RequestEvent: {
    classes: ['case', 'unproven_request'],
    purge: "holds no personal data; removed with its request only, under privacybalie.purge = 'on'",
  },
  Reminder: {
    classes: ['case', 'unproven_request'],
    purge: 'holds no personal data; removed with its request',
  },
  Challenge: {
    classes: ['case', 'unproven_request', 'ip_address'],
    purge: 'ipHash is emptied when the limits no longer need it; the row is removed with its request',
  },
  WrongCode: {
    classes: ['case', 'unproven_request', 'ip_address'],
    purge: 'limitHashes and ipHash are emptied when the limits no longer need them; removed with its request',
  },
  OutboundMail: {
    classes: ['case', 'unproven_request'],
    purge: 'contentEnc is emptied when the mail was sent or has failed; the row is removed with its request',
  },
  CaughtMail: {
    classes: ['policy_chat'],
    purge: 'exists in demo mode only; removed past its term, and live mode refuses to start with rows',
  },
  SourceSearch: {
    classes: ['package', 'case'],
    purge: 'recordsEnc is emptied when the package is purged; coverage and counts go with the request',
  },
  Letter: {
    classes: ['sent_text', 'case'],
    purge: 'removed with its request',
  },
  RequestLink: {
    classes: ['package', 'case'],
    purge: 'expires with the package; removed with its request',
  },
  Task: {
    classes: ['case', 'unproven_request', 'policy_chat'],
    purge: 'holds no personal data; removed with its request or conversation',
  },
  StaffCard: {
    classes: ['case', 'unproven_request'],
    purge: 'the card is deleted in the staff channel first; then the row is removed with its request',
  },
  ExportFile: {
    classes: ['holding_place'],
    purge: 'removed past its term; a later request asks for a fresh export',
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
    classes: ['shop_records'],
    purge: 'removed a day after it expired',
  },
  StaffSession: {
    classes: ['shop_records'],
    purge: 'removed at signing out, or a day after it expired',
  },
  SealingKey: {
    classes: ['shop_records'],
    purge: 'kept until nothing is sealed with this key any more',
  },
  ShopProfileVersion: {
    classes: ['shop_records'],
    purge: 'kept: letters name the version that they were made with',
  },
};
