import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type Environment, explainProblems, readConfig } from '../../src/config.ts';
import type { CaughtMail, CoreApi } from '../../src/core/application/core-api.ts';
import { after, type Clock } from '../../src/core/kernel/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { type RunningDesk, startDesk } from '../../src/start-desk.ts';
import { createTestDatabase } from './database.ts';
import { giveLearned } from './learned.ts';

/** Waits for mail to an address: newest first, at least `count`. */
export type CodeMails = (to: string, count: number) => Promise<readonly CaughtMail[]>;

export interface DeskUnderTest {
  readonly url: string;
  readonly connectionString: string;
  /** The core of the present start. */
  core(): CoreApi;
  /** A single-use sign-in link of the owner, made at this start. */
  readonly signInLink: string;
  /** Newest first, with `to` among the receivers, at least `count`; waits until they are there. */
  readonly mails: CodeMails;
  /** Stops and starts again on the same data, as after a restart of the machine. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;
/** The desk runs in this process too: asking without a pause would starve it. */
const POLL_MS = 20;

/** The whole product on a database of its own, with every part real; mail is caught, as in a demo. */
export async function startTestDesk(
  variables: Environment = {},
  options: { readonly clock?: Clock; readonly onLost?: () => void } = {},
): Promise<DeskUnderTest> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-'));
  await giveLearned(dataDir);
  const port = await freePort();
  const reading = readConfig({
    DATABASE_URL: database.connectionString,
    DATA_DIR: dataDir,
    PORT: String(port),
    ANSWER_DELAY_SECONDS: '0',
    LOG_LEVEL: 'silent',
    ...variables,
  });
  if (!reading.ok) throw new Error(explainProblems(reading.problems));
  const config = reading.value;
  let running = await start();

  async function start(): Promise<RunningDesk> {
    const started = await startDesk(config, {
      log: createLog(config.logLevel),
      onLost: () => {
        throw new Error('the database was lost');
      },
      ...options,
    });
    if (!started.ok) throw new Error(started.refusal.code);
    return started.value;
  }

  return {
    url: config.publicUrl,
    connectionString: database.connectionString,
    core: () => running.core,
    get signInLink() {
      if (running.signInLink === undefined) throw new Error('nobody was invited');
      return running.signInLink;
    },
    mails: (to, count) =>
      eventually(async () => {
        const mails = (await running.core.desk.caughtMail(200)).filter((mail) => mail.to === to);
        return mails.length >= count ? mails : undefined;
      }),
    restart: async () => {
      await running.stop();
      running = await start();
    },
    stop: async () => {
      await running.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The time of the machine, or a time that begins at `from`, and later by as much as a test says. */
export function movableClock(
  from = new Date(),
): Clock & { advance(milliseconds: number): void; moveTo(instant: string): void } {
  let ahead = from.getTime() - Date.now();
  return {
    now: () => after(new Date(), ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    moveTo: (instant) => {
      ahead = Date.parse(instant) - Date.now();
    },
  };
}

/** Asks again until there is an answer; a test that waits in vain fails with what it asked for. */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined>,
  what = ask.toString(),
): Promise<Value> {
  return vi.waitFor(
    async () => {
      const answer = await ask();
      if (answer === undefined) throw new Error(`waited in vain: ${what}`);
      return answer;
    },
    { timeout: PATIENCE_MS, interval: POLL_MS },
  );
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The six digits of a code mail. */
export function codeIn(mail: CaughtMail | undefined): string {
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
  if (code === undefined) throw new Error('no code in the mail');
  return code;
}
