import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/core/kernel/clock.ts';
import { migrate } from '../src/platform/migrate.ts';
import { MIGRATIONS_FOLDER } from '../src/platform/migrations.ts';
import { openDatabase } from '../src/platform/open-database.ts';
import { schemaDiff } from './schema-diff.ts';

const USE = 'Use: npm run db:diff -- NAME      NAME: small letters, digits and _, what the migration does';

/** Writes what schema.prisma has and the migrations lack as the next migration. CHECKs are then added by hand. */
async function writeMigration(name: string): Promise<number> {
  const sql = await differenceOnScratchDatabase();
  if (sql === '') {
    console.log('schema.prisma and the migrations agree: nothing written');
    return 0;
  }
  const stamp = systemClock.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_FOLDER, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  console.log(`Written: ${join(folder, 'migration.sql')}`);
  return 0;
}

/** A database of its own, so that nobody's data is in the way; it starts in about a second. */
async function differenceOnScratchDatabase(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privacybalie-diff-'));
  const config = readConfig({ DATA_DIR: join(folder, 'data') });
  if (!config.ok) throw new Error('the standard configuration is refused');
  try {
    await chmod(folder, 0o711);
    const database = await openDatabase(config.value, { role: 'client', settings: { fsync: 'off' } });
    if (!database.ok) throw new Error(`${database.refusal.code} ${JSON.stringify(database.refusal.params)}`);
    try {
      await migrate(database.value.connectionString);
      return await schemaDiff(database.value.connectionString);
    } finally {
      await database.value.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { positionals } = parseArgs({ allowPositionals: true });
const [name] = positionals;
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error(USE);
  process.exitCode = 2;
} else {
  process.exitCode = await writeMigration(name);
}
