import { isOpen } from '../request/request-state.ts';
import type { Tx } from './ports.ts';
import type { LetterRow, RequestRow } from './rows.ts';

/**
 * The number of a copy (AVG 15, 20) that the same proven person still waits for, when this letter would erase first what
 * belongs in it; undefined when nothing is owed. A request that has ended, or was joined to another, owes nothing itself.
 */
export async function copyOwed(
  tx: Tx,
  { id, emailHash }: RequestRow,
  { input: { outcome, refusal } }: LetterRow,
): Promise<string | undefined> {
  if (emailHash === null || refusal !== null) return undefined;
  if (outcome?.right !== 'erasure' || outcome.result !== 'planned') return undefined;
  const others = await tx.requests.ofProvenAddress(emailHash);
  return others.find(
    ({ id: other, right, state }) =>
      other !== id && (right === 'access' || right === 'portability') && isOpen(state),
  )?.number;
}
