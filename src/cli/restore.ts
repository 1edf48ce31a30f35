import { access } from 'node:fs/promises';
import { openBackup } from '../platform/backup/backup-file.ts';
import { loadSecretKey } from '../platform/secret-key.ts';
import { restoreDatabase } from '../restore-database.ts';
import type { CommandContext } from './command.ts';
import { restoreCheck } from './restore-check.ts';
import { withDatabase } from './with-database.ts';

/** Puts a backup into an empty database and carries past erasures out again (R33, R40). */
export async function restore(context: CommandContext): Promise<number> {
  const [file] = context.args;
  if (file === undefined || context.args.length > 1) {
    context.explain('Which file? restore privacybalie-2026-11-22.backup');
    return 2;
  }
  // The server's part: a desk that runs on this database has to be stopped first.
  const restored = await withDatabase(context, 'server', async ({ connectionString, config, told }) => {
    const opened = await openBackup(file, await loadSecretKey(config));
    if (!opened.ok) return told(opened.refusal);
    if (!(await isThere(config.erasureLedger)))
      return told({ code: 'ledger.missing', params: { file: config.erasureLedger } });
    const done = await restoreDatabase(connectionString, opened.value, config, (table, count) => {
      if (count > 0) context.explain(`${table}: ${count}`);
    });
    if (!done.ok) return told(done.refusal);
    context.write(`The database is as it was on ${opened.value.at.toISOString()}.`);
    return 0;
  });
  return restored === 0 ? restoreCheck(context) : restored;
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
