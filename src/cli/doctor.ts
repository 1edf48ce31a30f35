import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Config, explainProblems, readConfig, readEnvironment } from '../config.ts';
import { text } from '../core/text/texts.ts';
import { openDatabase } from '../platform/open-database.ts';
import type { CommandContext } from './command.ts';
import { doctorDatabase } from './doctor-database.ts';
import { doctorDesk } from './doctor-desk.ts';
import { doctorFiles } from './doctor-files.ts';
import { type CheckName, type Finding, found, refused } from './finding.ts';
import { withLookingCore } from './with-looking-core.ts';

/** What is looked at through the core: only where the database is in order. */
const THROUGH_CORE: readonly CheckName[] = ['staff', 'register', 'processors', 'policy', 'ledger'];

/**
 * Looks at the whole set-up and says what to do, beside a running desk or without one; it mends nothing and makes
 * nothing. 1 when something does not work, 2 for wrong configuration.
 */
export async function doctor({ json, write, explain }: CommandContext): Promise<number> {
  const reading = readConfig(readEnvironment(process.cwd()));
  if (!reading.ok) {
    explain(explainProblems(reading.problems));
    return 2;
  }
  const config = reading.value;
  // The libraries of the channels: no other command waits for them.
  const { doctorChannels } = await import('./doctor-channels.ts');
  const findings = [
    ...(await doctorFiles(config)),
    ...(await databaseAndDesk(config)),
    ...(await doctorChannels(config)),
  ];
  for (const { check, state, says } of findings) {
    const sentence = says(config.locale);
    if (json) write(JSON.stringify({ check, state, says: sentence }));
    else
      write(
        `${text(config.locale, `doctor:state.${state}`)}  ${text(config.locale, `doctor:check.${check}`)}: ${sentence}`,
      );
  }
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

async function databaseAndDesk(config: Config): Promise<readonly Finding[]> {
  // Opening the embedded one would make it.
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'postgres')))
    return [found('database', 'wrong', 'doctor:database.none'), ...unasked()];
  // Reading the key would make one.
  const keyFile = join(config.dataDir, 'secret-key');
  if (config.secretKey === undefined && !existsSync(keyFile))
    return [found('secret_key', 'wrong', 'doctor:secret_key.none', { file: keyFile }), ...unasked()];
  const database = await openDatabase(config, { role: 'client' });
  if (!database.ok) return [refused('database', database.refusal), ...unasked()];
  try {
    const { connectionString } = database.value;
    const { findings, secretKey } = await doctorDatabase(connectionString, config);
    if (secretKey === undefined) return [...findings, ...unasked()];
    const looked = await withLookingCore(config, { connectionString, secretKey }, (open) =>
      doctorDesk(open, config),
    );
    return [...findings, ...looked];
  } finally {
    await database.value.stop();
  }
}

function unasked(): readonly Finding[] {
  return THROUGH_CORE.map((check) => found(check, 'warning', 'doctor:database.unasked'));
}
