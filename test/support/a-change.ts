import type { ChangeRow } from '../../src/core/application/ports.ts';
import { newId, type RequestId } from '../../src/core/kernel/ids.ts';

/** A line of the journal: an order that is to be deleted at Mollie. */
export function aChange(requestId: RequestId, plannedAt: Date, change: Partial<ChangeRow> = {}): ChangeRow {
  const base = { source: 'mollie', action: 'erase', category: 'order', treatment: 'delete' } as const;
  const step = {
    ...base,
    ...{ recordRef: '1', recordHash: 'hash', fields: [], hold: null, sideEffects: [] },
  };
  return {
    ...base,
    ...{ id: newId(), requestId, letterId: newId(), position: 0, status: 'planned', code: '', attempts: 0 },
    payload: { step, change: { action: 'erase' }, numbers: ['W-1'] },
    ...{ plannedAt, sentAt: null, nextAt: null, endedAt: null },
    ...change,
  };
}
