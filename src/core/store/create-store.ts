import type { JobName, Jobs, Store, Tx } from '../application/ports.ts';
import { answerRepository } from './answer-repository.ts';
import { challengeRepository } from './challenge-repository.ts';
import { conversationRepository } from './conversation-repository.ts';
import type { Database } from './database.ts';
import { exportRepository } from './export-repository.ts';
import type { PrismaClient } from './generated/client.ts';
import { mailRepository } from './mail-repository.ts';
import { profileRepository } from './profile-repository.ts';
import { requestRepository } from './request-repository.ts';
import { retentionRepository } from './retention-repository.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { type FieldCipher, type SealedColumns, sealedColumns } from './sealed-columns.ts';
import { staffRepository } from './staff-repository.ts';
import { taskRepository } from './task-repository.ts';
import { type Listen, watchConversations } from './watch-conversations.ts';

/** Adds a job in the given transaction: workers see it when that commits. */
export type SendJob = <Name extends JobName>(
  tx: Database,
  name: Name,
  data: Jobs[Name],
  options?: { readonly startAt?: Date },
) => Promise<void>;

export interface StoreParts {
  readonly prisma: PrismaClient;
  readonly cipher: FieldCipher;
  readonly sendJob: SendJob;
  readonly listen: Listen;
}

const LIMITS = { maxWait: 5_000, timeout: 10_000 } as const;

/**
 * The durable store. `transaction` runs `work` again after a deadlock or serialization failure, so `work` may only
 * have effects through its transaction; any other failure rejects, and nothing of it is kept. `close` ends the
 * listening; the Prisma client stays its maker's.
 */
export function createStore(parts: StoreParts): Store & { close(): Promise<void> } {
  const { prisma, sendJob, listen } = parts;
  const sealed = sealedColumns(parts.cipher);
  const watched = watchConversations(listen);
  return {
    transaction: (work) =>
      retryConflicts(() => prisma.$transaction((db) => work(transactionOver(db, sealed, sendJob)), LIMITS)),
    watch: watched.watch,
    close: watched.close,
  };
}

function transactionOver(db: Database, sealed: SealedColumns, sendJob: SendJob): Tx {
  return {
    conversations: conversationRepository(db, sealed),
    requests: requestRepository(db, sealed),
    challenges: challengeRepository(db, sealed),
    mails: mailRepository(db, sealed),
    answers: answerRepository(db, sealed),
    tasks: taskRepository(db),
    staff: staffRepository(db),
    profiles: profileRepository(db),
    exports: exportRepository(db, sealed),
    retention: retentionRepository(db),
    enqueue: (name, data, options) => sendJob(db, name, data, options),
  };
}
