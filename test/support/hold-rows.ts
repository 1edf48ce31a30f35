import { Client } from 'pg';
import { ONLOOKER } from './outage.ts';
import { eventually } from './running-desk.ts';

/** Another program has a table locked: whoever writes there waits until it lets go. */
export async function holdRows(connectionString: string, table: 'Conversation' | 'PrivacyRequest') {
  const other = new Client({ connectionString, application_name: ONLOOKER });
  await other.connect();
  await other.query(`BEGIN; LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
  return {
    release: () => other.end(),
    /** Resolves when so many wait for it. */
    async waiting(count = 1): Promise<void> {
      await eventually(async () => {
        const { rowCount } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted');
        return (rowCount ?? 0) >= count ? true : undefined;
      }, `${count} who wait for ${table}`);
    },
  };
}
