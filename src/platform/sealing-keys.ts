import type { Client } from 'pg';
import { systemClock } from '../core/kernel/clock.ts';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import { connected } from './connected.ts';
import { createFieldCipher } from './field-cipher.ts';
import type { SecretKey } from './secret-key.ts';

export type SealingKeyRefusal = 'secret_key.wrong' | 'secret_key.missing';

/** Made only when a secret was compared with a database: who opens the store has to show one. */
export interface CheckedSecretKey extends SecretKey {
  readonly __brand: 'CheckedSecretKey';
}

export interface SealedPlace {
  /** As it is sealed in. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** SQL. */
  readonly rowId: string;
}

interface KnownKey {
  readonly fingerprint: string;
  readonly keyId: number;
  readonly firstUsedAt: Date;
}

/** What the database has to be told of the keys after a check. */
interface Verdict {
  readonly add: readonly SecretKey[];
  readonly forget: readonly KnownKey[];
}

/** So many damaged values in a row are no longer taken for an accident. */
const SAMPLES = 5;
const ONE_AT_A_TIME = 'SELECT pg_advisory_xact_lock(20562, 4)';

/** Whether this secret belongs to the database. Only reads, also before the database has any table. */
export function checkSealingKey(
  connectionString: string,
  secret: SecretKey,
  places: readonly SealedPlace[],
): Promise<Result<null, SealingKeyRefusal>> {
  return connected(connectionString, async (client) => {
    const verdict = await judge(client, secret, places);
    return verdict.ok ? ok(null) : verdict;
  });
}

/**
 * The same, and the database knows the secret from then on; of two that come to an empty one together the first wins.
 * A database from before this check takes a secret only if that opens what is sealed there.
 */
export function recordSealingKey(
  connectionString: string,
  secret: SecretKey,
  places: readonly SealedPlace[],
): Promise<Result<CheckedSecretKey, SealingKeyRefusal>> {
  return connected(connectionString, async (client) => {
    await client.query('BEGIN');
    await client.query(ONE_AT_A_TIME);
    const verdict = await judge(client, secret, places);
    if (verdict.ok) await write(client, verdict.value);
    await client.query('COMMIT');
    return verdict.ok ? ok({ ...secret, __brand: 'CheckedSecretKey' }) : verdict;
  });
}

/**
 * Every key that the database knows has to be given, as the present one or as one before it. An older key may be left
 * out when nothing is sealed with it any more.
 */
async function judge(
  client: Client,
  secret: SecretKey,
  places: readonly SealedPlace[],
): Promise<Result<Verdict, SealingKeyRefusal>> {
  const given = [secret, ...secret.previous];
  const known = await readKnown(client);
  if (known.length === 0) return adopt(client, given, places);
  const current = known.find(({ fingerprint }) => fingerprint === secret.fingerprint);
  const missing = known.filter((key) => given.every(({ fingerprint }) => fingerprint !== key.fingerprint));
  const add = current === undefined ? [secret] : [];
  if (missing.length === 0) return ok({ add, forget: [] });
  if (missing.length === known.length) return refuse('secret_key.wrong');
  const older = current !== undefined && missing.every((key) => key.firstUsedAt < current.firstUsedAt);
  const ids = new Set((await sealedSamples(client, places)).map(({ keyId }) => keyId));
  return older && missing.every(({ keyId }) => !ids.has(keyId))
    ? ok({ add, forget: missing })
    : refuse('secret_key.missing');
}

/** Of everything that any key has sealed here at least one value has to open. */
async function adopt(
  client: Client,
  given: readonly SecretKey[],
  places: readonly SealedPlace[],
): Promise<Result<Verdict, SealingKeyRefusal>> {
  const samples = await sealedSamples(client, places);
  const openers = new Map(samples.map(({ keyId }) => [keyId, new Set<SecretKey>()]));
  for (const sample of samples)
    for (const key of given) if (opens(key, sample)) openers.get(sample.keyId)?.add(key);
  if ([...openers.values()].some(({ size }) => size === 0)) return refuse('secret_key.wrong');
  const used = new Set([...openers.values()].flatMap((keys) => [...keys]));
  return ok({ add: given.filter((key, index) => index === 0 || used.has(key)), forget: [] });
}

interface Sample {
  readonly name: string;
  readonly keyId: number;
  readonly rowId: string;
  readonly sealed: Uint8Array;
}

/** Of each column a few values for each key id in it, as far as the columns are there. */
async function sealedSamples(client: Client, places: readonly SealedPlace[]): Promise<readonly Sample[]> {
  const { rows: columns } = await client.query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = current_schema()`,
  );
  const there = new Set(columns.map(({ place }) => place));
  const samples: Sample[] = [];
  for (const { name, table, column, rowId } of places) {
    if (!there.has(`${table}.${column}`)) continue;
    const { rows } = await client.query<Omit<Sample, 'name'>>(
      `SELECT "keyId", "rowId", "sealed" FROM (
         SELECT *, row_number() OVER (PARTITION BY "keyId") AS "n" FROM (
           SELECT get_byte(substring("${column}" FOR 1), 0) AS "keyId", ${rowId} AS "rowId", "${column}" AS "sealed"
           FROM "${table}" WHERE length("${column}") > 0) AS "all") AS "counted"
       WHERE "n" <= ${SAMPLES}`,
    );
    samples.push(...rows.map((row) => ({ name, ...row })));
  }
  return samples;
}

function opens(key: SecretKey, { name, rowId, sealed }: Sample): boolean {
  const { fingerprint, keyId, derive } = key;
  try {
    createFieldCipher({ fingerprint, keyId, derive, previous: [] }).column(name).open(sealed, rowId);
    return true;
  } catch {
    return false; // that is the question
  }
}

async function readKnown(client: Client): Promise<readonly KnownKey[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"SealingKey"') IS NOT NULL AS there`,
  );
  if (found[0]?.there !== true) return [];
  const { rows } = await client.query<KnownKey>(
    'SELECT "fingerprint", "keyId", "firstUsedAt" FROM "SealingKey"',
  );
  return rows;
}

async function write(client: Client, { add, forget }: Verdict): Promise<void> {
  // the present one is the youngest, also among those of one moment
  for (const [age, { fingerprint, keyId }] of add.entries())
    await client.query(
      'INSERT INTO "SealingKey" ("fingerprint", "keyId", "firstUsedAt") VALUES ($1, $2, $3)',
      [fingerprint, keyId, new Date(systemClock.now().getTime() - age)],
    );
  for (const { fingerprint } of forget)
    await client.query('DELETE FROM "SealingKey" WHERE "fingerprint" = $1', [fingerprint]);
}
