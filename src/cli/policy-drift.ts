import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readConfig, readEnvironment } from '../config.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { driftInWords } from '../core/text/drift-in-words.ts';
import { text } from '../core/text/texts.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { CommandContext } from './command.ts';
import { withDatabase } from './with-database.ts';
import { withLookingCore } from './with-looking-core.ts';

/**
 * Reports where the policy and what is in use differ (R28), as the desk's database knows it. 0 when they agree or where
 * there is no such database yet, which is said; 1 when they differ, or it cannot be asked.
 */
export async function policyDrift(
  { json, write, explain }: Pick<CommandContext, 'json' | 'write' | 'explain'>,
  language: ReplyLanguage,
): Promise<number> {
  const reading = readConfig(readEnvironment(process.cwd()));
  const hasDatabase =
    reading.ok &&
    (reading.value.databaseUrl !== undefined || existsSync(join(reading.value.dataDir, 'postgres')));
  if (!hasDatabase) {
    if (!json) write(text(language, 'gaps:drift_frame.unasked'));
    return 0;
  }
  return withDatabase({ explain }, 'client', async ({ connectionString, config, told }) => {
    const prepared = await prepareDatabase(connectionString, config);
    if (!prepared.ok) return told(prepared.refusal);
    const at = { connectionString, secretKey: prepared.value };
    const drift = await withLookingCore(config, at, ({ core }) => core.desk.drift());
    for (const { key, ...finding } of drift) {
      const { what, place, todo } = driftInWords(finding, language);
      if (json) write(JSON.stringify({ drift: key, ...finding, what, place, do: todo }));
      else write([what, `      ${place}`, `      ${text(language, 'gaps:report.do')}: ${todo}`].join('\n'));
    }
    if (!json && drift.length === 0) write(text(language, 'gaps:drift_frame.same'));
    return drift.length === 0 ? 0 : 1;
  });
}
