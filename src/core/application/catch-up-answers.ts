import { isPending } from '../fulfilment/change/change-step.ts';
import { after, MINUTE } from '../kernel/clock.ts';
import type { RequestId } from '../kernel/ids.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';

/** How long a job may be late before its work is taken up without it. */
const LATE_MS = 15 * MINUTE;
const BATCH = 100;

/**
 * Takes up approved answers whose job was lost: one that should have left, or been announced or begun, a quarter of an
 * hour ago. The job does nothing twice; what waits for people is left alone. Answers how many it queued.
 */
export async function catchUpAnswers(settings: CoreSettings, now: Date): Promise<number> {
  let queued = 0;
  let last: RequestId | null = null;
  for (;;) {
    const found = await lateOnes(settings, last, now);
    queued += found.late;
    if (found.last === null) return queued;
    last = found.last;
  }
}

async function lateOnes(settings: CoreSettings, from: RequestId | null, now: Date) {
  return settings.store.transaction(async (tx) => {
    const rows = await tx.requests.executing(from, BATCH);
    let late = 0;
    for (const { id, state } of rows) {
      if (state.status !== 'executing' || state.undelivered !== undefined) continue;
      if (state.done !== undefined && !stepsAreDone(state)) {
        late += await lateChanges(tx, id, state.letter.id, now);
        continue;
      }
      const announces = (state.letter.plan?.announceDays ?? null) !== null && state.announcedAt === undefined;
      const due = announces
        ? after((await approvedAt(tx, id)) ?? now, settings.answerDelayMs)
        : new Date(state.sendAt);
      if (after(due, LATE_MS) > now) continue;
      late += 1;
      await tx.enqueue('send-answer', { requestId: id, letterId: state.letter.id });
    }
    return { late, last: rows.length < BATCH ? null : (rows.at(-1)?.id ?? null) };
  });
}

/** Systems of which a step should have been tried long ago. */
async function lateChanges(tx: Tx, requestId: RequestId, letterId: string, now: Date): Promise<number> {
  const rows = (await tx.changes.ofRequest(requestId)).filter(
    (row) =>
      row.letterId === letterId &&
      isPending(row) &&
      after(row.nextAt ?? row.sentAt ?? row.plannedAt, LATE_MS) <= now,
  );
  const sources = new Set(rows.map(({ source }) => source));
  for (const source of sources) await tx.enqueue('execute-source', { requestId, letterId, source });
  return sources.size;
}

async function approvedAt(tx: Tx, id: RequestId): Promise<Date | undefined> {
  return (await tx.requests.events(id)).findLast(({ event }) => event.type === 'approved')?.at;
}
