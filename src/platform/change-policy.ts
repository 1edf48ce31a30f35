import { connected } from './connected.ts';

/** Waiting, or in the hands of a worker that will not finish it. */
const UNFINISHED = `"name" = $1 AND "state" IN ('created', 'retry', 'active')`;

interface Unfinished<Data> {
  readonly id: string;
  readonly data: Data | null;
}

/**
 * Gives a queue of before another order, with the jobs that wait in it; all or nothing. pg-boss itself refuses that
 * ("queue policy cannot be changed after creation"): every job holds the policy too, and needs a key under an ordered
 * one. `keyOf` is absent for a queue without order. A job that was being tried is tried again at once.
 */
export async function changePolicy<Data>(
  connectionString: string,
  name: string,
  policy: string,
  keyOf: ((data: Data) => string) | undefined,
): Promise<void> {
  await connected(connectionString, async (client) => {
    await client.query('BEGIN');
    // whoever sends reads the queue: no job comes in between
    await client.query('LOCK TABLE pgboss.queue IN ACCESS EXCLUSIVE MODE');
    const { rows } = await client.query<Unfinished<Data>>(
      `SELECT "id", "data" FROM pgboss.job WHERE ${UNFINISHED}`,
      [name],
    );
    const keys = rows.map(({ data }) => (keyOf === undefined || data === null ? null : keyOf(data)));
    await client.query('UPDATE pgboss.queue SET "policy" = $2, "updated_on" = now() WHERE "name" = $1', [
      name,
      policy,
    ]);
    await client.query(
      `UPDATE pgboss.job j SET "policy" = $2, "singleton_key" = k."key", "state" = 'created',
         "start_after" = CASE WHEN j."state" = 'created' THEN j."start_after" ELSE now() END
       FROM unnest($3::uuid[], $4::text[]) AS k("id", "key") WHERE j."name" = $1 AND j."id" = k."id"`,
      [name, policy, rows.map(({ id }) => id), keys],
    );
    await client.query('COMMIT');
  });
}
