import type { Clock } from '../kernel/clock.ts';
import { UnreadableRow } from '../kernel/unreadable-row.ts';
import { addTask } from './add-task.ts';
import type { Store, Tx } from './ports.ts';

/**
 * Whatever did not open in a transaction becomes a task, once for each row: also when the transaction went on without
 * it. A row that cannot be read is never passed over in silence.
 */
export function tellingUnreadable<S extends Store>(store: S, clock: Clock): S {
  return {
    ...store,
    async transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
      try {
        return await store.transaction(async (tx) => {
          const value = await work(tx);
          for (const row of tx.unreadable.met()) await tell(tx, row, clock.now());
          return value;
        });
      } catch (error) {
        if (error instanceof UnreadableRow) await store.transaction((tx) => tell(tx, error, clock.now()));
        throw error;
      }
    },
  };
}

async function tell(tx: Tx, row: UnreadableRow, now: Date): Promise<void> {
  const about = await tx.unreadable.about(row);
  await addTask(
    tx,
    {
      kind: 'unreadable',
      about: `${row.place}:${row.rowId}`,
      once: true,
      ...(about?.requestId == null ? {} : { requestId: about.requestId }),
      ...(about?.conversationId == null ? {} : { conversationId: about.conversationId }),
      params: {
        ...(about === undefined ? {} : { at: about.at.toISOString() }),
        place: row.place,
        row: row.rowId,
      },
    },
    now,
  );
}
