import type { Tx } from '../../src/core/application/ports.ts';
import { newId, type TaskId } from '../../src/core/kernel/ids.ts';
import { NO_FACTS } from '../../src/core/register/breach-record.ts';

/** A breach with these words about it, known and written down at once. */
export async function aBreach(tx: Tx, what: string, at: Date): Promise<{ readonly id: string }> {
  const id = newId<TaskId>();
  const by = 'staff:1';
  await tx.breaches.add({ id, origin: 'staff', awareAt: at, recordedAt: at, by });
  await tx.breaches.write({ breachId: id, at, by, note: { kind: 'facts', facts: { ...NO_FACTS, what } } });
  return { id };
}
