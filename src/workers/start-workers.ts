import { catchUpAnswers } from '../core/application/catch-up-answers.ts';
import { compareFacts } from '../core/application/compare-facts.ts';
import type { CoreSettings } from '../core/application/core-settings.ts';
import { type DigestTelling, oweDigest, tellDigest } from '../core/application/daily-digest.ts';
import { type DailyReport, DailyRunFailed, dailyRun } from '../core/application/daily-run.ts';
import { deliverMail, giveUpMail, type MailSending } from '../core/application/deliver-mail.ts';
import { deliverMessage, type JobOutcome, type MessageSending } from '../core/application/deliver-message.ts';
import { executeSource, giveUpChanges } from '../core/application/execute-source.ts';
import { followRequest } from '../core/application/follow-request.ts';
import { gatherSource } from '../core/application/gather-source.ts';
import { giveUpAnswer, giveUpSearch } from '../core/application/give-up-job.ts';
import { giveUpMessage } from '../core/application/give-up-message.ts';
import { joinRequests } from '../core/application/join-requests.ts';
import { followPolicy } from '../core/application/policy-versions.ts';
import type { JobName, Jobs } from '../core/application/ports.ts';
import { prepareAnswer } from '../core/application/prepare-answer.ts';
import { purgeHours } from '../core/application/purge.ts';
import { redateOpen } from '../core/application/redate-open.ts';
import { releaseRequests } from '../core/application/release-requests.ts';
import { remindStaff } from '../core/application/remind-staff.ts';
import { leaveCard, removeCard } from '../core/application/remove-card.ts';
import { reportFailedJob } from '../core/application/report-failed-job.ts';
import { sealRegister } from '../core/application/seal-register.ts';
import { sendAnswer } from '../core/application/send-answer.ts';
import { sendPolicyMails } from '../core/application/send-policy-mails.ts';
import { tellCustomers } from '../core/application/tell-customers.ts';
import { tellCount, tellHeld } from '../core/application/tell-held.ts';
import { tellOwnChat } from '../core/application/tell-own-chat.ts';
import { type StaffTelling, tellStaff } from '../core/application/tell-staff.ts';
import { type CardSending, updateCard } from '../core/application/update-card.ts';
import { parseDay } from '../core/kernel/calendar-day.ts';
import { asId } from '../core/kernel/ids.ts';
import { UnreadableRow } from '../core/kernel/unreadable-row.ts';

export interface WorkQueue {
  work<Name extends JobName>(name: Name, handle: (data: Jobs[Name]) => Promise<JobOutcome>): Promise<void>;
}

export interface WorkerParts {
  readonly settings: CoreSettings;
  readonly messages: MessageSending;
  readonly mails: MailSending;
  readonly cards: CardSending;
  readonly telling: StaffTelling;
  readonly digest: DigestTelling;
  /** What the daily run did, in numbers: for the log. */
  readonly report: (report: DailyReport) => void;
  /** Until its answer is called little memory is to be kept: much passes through. */
  readonly spareMemory: () => () => void;
}

const DONE: JobOutcome = { status: 'done' };

/**
 * Job in, use case called. What a use case throws is a bug: the queue reports it and tries again. A row that cannot be
 * read stays so, however often it is tried: its job ends at once.
 */
