import type { CoreSettings } from './core/application/core-settings.ts';
import { watchSeal } from './core/application/put-back.ts';
import { compareLedger, replayErasures } from './core/application/replay-erasures.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import type { Log } from './platform/log.ts';

export type LedgerRefusal =
  | 'ledger.not_writable'
  | 'ledger.missing'
  /** The database is older than the last seal noted beside the ledger: it was put back past `restore`. */
  | 'ledger.database_older'
  /** An old copy, or an empty one: whom it does not name would come back. */
  | 'ledger.behind';

/**
 * Before anybody is served: no erasure could be recorded without a ledger, and a database that was put back hears of the
 * erasures since then (R33).
 */
export async function replayAtStart(
  settings: CoreSettings,
  file: string,
  log: Pick<Log, 'info' | 'warn'>,
): Promise<Result<null, LedgerRefusal>> {
  const { problem, exists } = await settings.ledger.check();
  if (problem !== null) return refuse('ledger.not_writable', { reason: problem });
  const { blocks } = await settings.store.transaction((tx) => tx.erasures.counts());
  if (!exists && blocks > 0) return refuse('ledger.missing', { file });
  const putBack = await watchSeal(settings);
  if (putBack !== undefined)
    return refuse('ledger.database_older', { seal: putBack.seal, noted: putBack.noted ?? '?' });
  const { unknown, missing, damaged } = await compareLedger(settings);
  if (missing > 0) return refuse('ledger.behind', { file, missing });
  if (damaged > 0) log.warn({ damaged }, 'lines of the erasure ledger do not open');
  if (unknown === 0) return ok(null);
  const { replayed, mailStops, closed, anonymised, kept } = await replayErasures(settings);
  log.warn(
    { replayed, mailStops, closed, anonymised, kept },
    'the ledger knows erasures or mail stops that this database does not: carried out again',
  );
  return ok(null);
}
