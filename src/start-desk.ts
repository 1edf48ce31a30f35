import { admitStaff } from './admit-staff.ts';
import { checkLive } from './check-live.ts';
import type { Config } from './config.ts';
import { connectChannels, startChannels } from './connect-channels.ts';
import { afterTelling } from './core/application/after-telling.ts';
import { catchUpAtStart } from './core/application/catch-up-cards.ts';
import type { CoreApi } from './core/application/core-api.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import type { Jobs } from './core/application/ports.ts';
import { printableSignInLink } from './core/application/sign-in.ts';
import { type Clock, systemClock } from './core/kernel/clock.ts';
import { ok, type Result } from './core/kernel/result.ts';
import { createStaffDialogues } from './desk/staff-dialogues.ts';
import { createStaffHome } from './desk/staff-home.ts';
import { guardedQueue } from './guarded-queue.ts';
import { loadUnderstanding } from './load-understanding.ts';
import { checkMailPort } from './mail-port.ts';
import { readMailTls } from './mail-tls.ts';
import { mountSite } from './mount-site.ts';
import { openCore } from './open-core.ts';
import { listen } from './platform/http-server.ts';
import type { Log } from './platform/log.ts';
import { openDatabase } from './platform/open-database.ts';
import { startQueue } from './platform/queue.ts';
import { prepareDatabase } from './prepare-database.ts';
import { QUEUES } from './queues.ts';
import { replayAtStart } from './replay-at-start.ts';
import { seedDemo, seedDemoMail } from './seed-demo.ts';
import { startDropFolder } from './start-drop-folder.ts';
import { startStaffChannel } from './start-staff-channel.ts';
import { workerParts } from './worker-parts.ts';
import { endJob, startWorkers } from './workers/start-workers.ts';

export interface RunningDesk {
  readonly core: CoreApi;
  readonly url: string;
  readonly port: number;
  /** A single-use link for the owner; undefined when nobody has been invited. */
  readonly signInLink: string | undefined;
  /** Takes nothing new, finishes what is in hand, and stops the database last. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 5_000;
const CONNECTIONS = 10;
/** Slack was away at the start and now refuses: the same task as when it refuses a notice. */
const STAFF_REFUSED = { status: 'failed', reason: 'blocked', retryable: false } as const;

export interface StartOptions {
  readonly log: Log;
  /** The embedded database was lost: the process has to end. */
  readonly onLost: () => void;
  readonly clock?: Clock;
  /** A demo whose mail is caught begins with a mail of an invented customer on the desk. */
  readonly demoMail?: boolean;
}

/**
 * Starts everything, in this order: database, migrations, queue, core, workers, site, channels. Stops in the reverse
 * order. What was started before a failure is stopped again.
 */
export async function startDesk(config: Config, options: StartOptions): Promise<Result<RunningDesk>> {
  const { log, clock = systemClock, demoMail = false } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const started = await startParts(config, { ...options, clock, demoMail }, closing);
    if (!started.ok) {
      await stop();
      return started;
    }
    return ok({ ...started.value, stop });
  } catch (error) {
    log.error({ error }, 'start failed');
    await stop();
    throw error;
  }
}

async function startParts(
  config: Config,
  { log, clock, onLost, demoMail }: Required<StartOptions>,
  closing: (() => Promise<unknown>)[],
): Promise<Result<Omit<RunningDesk, 'stop'>>> {
  const mailTls = await readMailTls(config.mail);
  if (!mailTls.ok) return mailTls;
  const database = await openDatabase(config, { role: 'server', onLost });
  if (!database.ok) return database;
  const { connectionString } = database.value;
  closing.push(() => database.value.stop());
  const learning = loadUnderstanding(config.dataDir);
  learning.catch(() => undefined); // awaited below
  const prepared = await prepareDatabase(connectionString, config);
  if (!prepared.ok) return prepared;

  let settings: CoreSettings | undefined;
  const queue = await startQueue<Jobs>({
    connectionString,
    queues: QUEUES,
    onExhausted: async (job) => {
      if (settings === undefined) throw new Error('not started yet');
      await endJob(settings, job);
    },
    onError: (error, job) => log.error({ error, ...job }, 'job failed'),
    worker: config.databaseUrl === undefined ? 'only' : 'one_of_many',
  });
  closing.push(() => queue.stop(STOP_GRACE_MS));
  const channels = await connectChannels(config, log, clock, mailTls.value);
  const open = await openCore(config, {
    connectionString,
    secretKey: prepared.value,
    queue,
    clock,
    understand: await learning,
    pushes: channels.pushes,
    connections: CONNECTIONS,
  });
  // Before the queue in the order of closing, after it in time: jobs in hand still need the store.
  closing.splice(-1, 0, () => open.close());
  const { core } = open;
  settings = open.settings;
  const erased = await replayAtStart(open.settings, config.erasureLedger, log);
  if (!erased.ok) return erased;
  await admitStaff(open.settings, config, log);

  if (config.mode === 'demo') await seedDemo(core, settings);
  else {
    const live = await checkLive(core);
    if (!live.ok) return live;
    for (const { kind, name, data, fact } of live.value)
      log.warn({ kind, name, data, fact }, 'the privacy policy and what is in use differ: see the shop page');
  }

  const stopping = new AbortController();
  const publicUrl = config.publicUrl;
  const site = mountSite({ config, publicUrl, log, clock, open, channels, queue, stopping: stopping.signal });
  const server = await listen(site, { host: config.host, port: config.port, stopping });
  if (!server.ok) return server;
  closing.push(() => server.value.close(STOP_GRACE_MS));
  closing.push(() => channels.stop());
  const guarded = guardedQueue(queue, () => open.notRestoring());
  const mailPort = config.mail.listen === undefined ? ok(null) : await checkMailPort(config.mail.listen);
  if (!mailPort.ok) return mailPort;
  await startWorkers(guarded, workerParts(settings, channels, config, publicUrl, log));
  await startChannels(channels, core, publicUrl);
  if (demoMail && config.mode === 'demo' && channels.mailer === undefined) await seedDemoMail(core, settings);
  const dialogues = createStaffDialogues({ core, language: config.locale, clock, publicUrl });
  const home = createStaffHome(core, { language: config.locale, deskUrl: `${publicUrl}/balie`, clock });
  const named = (slackUserIds: readonly string[]) => admitStaff(open.settings, config, log, slackUserIds);
  const staffChannel = await startStaffChannel(
    channels.slack,
    { dialogues, home, named, refused: () => afterTelling(open.settings, STAFF_REFUSED) },
    log,
    stopping.signal,
  );
  if (!staffChannel.ok) return staffChannel;
  if (channels.slack !== undefined) await catchUpAtStart(open.settings);
  if (config.jouwwebDropDir !== undefined) {
    const dropped = await startDropFolder(config.jouwwebDropDir, core, log);
    if (!dropped.ok) return dropped;
    closing.push(() => dropped.value.stop());
  }
  const owner = (await core.desk.staff()).find((member) => member.owner);
  // In live mode a link in a log file would open the desk: `cli staff add` prints one for a person.
  const token =
    owner === undefined || config.mode === 'live'
      ? undefined
      : await printableSignInLink(settings, owner.email);
  return ok({
    core,
    url: publicUrl,
    port: server.value.port,
    signInLink: token === undefined ? undefined : `${publicUrl}/balie/aanmelden/${token}`,
  });
}
