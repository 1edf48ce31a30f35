import { Client } from 'pg';

/** Does the work on a connection of its own, and ends it. What was not committed then was never there. */
export async function connected<Value>(
  connectionString: string,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString });
  // A connection that is cut fails its next statement; unheard it would end the program.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same in one transaction. */
export function inTransaction(
  connectionString: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  return connected(connectionString, async (client) => {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  });
}
