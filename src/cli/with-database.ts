import process from 'node:process';
import { type Config, explainProblems, readConfig, readEnvironment } from '../config.ts';
import type { Refusal } from '../core/kernel/result.ts';
import { textIfAny } from '../core/text/texts.ts';
import type { DatabaseRole } from '../platform/database-session.ts';
import { openDatabase } from '../platform/open-database.ts';
import type { CommandContext } from './command.ts';

export interface DatabaseAtHand {
  readonly connectionString: string;
  readonly config: Config;
  /** Explains why not; 1. */
  readonly told: (refusal: Refusal) => number;
}

/** Runs a command on the database as it is, without migrating it: 1 when there is none, 2 for wrong configuration. */
export async function withDatabase(
  { explain }: Pick<CommandContext, 'explain'>,
  role: DatabaseRole,
  work: (database: DatabaseAtHand) => Promise<number>,
): Promise<number> {
  const told = ({ code, params = {} }: Refusal): number => {
    explain(textIfAny('en', `refusals:${code}`, params) ?? code);
    return 1;
  };
  const reading = readConfig(readEnvironment(process.cwd()));
  if (!reading.ok) {
    explain(explainProblems(reading.problems));
    return 2;
  }
  const database = await openDatabase(reading.value, { role });
  if (!database.ok) return told(database.refusal);
  try {
    const { connectionString } = database.value;
    return await work({ connectionString, config: reading.value, told });
  } finally {
    await database.value.stop();
  }
}
