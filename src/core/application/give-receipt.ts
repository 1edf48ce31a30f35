import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { LetterId } from '../kernel/ids.ts';
import { erasureReceipt } from '../register/erasure-receipt.ts';
import type { Secrets, Tx } from './ports.ts';
import { erasureId } from './record-erasure.ts';
import type { RequestRow } from './rows.ts';

/**
 * The receipt of the erasure that this letter tells of (R34); undefined when nothing was erased, or when the block that
 * knows its day is gone. Always the same text, as often as it is asked for.
 */
export async function receiptOf(
  tx: Tx,
  secrets: Secrets,
  { number, email }: Pick<RequestRow, 'number' | 'email'>,
  letterId: LetterId,
): Promise<string | undefined> {
  const outcome = (await tx.answers.letter(letterId))?.input.outcome ?? null;
  if (outcome?.right !== 'erasure' || outcome.result !== 'planned') return undefined;
  const erasedAt = await tx.erasures.erasedAt(erasureId(letterId));
  if (erasedAt === undefined) return undefined;
  const kept = outcome.plan.some(({ treatment }) => treatment === 'keep');
  const erased = { number, day: amsterdamDay(erasedAt), outcome: kept ? 'part' : 'all' } as const;
  return erasureReceipt(erased, email ?? '', (text) => secrets.hashes('erasure receipt', text));
}
