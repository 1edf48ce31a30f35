import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { purgePastTerm } from '../src/core/application/purge.ts';
import { remindStaff } from '../src/core/application/remind-staff.ts';
import { sealRegister } from '../src/core/application/seal-register.ts';
import { tellCustomers } from '../src/core/application/tell-customers.ts';
import { systemClock } from '../src/core/kernel/clock.ts';
import { sealedColumns } from '../src/core/store/sealed-columns.ts';
import { loadUnderstanding } from '../src/load-understanding.ts';
import { openCore } from '../src/open-core.ts';
import { createFieldCipher } from '../src/platform/field-cipher.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import { type BenchDatabase, openBenchDatabase, startIdleQueue } from './durable-database.ts';
import { type Figure, figureOf, quantile, tableOf } from './figures.ts';
import { fillRequests } from './fill-requests.ts';
import { readWrittenTurn } from './written-turn.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const PART_MS = 1_200;
const AT_LEAST = 5;
const OWED = 20;
const FIRST_WORDS = 'wat bewaren jullie van mij';
const NEXT_WORDS = 'hoe staat het met mijn verzoek';
/** No commit waits for the disk: what is compared is the work that a statement has. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '4GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '512MB',
};

/**
 * What staff, jobs and customers wait for in a database of a million requests, against the same in one of ten thousand:
 * in turn, so that what else the machine does meets both. The ratio is that of the 95th percentiles: 1 is as fast.
 */
export async function measureScale(closing: AsyncDisposableStack): Promise<string> {
  const base = await openBenchDatabase(closing, SETTINGS);
  const [few, many] = [await openShop(closing, base, FEW), await openShop(closing, base, MANY)];
  const figures: Figure[] = [];
  for (const [what, act] of Object.entries(few.acts)) {
    const theirs = many.acts[what];
    if (theirs === undefined) throw new Error('both shops do the same');
    figures.push(...(await inTurn(what, act, theirs)));
  }
  return tableOf(
    `${MANY} requests stored (in ${many.fillSeconds.toFixed(0)} s) against ${FEW}, ratio of the 95th percentiles`,
    figures,
  );
}

/** Before the clock starts, and what is timed. */
interface Act {
  readonly prepare?: () => Promise<unknown>;
  readonly run: () => Promise<unknown>;
}

async function inTurn(what: string, few: Act, many: Act): Promise<readonly Figure[]> {
  const times: readonly [number[], number[]] = [[], []];
  const end = performance.now() + PART_MS;
  for (let round = 0; round <= AT_LEAST || performance.now() < end; round += 1)
    for (const [index, act] of [few, many].entries()) {
      await act.prepare?.();
      const begin = performance.now();
      await act.run();
      // the first of each plans its statements and reads its pages
      if (round > 0) times[index]?.push(performance.now() - begin);
    }
  const ratio = quantile(times[1], 0.95) / quantile(times[0], 0.95);
  return [figureOf(`${what}: ${FEW}`, times[0]), figureOf(`${what}: ${MANY}`, times[1], { ratio })];
}

/** A shop with so many requests on a database of its own in that PostgreSQL, and what is measured in it. */
async function openShop(closing: AsyncDisposableStack, base: BenchDatabase, requests: number) {
  const { config } = base;
  const connectionString = await createDatabase(base.connectionString, `requests_${requests}`);
  const secretKey = await prepareDatabase(connectionString, config);
  if (!secretKey.ok) throw new Error(secretKey.refusal.code);
  const queue = await startIdleQueue(closing, connectionString);
  const understand = await loadUnderstanding(config.dataDir);
  const pushes = () => true;
  const options = { connectionString, secretKey: secretKey.value, queue, pushes, understand, connections: 4 };
  const { core, settings, close } = await openCore(config, options);
  closing.defer(close);
  const client = new Client({ connectionString });
  await client.connect();
  closing.defer(() => client.end());

  const say = async (conversationKey: string, text: string) => {
    const receivedAt = systemClock.now();
    const from = { channel: 'telegram', conversationKey, externalId: randomUUID(), receivedAt } as const;
    const receipt = await core.receive({ ...from, kind: 'text', text });
    if (receipt.status !== 'stored') throw new Error(`a turn was ${receipt.status}`);
  };
  await say('pattern', FIRST_WORDS);
  const sealed = sealedColumns(createFieldCipher(secretKey.value));
  // enough of them open for full pages in either
  const openOneIn = requests === FEW ? 5 : 20;
  const turn = await readWrittenTurn(connectionString);
  const begin = performance.now();
  await fillRequests(connectionString, { requests, openOneIn, turn }, sealed);
  const fillSeconds = (performance.now() - begin) / 1000;
  await say('pattern', FIRST_WORDS);

  const { desk, register } = core;
  // a working hour, whenever this runs
  const noon = new Date('2026-11-24T11:00:00Z');
  const owe = (column: string) => () =>
    client.query(
      `UPDATE "PrivacyRequest" SET "${column}" = '2026-11-24' WHERE "id" IN (
         SELECT "id" FROM "PrivacyRequest" WHERE "status" = 'gathering' ORDER BY "status", "staffDue" LIMIT ${OWED})`,
    );
  const acts: Readonly<Record<string, Act>> = {
    'first message': { run: () => say(randomUUID(), FIRST_WORDS) },
    'follow-up': { run: () => say('pattern', NEXT_WORDS) },
    'today page': {
      run: () => Promise.all([desk.requests('open'), desk.requests('unproven'), desk.tasks('open')]),
    },
    'closed page': { run: () => desk.requests('closed') },
    'done tasks': { run: () => desk.tasks('done') },
    'register page': { run: () => Promise.all([register.list(200), register.lastRun()]) },
    'reminders to staff': { prepare: owe('remindStaffOn'), run: () => remindStaff(settings, noon) },
    'reminders to customers': { prepare: owe('tellCustomerOn'), run: () => tellCustomers(settings, noon) },
    'seal of the minute': { run: () => sealRegister(settings) },
    'purge of the day': { run: () => purgePastTerm(settings, systemClock.now()) },
  };
  return { acts, fillSeconds };
}

async function createDatabase(connectionString: string, name: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}
