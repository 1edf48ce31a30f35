import { acceptPutBack } from '../core/application/put-back.ts';
import { compareLedger, replayErasures } from '../core/application/replay-erasures.ts';
import { text } from '../core/text/texts.ts';
import { finishRestore } from '../finish-restore.ts';
import { readRestoreMark } from '../platform/backup/restore-mark.ts';
import { connected } from '../platform/connected.ts';
import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';
import { withDatabase } from './with-database.ts';

/** Carries past erasures out again on a database that was put back (R33). 1 when something needs a person. */
export async function restoreCheck(context: CommandContext): Promise<number> {
  const finished = await withDatabase(context, 'client', async ({ connectionString, config, told }) => {
    if ((await connected(connectionString, readRestoreMark)) !== 'loaded') return 0;
    const done = await finishRestore(connectionString, config);
    if (!done.ok) return told(done.refusal);
    context.explain('A restore was cut off after its rows were there: it is finished now.');
    return 0;
  });
  return finished === 0 ? carryOutAgain(context) : finished;
}

async function carryOutAgain(context: CommandContext): Promise<number> {
  return withCore(context, async ({ settings }, config) => {
    const { exists, problem } = await settings.ledger.check();
    if (problem !== null) {
      context.explain(`The erasure ledger cannot be written (${problem}). ERASURE_LEDGER says where it is.`);
      return 1;
    }
    if (!exists)
      context.explain('There is no erasure ledger: nothing was ever erased, or the file is elsewhere.');
    const { missing } = await compareLedger(settings);
    if (missing > 0) {
      context.explain(text('en', 'refusals:ledger.behind', { file: config.erasureLedger, missing }));
      return 1;
    }
    if (await acceptPutBack(settings))
      context.explain(
        'The database was put back: nothing that was approved in it leaves by itself. What came in since is not in it: see the task about it on the desk.',
      );
    const report = await replayErasures(settings);
    const { erasures, replayed, mailStops, closed, anonymised, kept, damaged } = report;
    if (context.json) context.write(JSON.stringify(report));
    else {
      context.write(
        `${erasures} erasures in the ledger that a backup may bring back; ${replayed} of them carried out again.`,
      );
      context.write(`${closed} requests to erase closed again, ${anonymised} cases anonymised again.`);
      context.write(`${mailStops} addresses that want no advertising were put on the list again.`);
      for (const [code, count] of Object.entries(kept)) context.write(`${count} kept for now: ${code}`);
    }
    if (damaged > 0)
      context.explain(`${damaged} lines of the ledger do not open: look for an earlier copy of it.`);
    return damaged > 0 ? 1 : 0;
  });
}
