import type { Store, Tx } from '../application/ports.ts';
import { answerRepository } from './answer-repository.ts';
import { breachRepository } from './breach-repository.ts';
import { challengeRepository } from './challenge-repository.ts';
import { changeRepository } from './change-repository.ts';
import { collectJobs, type SendJobs } from './collect-jobs.ts';
import { conversationRepository } from './conversation-repository.ts';
import type { Database } from './database.ts';
import { erasureRepository } from './erasure-repository.ts';
import { exclusively } from './exclusively.ts';
import { exportRepository } from './export-repository.ts';
import type { PrismaClient } from './generated/client.ts';
import { headMacs } from './head-macs.ts';
import { lockOrder } from './lock-order.ts';
import { mailRepository } from './mail-repository.ts';
import { mailboxRepository } from './mailbox-repository.ts';
import { policyNoticeRepository } from './policy-notice-repository.ts';
import { policyRepository } from './policy-repository.ts';
import { type OwnTexts, profileRepository } from './profile-repository.ts';
import { registerRepository } from './register-repository.ts';
import { reminderRepository } from './reminder-repository.ts';
import { requestRepository } from './request-repository.ts';
import { retentionRepository } from './retention-repository.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { reviewRepository } from './review-repository.ts';
import { type FieldCipher, type Pseudonyms, type SealedColumns, sealedColumns } from './sealed-columns.ts';
import { staffRepository } from './staff-repository.ts';
import { taskRepository } from './task-repository.ts';
import { transmissionRepository } from './transmission-repository.ts';
import { unreadableRows } from './unreadable-rows.ts';
import { type Listen, watchConversations } from './watch-conversations.ts';

export interface StoreParts {
  readonly prisma: PrismaClient;
  readonly cipher: FieldCipher;
  readonly sendJobs: SendJobs;
  readonly listen: Listen;
  /** Of the rules, the classifier and the texts: every entry of the log says them. */
  readonly versions: string;
}

const LIMITS = { maxWait: 5_000, timeout: 10_000 } as const;
/** Reading all of a register of a million requests takes minutes. */
const SNAPSHOT = { maxWait: 5_000, timeout: 6 * 3_600_000, isolationLevel: 'RepeatableRead' } as const;

/**
 * The durable store. `transaction` runs `work` again after a deadlock or serialization failure, so `work` may only
 * have effects through its transaction; any other failure rejects, and nothing of it is kept. `close` ends the
 * listening; the Prisma client stays its maker's. `conflicts` counts those failures: with one order of locks there are none.
 */
export function createStore(
  parts: StoreParts,
): Store & { readonly conflicts: () => number; close(): Promise<void> } {
  const { prisma, sendJobs, listen } = parts;
  const sealed = sealedColumns(parts.cipher);
  const { pseudonyms } = parts.cipher;
  const watched = watchConversations(listen);
  const ownTexts: OwnTexts = new Map();
  let conflicts = 0;
  return {
    transaction: (work) =>
      retryConflicts(
        () =>
          prisma.$transaction(async (db) => {
            const jobs = collectJobs();
            const value = await work(
              transactionOver(db, parts.versions, sealed, pseudonyms, ownTexts, jobs.add),
            );
            await jobs.send(db, sendJobs);
            return value;
          }, LIMITS),
        () => {
          conflicts += 1;
        },
      ),
    snapshot: (work) =>
      prisma.$transaction(
        (db) => work(transactionOver(db, parts.versions, sealed, pseudonyms, ownTexts, collectJobs().add)),
        SNAPSHOT,
      ),
    exclusively: (name, work) => exclusively(prisma, name, work),
    conflicts: () => conflicts,
    watch: watched.watch,
    close: watched.close,
  };
}

function transactionOver(
  db: Database,
  program: string,
  sealed: SealedColumns,
  pseudonyms: Pseudonyms,
  ownTexts: OwnTexts,
  enqueue: Tx['enqueue'],
): Tx {
  const locks = lockOrder();
  const unreadable = unreadableRows(db);
  const macs = headMacs(pseudonyms);
  const profiles = profileRepository(db, ownTexts);
  return {
    conversations: conversationRepository(db, sealed, pseudonyms, locks, unreadable),
    requests: requestRepository(db, sealed, locks, unreadable, macs),
    challenges: challengeRepository(db, sealed, unreadable),
    changes: changeRepository(db, sealed),
    mails: mailRepository(db, sealed, unreadable),
    mailboxes: mailboxRepository(db),
    answers: answerRepository(db, sealed),
    transmissions: transmissionRepository(db),
    tasks: taskRepository(db),
    staff: staffRepository(db),
    profiles,
    versions: async () => `${program} ${await profiles.names()}`,
    exports: exportRepository(db, sealed, unreadable),
    retention: retentionRepository(db, macs),
    erasures: erasureRepository(db, sealed),
    reviews: reviewRepository(db, sealed),
    policies: policyRepository(db),
    policyNotices: policyNoticeRepository(db, sealed),
    breaches: breachRepository(db, sealed, unreadable),
    reminders: reminderRepository(db, sealed, locks, unreadable),
    register: registerRepository(db, macs),
    unreadable,
    enqueue,
  };
}
