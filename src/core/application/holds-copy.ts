import { givesCopy } from '../fulfilment/outcome/plan-letter.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { SearchHead } from './record-ports.ts';
import type { LetterRow, RequestRow } from './rows.ts';

/** Whether the records stand beside this letter (AVG 15(3), 20(1); F28). */
export function holdsCopy({ right }: Pick<RequestRow, 'right'>, letter: LetterRow | undefined): boolean {
  if (letter === undefined || letter.kind === 'refusal') return false;
  return givesCopy({ right, refusedOn: null, outcome: letter.input.outcome ?? null });
}

/** The searches whose records stand beside this letter, and whether those records are here no more. */
export async function copyBeside(
  tx: Tx,
  request: RequestRow,
  letter: LetterRow | undefined,
): Promise<{ readonly heads: readonly SearchHead[]; readonly gone: boolean }> {
  if (!holdsCopy(request, letter)) return { heads: [], gone: false };
  const heads = await tx.requests.searchHeads(request.id);
  const gone = await copyIsGone(tx, request.id, heads);
  return { heads: gone ? [] : heads, gone };
}

/** Whether records were found in these searches and are here no more: what is made of it now would be an empty copy. */
export async function copyIsGone(tx: Tx, id: RequestId, heads: readonly SearchHead[]): Promise<boolean> {
  const found = heads.some(({ coverage }) => 'found' in coverage && coverage.found > 0);
  return found && !(await tx.answers.holdsRecords(id));
}
