import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Coverage } from './coverage.ts';
import type { WithholdReason } from './withhold-reason.ts';

/** This desk as a source of its own: the requests and conversations of the same person. */
export const OWN_RECORDS = 'balie';

export type Support = 'api' | 'file' | 'manual' | 'refer' | 'none';
export type ProcessorAction = 'find' | 'export' | 'rectify' | 'erase' | 'restrict' | 'unrestrict';
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

/** A value by which one person is searched. Only proven values may select records by themselves (R6, R11). */
export interface SubjectKey {
  readonly kind: KeyKind;
  readonly value: string;
  readonly from: 'proven' | 'stated' | 'found';
}

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

export interface LegalHold {
  readonly basis: 'awr_52' | 'oss' | 'claim';
  /** Last day of the hold. */
  readonly until: string;
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
  readonly provenance: { readonly place: string; readonly fetchedAt: string };
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
  /** Receipt of the request: older material may miss rows and is not complete. */
  readonly requestReceivedAt: Date;
  readonly now: Date;
}

export type Finding =
  | { readonly type: 'record'; readonly record: FoundRecord }
  | { readonly type: 'key'; readonly key: SubjectKey }
  /** So many rows at the address are from before an erasure and are no findings: a person has to look at them (R33). */
  | { readonly type: 'came_back'; readonly rows: number }
  /** Always the last finding; a search without it has failed. */
  | { readonly type: 'coverage'; readonly coverage: Coverage };

export type Health = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** One system that may hold personal data. `find` never writes. */
export interface Processor {
  capabilities(): Capabilities;
  /** Read-only and without personal data. */
  check(): Promise<Health>;
  find(keys: readonly SubjectKey[], context: SearchContext): AsyncIterable<Finding>;
}

/** One outward change, previewed and approved before it is executed; `recordHash` must still match then. */
export interface PlanStep {
  readonly id: string;
  readonly source: string;
  readonly action: Exclude<ProcessorAction, 'find' | 'export'>;
  readonly recordRef: string;
  readonly recordHash: string;
  readonly treatment: 'delete' | 'mask' | 'keep' | 'refer' | 'change';
  readonly hold: LegalHold | null;
}

export type StepOutcome = 'done' | 'already_gone' | 'changed_since_preview' | 'failed' | 'unknown';

/** A processor whose data can be changed from here. */
export interface ChangingProcessor extends Processor {
  /** Pure: the preview that staff approve. */
  plan(action: PlanStep['action'], records: readonly FoundRecord[]): Promise<readonly PlanStep[]>;
  execute(step: PlanStep): Promise<StepOutcome>;
  verify(step: PlanStep): Promise<'gone' | 'masked' | 'changed' | 'still_there' | 'unknown'>;
}
