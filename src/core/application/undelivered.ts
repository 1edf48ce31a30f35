import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Tx } from './ports.ts';

/** What did not reach a customer and waits for a person. Nobody's words, name or address. */
export interface Undelivered {
  readonly taskId: string;
  readonly requestId: string | null;
  readonly number: string | null;
  readonly conversationId: string | null;
  /** Over which channel it failed last; null where the task does not say so. */
  readonly failed: string | null;
  /** Where it went instead: a channel, or `none`; null where nothing was tried. */
  readonly next: string | null;
  readonly reason: string;
  readonly since: Date;
  readonly dueDay: CalendarDay;
}

/** Longer lists than the desk shows help nobody. */
const MOST = 500;

/** All that is open of what did not arrive, the most urgent first. */
export async function undelivered(tx: Tx): Promise<readonly Undelivered[]> {
  return (await tx.tasks.list('open', MOST))
    .filter(({ kind }) => kind === 'delivery_failed')
    .map(({ id, requestId, number, conversationId, params, createdAt, dueDay }) => ({
      taskId: id,
      requestId,
      number,
      conversationId,
      failed: wordOrNull(params.failed),
      next: wordOrNull(params.next),
      reason: String(params.reason ?? ''),
      since: createdAt,
      dueDay,
    }));
}

function wordOrNull(value: string | number | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
