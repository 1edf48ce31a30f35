import type { Config } from '../config.ts';
import { SECOND, systemClock } from '../core/kernel/clock.ts';
import { SEALED_PLACES } from '../core/store/sealed-columns.ts';
import { connected } from '../platform/connected.ts';
import { pendingMigrations } from '../platform/migrate.ts';
import { type CheckedSecretKey, checkSealingKey, recordSealingKey } from '../platform/sealing-keys.ts';
import { loadSecretKey } from '../platform/secret-key.ts';
import { type Finding, found, refused } from './finding.ts';

/** A difference that no network explains; codes and reminders go by the minute. */
const AGREE = 5 * SECOND;

/** What the database is like; with the key that it knows when the core may be opened on it. */
export async function doctorDatabase(
  connectionString: string,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
): Promise<{ readonly findings: readonly Finding[]; readonly secretKey: CheckedSecretKey | undefined }> {
  const findings = [found('database', 'ok', 'doctor:database.fine'), await clock(connectionString)];
  const secret = await loadSecretKey(config);
  const fits = await checkSealingKey(connectionString, secret, SEALED_PLACES);
  if (!fits.ok) return { findings: [...findings, refused('secret_key', fits.refusal)], secretKey: undefined };
  const pending = await pendingMigrations(connectionString);
  if (!pending.ok)
    return { findings: [...findings, refused('migrations', pending.refusal)], secretKey: undefined };
  const { owed, applied } = pending.value;
  if (owed.length > 0) {
    const state =
      applied === 0
        ? found('migrations', 'wrong', 'doctor:migrations.empty')
        : found('migrations', 'wrong', 'doctor:migrations.owed', { count: owed.length });
    return { findings: [...findings, state], secretKey: undefined };
  }
  const known = await recordSealingKey(connectionString, secret, SEALED_PLACES);
  return {
    findings: [
      ...findings,
      known.ok ? found('secret_key', 'ok', 'doctor:secret_key.fine') : refused('secret_key', known.refusal),
      found('migrations', 'ok', 'doctor:migrations.fine', { count: applied }),
    ],
    secretKey: known.ok ? known.value : undefined,
  };
}

async function clock(connectionString: string): Promise<Finding> {
  const off = await connected(connectionString, async (client) => {
    const before = systemClock.now().getTime();
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const after = systemClock.now().getTime();
    const theirs = rows[0]?.now.getTime() ?? before;
    // What lies between question and answer may be the way there.
    return Math.max(before - theirs, theirs - after, 0);
  });
  return off <= AGREE
    ? found('clock', 'ok', 'doctor:clock.fine')
    : found('clock', 'wrong', 'doctor:clock.off', { seconds: Math.round(off / SECOND) });
}
