import { z } from 'zod';
import { connectChannels } from '../../src/connect-channels.ts';
import { compareFacts } from '../../src/core/application/compare-facts.ts';
import { tellDigest } from '../../src/core/application/daily-digest.ts';
import { deliverMail } from '../../src/core/application/deliver-mail.ts';
import { deliverMessage } from '../../src/core/application/deliver-message.ts';
import { executeSource } from '../../src/core/application/execute-source.ts';
import { followRequest } from '../../src/core/application/follow-request.ts';
import { gatherSource } from '../../src/core/application/gather-source.ts';
import { joinRequests } from '../../src/core/application/join-requests.ts';
import { prepareAnswer } from '../../src/core/application/prepare-answer.ts';
import { redateOpen } from '../../src/core/application/redate-open.ts';
import { releaseRequests } from '../../src/core/application/release-requests.ts';
import { removeCard } from '../../src/core/application/remove-card.ts';
import { sendAnswer } from '../../src/core/application/send-answer.ts';
import { sendPolicyMails } from '../../src/core/application/send-policy-mails.ts';
import { tellHeld } from '../../src/core/application/tell-held.ts';
import { tellOwnChat } from '../../src/core/application/tell-own-chat.ts';
import { tellStaff } from '../../src/core/application/tell-staff.ts';
import { updateCard } from '../../src/core/application/update-card.ts';
import { parseDay } from '../../src/core/kernel/calendar-day.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { workerParts } from '../../src/worker-parts.ts';
import type { WorkerParts } from '../../src/workers/start-workers.ts';
import type { CoreUnderTest } from './use-core.ts';

/** The ids and words that jobs are made of; each kind has some of them. */
const text = z.string().default('');
const WAITING = z.object({
  id: z.string(),
  name: z.string(),
  data: z.object({
    requestId: text,
    letterId: text,
    source: text,
    mailId: text,
    messageId: text,
    taskId: text,
    day: text.transform(parseDay),
    staffId: text,
    version: text,
    until: text.transform(parseDay),
    round: z.coerce.number().default(1),
    attempt: z.coerce.number().default(1),
    continued: z.coerce.number().optional(),
  }),
});

/** At once, or at a time that the clock of the test has reached: the queue itself goes by the database's. */
const DUE = `SELECT id, name, data FROM pgboss.job
  WHERE state = 'created' AND name NOT IN ('daily', 'purge-hours', 'remind') AND (start_after = created_on OR start_after <= $1)
  ORDER BY created_on, id`;

/** Does the jobs that are due by the clock of the test, oldest first, until none is left; mail is caught. */
export async function workOff(open: CoreUnderTest): Promise<void> {
  const { config, settings, clock, sql } = open;
  const channels = await connectChannels(config, createLog('silent'), clock);
  const parts = workerParts(settings, channels, config, config.publicUrl, createLog('silent'));
  for (;;) {
    const { rows } = await sql.query(DUE, [clock.now()]);
    if (rows.length === 0) return;
    const jobs = rows.map((row) => WAITING.parse(row));
    for (const job of jobs) await work(parts, job);
    await sql.query('DELETE FROM pgboss.job WHERE id = ANY ($1)', [jobs.map(({ id }) => id)]);
  }
}

async function work(parts: WorkerParts, { name, data }: z.infer<typeof WAITING>): Promise<unknown> {
  const { settings } = parts;
  const { requestId, letterId, source, mailId, messageId, taskId, day, staffId, until, version } = data;
  switch (name) {
    case 'send-message':
      return deliverMessage(settings, parts.messages, messageId);
    case 'send-mail':
      return deliverMail(settings, parts.mails, mailId);
    case 'gather-source':
      return gatherSource(settings, asId(requestId), source, data.round, data.attempt, data.continued);
    case 'join-requests':
      return joinRequests(settings, asId(requestId));
    case 'follow-request':
      return followRequest(settings, asId(requestId));
    case 'tell-own-chat':
      return tellOwnChat(settings, asId(requestId));
    case 'compare-facts':
      return compareFacts(settings, asId(requestId));
    case 'prepare-answer':
      return prepareAnswer(settings, asId(requestId));
    case 'send-answer':
      return sendAnswer(settings, asId(requestId), asId(letterId));
    case 'execute-source':
      return executeSource(settings, { requestId: asId(requestId), letterId: asId(letterId), source });
    case 'update-card':
      return updateCard(settings, parts.cards, requestId);
    case 'remove-card':
      return removeCard(settings, parts.cards.channel, requestId);
    case 'tell-staff':
      return tellStaff(settings, parts.telling, taskId);
    case 'tell-held':
      return tellHeld(settings, parts.telling);
    case 'tell-digest':
      return day === undefined ? undefined : tellDigest(settings, parts.digest, day);
    case 'send-policy-mails':
      return sendPolicyMails(settings, Number(version));
    case 'release-requests':
      return releaseRequests(settings, staffId);
    case 'redate':
      return until === undefined ? undefined : redateOpen(settings, until);
    default:
      throw new Error(`a job that nobody does here: ${name}`);
  }
}
