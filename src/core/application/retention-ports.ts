import type { RequestId } from '../kernel/ids.ts';
import type { CaseClass, RowClass } from '../kernel/retention-terms.ts';
import type { CaseFacts } from '../request/case-retention.ts';
import type { AnonymisedEvent } from '../request/request-events.ts';
import type { RetentionRun } from './core-api.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';

export interface RetentionRepository {
  /** Removes or empties at most `limit` rows that began before an instant; answers how many. */
  purgeRows(name: RowClass, before: Date, limit: number): Promise<number>;
  /** Closed requests of a class, longest closed first, from after the given one. */
  dueCases(
    name: CaseClass,
    before: Date,
    after: DueCase | undefined,
    limit: number,
  ): Promise<readonly DueCase[]>;
  caseFacts(request: RequestRow): Promise<CaseFacts>;
  /**
   * Puts the last entry in the place of a request and all that belongs to it. With the last request of a conversation
   * goes what was said there before `before`; with an erasure also beside other requests what was said until
   * `erasedUntil` and belongs to none of them. Answers whether something of the conversation stays.
   */
  anonymise(
    request: RequestRow,
    entry: Omit<LoggedEvent, 'by' | 'event'> & { readonly event: AnonymisedEvent },
    said: { readonly before: Date; readonly erasedUntil: Date | null },
  ): Promise<'kept' | 'removed'>;
  saveRun(run: RetentionRun): Promise<void>;
  lastRun(): Promise<RetentionRun | undefined>;
}

export interface DueCase {
  readonly id: RequestId;
  readonly closedAt: Date;
}
