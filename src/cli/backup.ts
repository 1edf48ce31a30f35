import { systemClock } from '../core/kernel/clock.ts';
import { writeBackup } from '../platform/backup/backup-file.ts';
import { dumpTables } from '../platform/backup/dump-tables.ts';
import { readRestoreMark } from '../platform/backup/restore-mark.ts';
import { connected } from '../platform/connected.ts';
import { loadSecretKey } from '../platform/secret-key.ts';
import type { CommandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

/** One sealed file with everything in the database at one instant, also beside a running desk (R40). */
export async function backup(context: CommandContext): Promise<number> {
  const [file] = context.args;
  if (file === undefined || context.args.length > 1) {
    context.explain('Which file? backup privacybalie-2026-11-22.backup');
    return 2;
  }
  return withDatabase(context, 'client', async ({ connectionString, config, told }) => {
    const secret = await loadSecretKey(config);
    if ((await connected(connectionString, readRestoreMark)) !== undefined)
      return told({ code: 'restore.not_finished' });
    let rows = 0;
    const written = await connected(connectionString, (client) => {
      const lines = dumpTables(client, (table, count) => {
        rows += count;
        if (count > 0) context.explain(`${table}: ${count}`);
      });
      return writeBackup(file, secret, systemClock.now(), lines);
    });
    if (!written.ok) return told(written.refusal);
    context.write(`${file} holds ${rows} rows, sealed with the secret key of this install.`);
    context.write('Not in it: the secret key and the erasure ledger. Keep both, and not beside this file.');
    return 0;
  });
}
