import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { type Config, type Environment, explainProblems, readConfig } from '../../src/config.ts';
import type { JobName, Jobs } from '../../src/core/application/ports.ts';
import type { ChannelName } from '../../src/core/kernel/rights.ts';
import { type OpenCore, openCore } from '../../src/open-core.ts';
import type { Queue } from '../../src/platform/queue.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { sendingQueue, useTestDatabase } from './database.ts';
import { learned } from './learned.ts';
import { databaseIsBack, databaseIsGone, ONLOOKER } from './outage.ts';
import { movableClock } from './running-desk.ts';

const JOB = z.object({ data: z.record(z.string(), z.string()), start_after: z.date() });

export interface CoreUnderTest extends OpenCore {
  readonly config: Config;
  readonly connectionString: string;
  readonly clock: ReturnType<typeof movableClock>;
  readonly queue: Queue<Jobs>;
  /** What stands in the database, past the store. */
  readonly sql: Client;
  /** The jobs of this kind that wait, oldest first: nothing works them off by itself (see work-off.ts). */
  jobs(name: JobName): Promise<readonly { readonly data: Record<string, string>; readonly startAt: Date }[]>;
  /** The core of another process, or of this one after a restart, on the same database; the caller closes it. */
  reopen(): Promise<OpenCore>;
  /** The database is down until it comes back. */
  goesAway(): Promise<void>;
  comesBack(): Promise<void>;
  /** Does something while the database is away; it is back afterwards. */
  whileAway<Value>(work: () => Promise<Value>): Promise<Value>;
}

export interface UseCoreOptions {
  /** What the clock shows at the start; without it, the time of the machine. */
  readonly from?: Date;
  readonly variables?: Environment;
  /** Channels to which messages are sent; without it none, and nothing is queued for them. */
  readonly pushes?: (channel: ChannelName) => boolean;
}

/** The real core with its store and queue on a database of its own, without workers: a test calls the use cases. */
export function useCore({
  from,
  variables = {},
  pushes = () => false,
}: UseCoreOptions = {}): () => CoreUnderTest {
  const database = useTestDatabase();
  let opened: CoreUnderTest | undefined;
  let ledgerFolder = '';
  beforeAll(async () => {
    ledgerFolder = await mkdtemp(join(tmpdir(), 'ledger-'));
    const { connectionString } = database;
    const clock = movableClock(from);
    const config = readConfig({
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: '/dev/null/nowhere',
      ERASURE_LEDGER: join(ledgerFolder, 'erasure-ledger'),
      ...variables,
    });
    if (!config.ok) throw new Error(explainProblems(config.problems));
    let away = false;
    const queue = await sendingQueue(connectionString, (error) => {
      if (!away) throw error;
    });
    const understand = await learned();
    const prepared = await prepareDatabase(connectionString, config.value);
    if (!prepared.ok) throw new Error(prepared.refusal.code);
    const secretKey = prepared.value;
    const options = {
      connectionString,
      secretKey,
      queue,
      understand,
      clock,
      connections: 4,
      pushes,
    };
    const sql = new Client({ connectionString, application_name: ONLOOKER });
    // Cut with its database at the end: its next statement would fail, and there is none.
    sql.on('error', () => undefined);
    await sql.connect();
    const goesAway = () => {
      away = true;
      return databaseIsGone(connectionString);
    };
    const comesBack = async () => {
      if (!away) return;
      await databaseIsBack(connectionString);
      away = false;
    };
    opened = {
      ...(await openCore(config.value, options)),
      reopen: () => openCore(config.value, options),
      config: config.value,
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
      goesAway,
      comesBack,
      whileAway: async (work) => {
        await goesAway();
        try {
          return await work();
        } finally {
          await comesBack();
        }
      },
    };
  });
  afterAll(async () => {
    await opened?.close();
    await opened?.queue.stop(1_000);
    await opened?.sql.end();
    await rm(ledgerFolder, { recursive: true, force: true });
  });
  return () => {
    if (opened === undefined) throw new Error('the core is opened before the first test');
    return opened;
  };
}
