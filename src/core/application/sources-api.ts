import type { Actor } from '../approval/staff-channel.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import type { ChecklistLine, DoneLine, EvidenceRefusal } from '../fulfilment/manual-checklist.ts';
import type { Capabilities, FoundRecord, ProcessorAction } from '../fulfilment/processor.ts';
import type { WithholdReason } from '../fulfilment/withhold-reason.ts';
import type { Result } from '../kernel/result.ts';
import type { GroupRefusal } from './decision-api.ts';
import type { TaskRow } from './desk-api.ts';

export interface ManualResult {
  readonly source: string;
  readonly answer: 'found' | 'none' | 'not_possible';
  /** Rows of the copy, one per line; required when found. */
  readonly rows: readonly { readonly category: string; readonly text: string }[];
  /** Why it was not possible; required then. */
  readonly reason: string;
  /** Lines of the checklist that this person did, each with the evidence that it wants. */
  readonly done?: readonly DoneLine[];
}

/** What somebody showed of a line of the checklist. */
export interface EvidenceView {
  readonly id: string;
  readonly source: string;
  readonly line: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** What staff leave out of the copy (AVG 15(4)). */
export interface Withholding {
  readonly source: string;
  readonly ref: string;
  readonly reason: WithholdReason | null;
  /** Its fields, in their order, without what is of others: these leave in its place. Absent: nothing of it leaves. */
  readonly values?: readonly string[];
}

export type WithholdRefusal =
  | 'source.record_unknown'
  | 'source.too_late'
  | 'source.reason_not_for_right'
  | 'source.not_redacted';

/** A file of a found record, such as a mail as it was received. */
export interface FoundFileView {
  readonly id: string;
  readonly recordRef: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** One found record, as staff look at it before they approve. */
export interface FoundRecordView {
  readonly number: string;
  readonly source: string;
  readonly name: string;
  readonly record: FoundRecord;
  readonly files: readonly FoundFileView[];
  /** It may still be taken out of the copy, or a part of it. */
  readonly changeable: boolean;
}

export interface ManualSearchView {
  readonly task: TaskRow;
  readonly requestNumber: string;
  /** To copy into the search field of each screen. */
  readonly keys: readonly { readonly kind: string; readonly value: string }[];
  readonly sources: readonly {
    readonly source: string;
    readonly name: string;
    readonly screen: string;
    readonly coverage: Coverage;
    /** As typed before the source was reopened. */
    readonly rows: ManualResult['rows'];
    /** What the system itself found before: it stays. */
    readonly found: ManualResult['rows'];
    readonly checklist: readonly ChecklistLine[];
  }[];
}

export interface ExportFileView {
  readonly id: string;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  readonly rows: number;
  readonly period: readonly [string, string] | null;
  readonly status: 'ready' | 'profile_needed';
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

export type ColumnField =
  | 'ignore'
  | 'orderNumber'
  | 'orderDate'
  | 'name'
  | 'email'
  | 'phone'
  | 'street'
  | 'address'
  | 'postcode'
  | 'city'
  | 'country'
  | 'amount'
  | 'paymentMethod'
  | 'item'
  | 'quantity'
  | 'status'
  | 'invoiceNumber'
  | 'paymentId'
  | 'barcode'
  | 'note'
  | 'other';

export type ExportRefusal =
  | 'export.empty'
  | 'export.too_large'
  | 'export.not_a_table'
  | 'export.encoding_unknown'
  | 'export.xlsx_unreadable';

/** Whether a source works now. `mayNot`: what it can do and does not let us do with our key; `mayMore`: nobody needs it. */
export interface SourceCheck {
  readonly source: string;
  /** As the shop profile has it. */
  readonly name: string;
  readonly ok: boolean;
  readonly code: string;
  readonly supports: Capabilities['supports'];
  readonly mayNot: readonly ProcessorAction[];
  readonly mayMore: readonly ProcessorAction[];
}

/** Work on sources that a person feeds: manual searches and exports. */
export interface Sources {
  manualSearch(taskId: string, by: Actor): Promise<ManualSearchView | undefined>;
  /** Each source that got an answer is settled; the task is done when none is left. */
  recordManual(
    taskId: string,
    results: readonly ManualResult[],
    by: Actor,
  ): Promise<
    Result<
      null,
      'task.unknown' | 'task.already_done' | 'manual.rows_missing' | 'manual.reason_missing' | EvidenceRefusal
    >
  >;
  /** What staff showed of the searches by hand of this task's request. */
  evidence(taskId: string): Promise<readonly EvidenceView[]>;
  /** One of them, for a member of staff, whose look is logged; undefined when it is not there. */
  evidenceFile(
    taskId: string,
    fileId: string,
    by: Actor,
  ): Promise<(EvidenceView & { readonly content: Uint8Array }) | undefined>;
  /** What was typed of a source can be corrected until approval; the task is there again, with the rows so far. */
  reopenManual(
    requestId: string,
    source: string,
    by: Actor,
  ): Promise<Result<{ readonly taskId: string }, 'source.not_by_hand' | 'source.too_late'>>;
  /** Searches a system again that had failed. */
  searchAgain(
    requestId: string,
    source: string,
    by: Actor,
  ): Promise<Result<null, 'source.not_failed' | 'source.too_late'>>;
  /** Leaves a found record or a part of it out of the copy, or with `null` puts it back, until approval (AVG 15(4)). */
  withhold(requestId: string, change: Withholding, by: Actor): Promise<Result<null, WithholdRefusal>>;
  /** One found record with its files; undefined when it is not there. */
  record(
    requestId: string,
    of: { readonly source: string; readonly ref: string },
    by: Actor,
  ): Promise<FoundRecordView | undefined>;
  /** One of these files, byte for byte; undefined when it is not there. */
  recordFile(
    requestId: string,
    fileId: string,
    by: Actor,
  ): Promise<(FoundFileView & { readonly content: Uint8Array }) | undefined>;
  /** Says of records that may be of somebody else whose they are, until approval (R11). */
  decideRecords(
    requestId: string,
    change: { readonly source: string; readonly refs: readonly string[]; readonly theirs: boolean },
    by: Actor,
  ): Promise<Result<null, 'source.record_unknown' | 'source.none_chosen' | 'source.too_late'>>;
  /** Says whether a found name, address, number or other e-mail address is of this customer (R6, R11). */
  decideKey(
    requestId: string,
    decision: { readonly key: string; readonly theirs: boolean },
    by: Actor,
  ): Promise<Result<null, 'source.key_unknown' | 'source.too_late'>>;
  /** Refuses a whole kind of data in one place with its facts, or with `null` gives it after all, until approval. */
  refuseGroup(
    requestId: string,
    change: {
      readonly source: string;
      readonly category: string;
      readonly reason: WithholdReason | null;
      readonly facts: string;
    },
    by: Actor,
  ): Promise<Result<null, GroupRefusal | 'decision.request_unknown' | 'decision.not_allowed'>>;
  /** With `by` it is noted that this person saw the first rows of each. */
  exports(source: string, by?: Actor): Promise<readonly ExportFileView[]>;
  upload(
    source: string,
    file: { readonly name: string; readonly content: Uint8Array },
    by: Actor,
  ): Promise<Result<ExportFileView, ExportRefusal>>;
  /** The same for a file that came by itself, in the watched folder; staff get a task when its columns are unknown. */
  takeDropped(source: string, content: Uint8Array): Promise<Result<ExportFileView, ExportRefusal>>;
  /** What went wrong with a file of the watched folder, as a task for staff; its name is told to nobody. */
  reportDropped(source: string, refusal: string): Promise<void>;
  /** The owner says once what each column of this header means. */
  confirmColumns(
    source: string,
    fileId: string,
    columns: readonly ColumnField[],
    by: Actor,
  ): Promise<
    Result<null, 'export.unknown' | 'columns.email_missing' | 'columns.count_differs' | 'columns.twice'>
  >;
  check(): Promise<readonly SourceCheck[]>;
}
