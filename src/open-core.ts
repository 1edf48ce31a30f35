import type { Config } from './config.ts';
import { erasedAddress } from './core/application/came-back-rows.ts';
import type { CoreApi } from './core/application/core-api.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import { createCore } from './core/application/create-core.ts';
import { latestExport } from './core/application/latest-export.ts';
import { readOwnRecords } from './core/application/own-records.ts';
import { followPolicy } from './core/application/policy-versions.ts';
import type { Jobs, Secrets } from './core/application/ports.ts';
import { tellingUnreadable } from './core/application/tell-unreadable.ts';
import { packageParts } from './core/fulfilment/package-parts.ts';
import { portableParts } from './core/fulfilment/portable-package.ts';
import { type Clock, systemClock } from './core/kernel/clock.ts';
import { keyedHash } from './core/kernel/digest.ts';
import { isPolicyTopic } from './core/kernel/policy-topics.ts';
import type { ChannelName } from './core/kernel/rights.ts';
import { typedWords } from './core/kernel/typed-words.ts';
import { NOTICE_VERSION } from './core/policy/desk-notice.ts';
import { firstProfile } from './core/policy/first-profile.ts';
import { createStore } from './core/store/create-store.ts';
import { connectPrisma } from './core/store/database.ts';
import { choiceWords } from './core/text/choices.ts';
import { packageWords, portableWords } from './core/text/package-words.ts';
import { policyDocument } from './core/text/policy-document.ts';
import { renderLetter } from './core/text/render-letter.ts';
import { renderMessage } from './core/text/render-message.ts';
import type { Understand } from './core/understanding/understanding.ts';
import { dataReceivers } from './data-receivers.ts';
import { deskMails } from './desk-mails.ts';
import { erasureLedger } from './erasure-ledger.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { listenTo } from './platform/listen.ts';
import { readPolicyFile } from './platform/policy-file.ts';
import type { Queue } from './platform/queue.ts';
import type { CheckedSecretKey } from './platform/sealing-keys.ts';
import type { SecretKey } from './platform/secret-key.ts';
import { writePackage } from './platform/write-package.ts';
import { writeTable } from './platform/write-table.ts';
import { shopSources } from './processors/processors.ts';
import { exportReader } from './processors/shared/export-reader.ts';
import { programVersions } from './program-versions.ts';
import { sealNote } from './seal-note.ts';

export interface OpenCore {
  readonly core: CoreApi;
  readonly settings: CoreSettings;
  readonly secretKey: SecretKey;
  /** Rejects when the database, another one restored in its place perhaps, does not know our secret. */
  knowsKey(): Promise<void>;
  /** Rejects when a backup is being put into this database, past a running desk perhaps. */
  notRestoring(): Promise<void>;
  /** Transactions of this process that PostgreSQL gave up for another one, so far. */
  conflicts(): number;
  close(): Promise<void>;
}

export interface CoreOptions {
  readonly connectionString: string;
  readonly secretKey: CheckedSecretKey;
  readonly queue: Pick<Queue<Jobs>, 'sendInside'>;
  readonly pushes: (channel: ChannelName) => boolean;
  readonly understand: Understand;
  readonly connections: number;
  /** Tests move it. */
  readonly clock?: Clock;
}

/** The core with its store: for the desk, and for commands beside it. The first shop's profile is written once. */
export async function openCore(config: Config, options: CoreOptions): Promise<OpenCore> {
  const { secretKey, clock = systemClock } = options;
  const prisma = connectPrisma(options.connectionString, options.connections);
  const versions = await programVersions();
  const cipher = createFieldCipher(secretKey);
  const stored = createStore({
    prisma,
    versions,
    cipher,
    sendJobs: (tx, name, jobs) => options.queue.sendInside(tx, name, jobs),
    listen: listenTo(options.connectionString),
  });
  const store = tellingUnreadable(stored, clock);
  const secrets = secretsOf(secretKey);
  const own = { store, clock, secrets };
  const settings: CoreSettings = {
    store,
    clock,
    secrets,
    ledger: erasureLedger(config.erasureLedger, cipher),
    sealNote: sealNote(config.erasureLedger, cipher),
    understand: options.understand,
    renderLetter,
    policyDocument,
    readOwnPolicy: () => readPolicyFile(config.dataDir, isPolicyTopic),
    buildPackage: async function* (answer) {
      const shop = await store.transaction((tx) => tx.profiles.latest());
      yield* writePackage(packageParts(answer, packageWords(answer, shop)), answer.createdAt);
    },
    buildPortable: async function* (answer) {
      const shop = await store.transaction((tx) => tx.profiles.latest());
      yield* writePackage(portableParts(answer, portableWords(answer, shop)), answer.createdAt);
    },
    writeTable,
    sources: shopSources({
      exports: { latest: (source) => latestExport(store, source) },
      erased: (source, address) => erasedAddress(settings, source, address),
      mollie: config.mollie,
      postnl: config.postnl,
      eBoekhouden: config.eBoekhouden,
      mailbox: config.shopMailbox && { url: config.shopMailbox, desk: deskMails(config.mail.from) },
      readOwnRecords: (requestId) =>
        readOwnRecords(
          own,
          async (message, language) => {
            const shop = await store.transaction((tx) => tx.profiles.latest());
            return shop === undefined
              ? { paragraphs: [], choices: [] }
              : renderMessage(message, language, shop);
          },
          requestId,
        ),
    }),
    pushes: options.pushes,
    staffChannel: config.slack === undefined ? undefined : 'slack',
    choiceWords: { nl: choiceWords('nl', typedWords), en: choiceWords('en', typedWords) },
    noticeVersion: NOTICE_VERSION,
    rulesVersion: versions,
    practice: { services: dataReceivers(config), hosted: config.mode === 'live' },
    answerDelayMs: config.answerDelaySeconds * 1000,
  };
  const close = async () => {
    await stored.close();
    await prisma.$disconnect();
  };
  try {
    await store.transaction(async (tx) => {
      if ((await tx.profiles.latest()) === undefined)
        await tx.profiles.add(firstProfile(), 'system', clock.now());
    });
    await followPolicy(settings);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    core: createCore(settings, exportReader),
    settings,
    secretKey,
    knowsKey: async () => {
      await prisma.sealingKey.findUniqueOrThrow({ where: { fingerprint: secretKey.fingerprint } });
    },
    notRestoring: async () => {
      const marked = await prisma.$queryRaw<
        unknown[]
      >`SELECT 1 WHERE to_regclass('restoring.mark') IS NOT NULL`;
      if (marked.length > 0) throw new Error('a restore of this database is not finished: run restore-check');
    },
    conflicts: store.conflicts,
    close,
  };
}

function secretsOf(secretKey: SecretKey): Secrets {
  const key = secretKey.derive('keyed hashes');
  const before = secretKey.previous.map((previous) => previous.derive('keyed hashes'));
  const hash: Secrets['hash'] = (purpose, value) => keyedHash(key, purpose, value);
  return {
    hash,
    hashes: (purpose, value) => [
      hash(purpose, value),
      ...before.map((older) => keyedHash(older, purpose, value)),
    ],
  };
}
