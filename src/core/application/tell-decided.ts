import { isUndecided } from '../fulfilment/found-so-far.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { RequestRefusal } from '../request/decide-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow, SearchRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Logs of how many records a person said whose they are; of none, nothing. */
export async function tellDecided(
  tx: Tx,
  request: RequestRow,
  { source, records: before }: Pick<SearchRow, 'source' | 'records'>,
  records: readonly FoundRecord[],
  { by, theirs, now }: { readonly by: string; readonly theirs: boolean; readonly now: Date },
): Promise<Result<RequestRow, RequestRefusal>> {
  const undecided = records.filter(isUndecided).length;
  const count = before.filter(isUndecided).length - undecided;
  if (count === 0) return ok(request);
  return runCommand(tx, request, { type: 'decide_records', by, source, theirs, count, undecided }, now);
}