export async function startWorkers(jobs: WorkQueue, parts: WorkerParts): Promise<void> {
  const { settings } = parts;
  const queue: WorkQueue = {
    work: (name, handle) =>
      jobs.work(name, async (data) => {
        try {
          return await handle(data);
        } catch (error) {
          if (!(error instanceof UnreadableRow)) throw error;
          await endJob(settings, { name, data: { ...data }, reason: 'unreadable' });
          return DONE;
        }
      }),
  };
  await queue.work('send-message', ({ messageId }) => deliverMessage(settings, parts.messages, messageId));
  await queue.work('send-mail', ({ mailId }) => deliverMail(settings, parts.mails, mailId));
  await queue.work('gather-source', async ({ requestId, source, round, attempt, continued }) => {
    const endSparing = parts.spareMemory();
    try {
      const before = continued === undefined ? undefined : Number(continued);
      await gatherSource(settings, asId(requestId), source, Number(round ?? 1), Number(attempt ?? 1), before);
    } finally {
      endSparing();
    }
    return DONE;
  });
  await queue.work('join-requests', async ({ requestId }) => {
    await joinRequests(settings, asId(requestId));
    return DONE;
  });
  await queue.work('follow-request', async ({ requestId }) => {
    await followRequest(settings, asId(requestId));
    return DONE;
  });
  await queue.work('tell-own-chat', async ({ requestId }) => {
    await tellOwnChat(settings, asId(requestId));
    return DONE;
  });
  await queue.work('compare-facts', async ({ requestId }) => {
    await compareFacts(settings, asId(requestId));
    return DONE;
  });
  await queue.work('prepare-answer', async ({ requestId }) => {
    await prepareAnswer(settings, asId(requestId));
    return DONE;
  });
  await queue.work('send-answer', async ({ requestId, letterId }) => {
    await sendAnswer(settings, asId(requestId), asId(letterId));
    return DONE;
  });
  await queue.work('execute-source', async ({ requestId, letterId, source }) => {
    await executeSource(settings, { requestId: asId(requestId), letterId: asId(letterId), source });
    return DONE;
  });
  await queue.work('update-card', ({ requestId, why }) =>
    updateCard(settings, parts.cards, requestId, why === 'date'),
  );
  await queue.work('remove-card', ({ requestId }) => removeCard(settings, parts.cards.channel, requestId));
  await queue.work('daily', async () => {
    try {
      parts.report(await dailyRun(settings));
    } catch (error) {
      if (error instanceof DailyRunFailed) parts.report(error.report);
      throw error;
    }
    return DONE;
  });
  await queue.work('purge-hours', async () => {
    await purgeHours(settings, settings.clock.now());
    return DONE;
  });
  await queue.work('seal-register', async () => {
    await sealRegister(settings);
    return DONE;
  });
  await queue.work('follow-policy', async () => {
    await followPolicy(settings);
    return DONE;
  });
  await queue.work('send-policy-mails', async ({ version }) => {
    await sendPolicyMails(settings, Number(version));
    return DONE;
  });
  await queue.work('remind', async () => {
    const now = settings.clock.now();
    await catchUpAnswers(settings, now);
    await remindStaff(settings, now);
    await oweDigest(settings, now);
    await tellCustomers(settings, now);
    return DONE;
  });
  await queue.work('tell-digest', async ({ day }) => {
    const told = parseDay(day);
    return told === undefined ? DONE : tellDigest(settings, parts.digest, told);
  });
  await queue.work('redate', async ({ until }) => {
    const day = parseDay(until);
    if (day !== undefined) await redateOpen(settings, day);
    return DONE;
  });
  await queue.work('release-requests', async ({ staffId }) => {
    await releaseRequests(settings, staffId);
    return DONE;
  });
  await queue.work('tell-held', async () => {
    await tellHeld(settings, parts.telling);
    return DONE;
  });
  await queue.work('tell-count', ({ waiting }) => tellCount(settings, parts.telling, waiting));
  await queue.work('tell-staff', ({ taskId }) => tellStaff(settings, parts.telling, taskId));
}

/** A job whose retries have ended: what it was about is marked as failed and a person is told (row 101). */
export async function endJob(
  settings: CoreSettings,
  job: { readonly name: string; readonly data: Readonly<Record<string, string>>; readonly reason: string },
): Promise<void> {
  const { messageId, mailId, requestId, source, letterId } = job.data;
  if (job.name === 'send-message' && messageId !== undefined)
    return giveUpMessage(settings, messageId, job.reason);
  if (job.name === 'send-mail' && mailId !== undefined) return giveUpMail(settings, mailId, job.reason);
  if (job.name === 'gather-source' && requestId !== undefined && source !== undefined)
    return giveUpSearch(settings, asId(requestId), source);
  if (
    job.name === 'execute-source' &&
    requestId !== undefined &&
    letterId !== undefined &&
    source !== undefined
  )
    return giveUpChanges(settings, { requestId: asId(requestId), letterId: asId(letterId), source });
  if (job.name === 'send-answer' && requestId !== undefined && letterId !== undefined)
    return giveUpAnswer(settings, asId(requestId), asId(letterId), job.reason);
  if (job.name === 'remove-card' && requestId !== undefined) {
    await leaveCard(settings, asId(requestId));
    return;
  }
  return reportFailedJob(settings, job.name, requestId);
}
