import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Coverage } from './coverage.ts';
import type { WithholdReason } from './withhold-reason.ts';

/** This desk as a source of its own: the requests and conversations of the same person. */
export const OWN_RECORDS = 'balie';

export type Support = 'api' | 'file' | 'manual' | 'refer' | 'none';
export const PROCESSOR_ACTIONS = ['find', 'export', 'rectify', 'erase', 'restrict', 'unrestrict'] as const;
export type ProcessorAction = (typeof PROCESSOR_ACTIONS)[number];
export type KeyKind =
  | 'email'
  | 'name'
  | 'address'
  | 'phone'
  | 'iban'
  | 'orderNumber'
  | 'paymentId'
  | 'customerId'
  | 'invoiceNumber'
  | 'barcode'
  | 'messageId';

/**
 * A value by which one person is searched. Only proven values may select records by themselves (R6, R11), and what was found
 * with them as far as it names one thing; `confirmed` is one that a person of the shop said to be of this customer.
 */
export interface SubjectKey {
  readonly kind: KeyKind;
  readonly value: string;
  readonly from: 'proven' | 'found' | 'confirmed';
}

/**
 * Kinds of which a found value is followed by itself: it names one order. A name, an address, a telephone or a bank account
 * may be of a household, and another e-mail address is proven by a code of its own (R6) or confirmed by staff.
 */
export const FOLLOWED_KEYS: readonly KeyKind[] = ['orderNumber', 'paymentId', 'invoiceNumber', 'barcode'];

