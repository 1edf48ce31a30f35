import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool, type QueryArrayConfig } from 'pg';

/** Only the part that is used: the types of Node leave it out. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

const engineLoaded = loadEngine();
const SCHEMA = join(import.meta.dirname, 'schema.prisma');

/** The SQL that brings a database to schema.prisma; an empty text when it is there already. */
export async function schemaDiff(connectionString: string): Promise<string> {
  await engineLoaded;
  const pool = new Pool({ connectionString });
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(catalogAdapter(pool)),
  );
  const files = [{ path: 'schema.prisma', content: await readFile(SCHEMA, 'utf8') }];
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: import.meta.dirname },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * Once in a process: a second instance would read the memory of the first. By hand, because the package's own
 * entry point imports a .wasm file, which not every Node 24 can.
 */
async function loadEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engineModule } });
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}

/** The catalog's one-letter type, which the adapter does not know, and one that it knows and the catalog does not use. */
const ONE_LETTER = 18;
const STAND_IN = 1002;

/** Prisma's adapter, made able to read PostgreSQL's catalog. */
function catalogAdapter(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool, { onPoolError: () => undefined });
  const query = pool.query.bind(pool);
  Object.defineProperty(pool, 'query', {
    value: async (config: QueryArrayConfig) => {
      const result = await query(config);
      for (const field of result.fields ?? []) {
        if (field.dataTypeID === ONE_LETTER) field.dataTypeID = STAND_IN;
      }
      return result;
    },
  });
  return {
    provider: 'postgres',
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      const read = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (sql) => {
        const result = await read(sql);
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      return adapter;
    },
  };
}
