import type { ChangeStep } from '../fulfilment/change/change-step.ts';
import type { LetterId, RequestId } from '../kernel/ids.ts';

/** A line of the journal with the approval that it belongs to: the last one. */
export interface ChangeRow extends ChangeStep {
  readonly requestId: RequestId;
  readonly letterId: LetterId;
}

/** The journal of what is changed at the systems of the shop. */
export interface ChangeRepository {
  /** Writes them, or what became of them. */
  save(rows: readonly ChangeRow[]): Promise<void>;
  /** In the order of their source and place. */
  ofRequest(id: RequestId): Promise<readonly ChangeRow[]>;
  byId(id: string): Promise<ChangeRow | undefined>;
  /** The first step of this letter at this system that is to be done or looked at by now. */
  nextDue(
    of: { readonly requestId: RequestId; readonly letterId: LetterId; readonly source: string },
    now: Date,
  ): Promise<ChangeRow | undefined>;
}
