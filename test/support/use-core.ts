import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import type { JobName, Jobs } from '../../src/core/application/ports.ts';
import { trainUnderstanding } from '../../src/core/understanding/train-understanding.ts';
import { type OpenCore, openCore } from '../../src/open-core.ts';
import { loadPhrases } from '../../src/platform/load-phrases.ts';
import { type Queue, startQueue } from '../../src/platform/queue.ts';
import { QUEUES } from '../../src/queues.ts';
import { useTestDatabase } from './database.ts';
import { movableClock } from './running-desk.ts';

const JOB = z.object({ data: z.record(z.string(), z.string()), start_after: z.date() });

export interface CoreUnderTest extends OpenCore {
  readonly connectionString: string;
  readonly clock: ReturnType<typeof movableClock>;
  /** What stands in the database, past the store. */
  readonly sql: Client;
  /** The jobs of this kind that wait, oldest first: nothing works them off here. */
  jobs(name: JobName): Promise<readonly { readonly data: Record<string, string>; readonly startAt: Date }[]>;
}

/** The real core with its store and queue on a database of its own, without workers: a test calls the use cases. */
export function useCore(): () => CoreUnderTest {
  const database = useTestDatabase();
  let opened: (CoreUnderTest & { readonly queue: Queue<Jobs> }) | undefined;
  beforeAll(async () => {
    const { connectionString } = database;
    const clock = movableClock();
    const config = readConfig({
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: '/dev/null/nowhere',
    });
    if (!config.ok) throw new Error('the configuration is refused');
    const queue = await startQueue<Jobs>({
      connectionString,
      queues: QUEUES,
      worker: 'none',
      onExhausted: async () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    const understand = trainUnderstanding(
      await loadPhrases(join(import.meta.dirname, '..', '..', 'locales')),
    );
    const options = { connectionString, queue, understand, clock, connections: 4, pushes: () => false };
    const sql = new Client({ connectionString });
    await sql.connect();
    opened = {
      ...(await openCore(config.value, options)),
      connectionString,
      queue,
      clock,
      sql,
      jobs: async (name) => {
        const { rows } = await sql.query(
          `SELECT data, start_after FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on`,
          [name],
        );
        return rows.map((row) => JOB.parse(row)).map((job) => ({ data: job.data, startAt: job.start_after }));
      },
    };
  });
  afterAll(async () => {
    await opened?.close();
    await opened?.queue.stop(1_000);
    await opened?.sql.end();
  });
  return () => {
    if (opened === undefined) throw new Error('the core is opened before the first test');
    return opened;
  };
}
