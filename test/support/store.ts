import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Jobs, Store } from '../../src/core/application/ports.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { createStore } from '../../src/core/store/create-store.ts';
import { connectPrisma } from '../../src/core/store/database.ts';
import { createFieldCipher, type FieldCipher } from '../../src/platform/field-cipher.ts';
import { listenTo } from '../../src/platform/listen.ts';
import type { Queue } from '../../src/platform/queue.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';
import { sendingQueue, useTestDatabase } from './database.ts';

export interface TestStore {
  readonly store: Store;
  /** A second store on the same database, as another process has it. */
  readonly other: Store;
  /** What stands in the database, past the store. */
  readonly sql: Client;
  readonly cipher: FieldCipher;
  /** Started when it is first asked for, or first sent to. */
  queue(): Promise<Queue<Jobs>>;
}

interface OpenStore extends TestStore {
  close(): Promise<void>;
}

/** Two stores, their queue and plain SQL on a database of their own; there as soon as the tests run. */
export function useTestStore(): TestStore & { readonly connectionString: string } {
  const database = useTestDatabase();
  let opened: OpenStore | undefined;
  beforeAll(async () => {
    opened = await open(database.connectionString);
  });
  afterAll(() => opened?.close());
  const there = () => {
    if (opened === undefined) throw new Error('the test store is made before the first test');
    return opened;
  };
  return {
    get store() {
      return there().store;
    },
    get other() {
      return there().other;
    },
    get sql() {
      return there().sql;
    },
    get cipher() {
      return there().cipher;
    },
    get connectionString() {
      return database.connectionString;
    },
    queue: () => there().queue(),
  };
}

async function open(connectionString: string): Promise<OpenStore> {
  const secretKey = new Redacted(Buffer.alloc(32, 7));
  const cipher = createFieldCipher(
    await loadSecretKey({ secretKey, previousSecretKeys: [], dataDir: '/nowhere' }),
  );
  let started: Promise<Queue<Jobs>> | undefined;
  const queue = () => {
    started ??= sendingQueue(connectionString);
    return started;
  };
  const sql = new Client({ connectionString });
  sql.on('error', () => undefined);
  await sql.connect();
  const make = () => {
    const prisma = connectPrisma(connectionString, 8);
    const store = createStore({
      versions: 'test-1',
      prisma,
      cipher,
      sendJobs: async (...jobs) => (await queue()).sendInside(...jobs),
      listen: listenTo(connectionString),
    });
    const close = async () => {
      await store.close();
      await prisma.$disconnect();
    };
    return { store, close };
  };
  const [one, two] = [make(), make()];
  const close = async () => {
    await one.close();
    await two.close();
    await (await started)?.stop(1_000);
    await sql.end();
  };
  return { store: one.store, other: two.store, sql, cipher, queue, close };
}