export const CATEGORIES = [
  'contact_details',
  'order',
  'invoice',
  'payment',
  'parcel',
  'message',
  'conversation',
  'request',
  'account',
  'newsletter',
  'note',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface FieldValue {
  /** A stable English name; its label is a locale key. A name that the locales do not know is shown as it is. */
  readonly name: string;
  readonly value: string;
}

export const SPECIAL_CONTENT = ['signature', 'free_text', 'third_party'] as const;
/** The place of a record that a person typed: its system does not know the reference. */
export const TYPED_PLACE = 'manual';

export type SpecialContent = (typeof SPECIAL_CONTENT)[number];

export interface LegalHold {
  readonly basis: 'awr_52' | 'oss' | 'claim';
  /** Last day of the hold. */
  readonly until: string;
}

/** Where a long text of a stored record stands beside it. */
export interface StoredText {
  /** Index in `fields`. */
  readonly field: number;
  readonly place: number;
  readonly at: number;
}

export interface FoundRecord {
  /** Unique within the source, without personal data. */
  readonly ref: string;
  readonly category: Category;
  readonly fields: readonly FieldValue[];
  readonly matchedBy: readonly KeyKind[];
  readonly thirdParty: boolean;
  readonly hold: LegalHold | null;
  /** The day of the order, where the source tells it. */
  readonly day?: CalendarDay;
  /** Left out of the copy by staff; absent for what leaves. */
  readonly withheld?: WithholdReason;
  /** What leaves in its place: its fields as staff made them, empty where all of one is of others, and none of its files. */
  readonly instead?: readonly FieldValue[];
  /** It may be of somebody else: a person says whose it is before anything leaves or changes (R11). Absent: certain. */
  readonly confidence?: 'possible';
  /** What asks for a second look before a copy leaves. */
  readonly special?: readonly SpecialContent[];
  readonly provenance: { readonly place: string; readonly fetchedAt: string };
  /** Set by the desk and never by a source: long texts stand here by their beginning; `hash` is of the whole (recordHash). */
  readonly shortened?: { readonly hash: string; readonly texts: readonly StoredText[] };
}

/** A file that belongs to a found record, such as a mail as it was received (`.eml`). */
export interface FoundFile {
  /** `ref` of its record. */
  readonly recordRef: string;
  /** Without personal data: it names a part of the package. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Capabilities {
  /** The id of the recipient in the shop profile that this source belongs to. */
  readonly source: string;
  readonly role: 'processor' | 'independent_controller' | 'own';
  readonly supports: Readonly<Record<ProcessorAction, Support>>;
  readonly searchBy: readonly KeyKind[];
  readonly canProveAbsence: boolean;
}

export interface SearchContext {
  readonly requestId: string;
  /** How sure it is who asks (R9); a signature is fetched from level 2 only. */
  readonly level: number;
  /** As who asks calls himself (R11): found names are compared with it, and it is never searched by. */
  readonly name?: string;
  /** Receipt of the request: older material may miss rows and is not complete. */
  readonly requestReceivedAt: Date;
  readonly now: Date;
}

export type Finding =
  | { readonly type: 'record'; readonly record: FoundRecord }
  | { readonly type: 'key'; readonly key: SubjectKey }
  | { readonly type: 'file'; readonly file: FoundFile }
  /** How much was looked at so far, for who waits; at most one a page. */
  | { readonly type: 'progress'; readonly scanned: number }
  /** So many rows at the address are from before an erasure and are no findings: a person has to look at them (R33). */
  | { readonly type: 'came_back'; readonly rows: number }
  /** Always the last finding; a search without it has failed. */
  | { readonly type: 'coverage'; readonly coverage: Coverage };

/**
 * `may`: what the credentials allow, where the system tells it; less than its capabilities is worth a warning. `unneeded`:
 * what the ones for searching allow although others are given for it.
 */
export type Health =
  | {
      readonly ok: true;
      readonly may?: readonly ProcessorAction[];
      readonly unneeded?: readonly ProcessorAction[];
    }
  | { readonly ok: false; readonly code: string };

/** One system that may hold personal data. `find` never writes. */
export interface Processor {
  capabilities(): Capabilities;
  /** Read-only and without personal data. */
  check(): Promise<Health>;
  find(keys: readonly SubjectKey[], context: SearchContext): AsyncIterable<Finding>;
}

export type ChangeAction = Exclude<ProcessorAction, 'find' | 'export'>;

/** What a rectification makes of one field (AVG 16), in the terms of its outcome. */
export interface Correction {
  readonly what: 'name' | 'delivery_address' | 'email' | 'phone' | 'bank_account' | 'another';
  readonly before: string;
  readonly after: string;
}

/** What is to be changed: of an erasure or a restriction only the records say it. */
export type Change =
  | { readonly action: 'erase' | 'restrict' }
  /** `restricted`: the steps of the restriction that were done; only what they changed is put back (AVG 18(3)). */
  | { readonly action: 'unrestrict'; readonly restricted: readonly PlanStep[] }
  | { readonly action: 'rectify'; readonly corrections: readonly Correction[] };

/** One outward change of one record, previewed and approved before it is executed. */
export interface PlanStep {
  readonly source: string;
  readonly action: ChangeAction;
  readonly recordRef: string;
  readonly category: Category;
  /** Of the record as it was previewed (recordHash); at execution it must still be the same. */
  readonly recordHash: string;
  /** `by_hand`: this system does not let it be done from here; `keep` needs `hold`; `refer`: who else decides. */
  readonly treatment: 'delete' | 'mask' | 'change' | 'restrict' | 'unrestrict' | 'keep' | 'refer' | 'by_hand';
  /** Names of the fields that change or go; empty: the record as a whole. */
  readonly fields: readonly string[];
  readonly hold: LegalHold | null;
  /** What else it does, as codes of locales (side_effects): shown before it is approved. */
  readonly sideEffects: readonly string[];
  /** References of what goes with it (goesWith), as it was previewed: nothing else may be there when it is deleted. */
  readonly takes?: readonly string[];
  /** The record that takes this one along, where that one goes first. */
  readonly takenBy?: string;
}

export interface StepContext {
  /** The same for every attempt at this step: systems that know idempotency keys get it. */
  readonly stepId: string;
  /** The same as was planned with. */
  readonly change: Change;
  readonly now: Date;
}

/** `already_gone` is a success of an erasure only; `unknown`: nobody knows whether it was done, so it is verified before anything else. */
export type StepOutcome =
  | { readonly status: 'done' | 'already_gone' | 'changed_since_preview' | 'held' }
  | { readonly status: 'unknown'; readonly code: string }
  | {
      readonly status: 'failed';
      readonly code: string;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
    };

/** A system whose data can be changed from here. */
export interface ChangingProcessor extends Processor {
  /**
   * Pure: the preview that staff approve, at least one step for every record that is given (of a correction: for every one
   * that holds what is wrong), in the order in which they are to be done (leaves first). A record with a hold that has not
   * ended is kept, apart from fields that the law does not need: that is one step `mask` and one `keep`, so that record and
   * treatment together name a step.
   */
  plan(change: Change, records: readonly FoundRecord[], now: Date): readonly PlanStep[];
  /**
   * The reference of the record that takes this one along when it is deleted; undefined for what goes alone. What has to go
   * before that one is planned before it, and what can only go with it after it.
   */
  goesWith?(ref: string): string | undefined;
  /** Reads the record again first: what is gone is `already_gone`, what differs is `changed_since_preview`. Never throws for what a system answers. */
  execute(step: PlanStep, context: StepContext): Promise<StepOutcome>;
  /** Read-only: whether the step's effect is there. */
  verify(step: PlanStep, context: StepContext): Promise<'done' | 'not_done' | 'unknown'>;
}

/** Whether data can be changed from here, beside being found. */
export function isChanging(processor: Processor): processor is ChangingProcessor {
  return 'plan' in processor;
}
