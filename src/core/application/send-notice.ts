import { checkDoubt } from '../deadline/check-doubt.ts';
import { checkExtension } from '../deadline/check-extension.ts';
import { blockParagraph } from '../fulfilment/letter-paragraphs.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { LetterId } from '../kernel/ids.ts';
import { CLOCK_CAUSES, type NoticeKind } from '../request/notice.ts';
import { type DueDays, toldDue } from '../request/request-state.ts';
import { addTask, taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import { breachStands, noteBreachLetter } from './breach-letter.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { clockOf, datesWith } from './deadlines-of.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import type { Tx } from './ports.ts';
import { noticeAddress, noticeRoute } from './prepare-notice.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Hands over an approved notice by its route; the clock changes when it was taken, not before. */
export async function sendNotice(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<void> {
  const { id: requestId, number, state, conversationId } = request;
  const facts = (await tx.answers.letter(letterId))?.input.notice;
  const route = noticeRoute(request, facts);
  switch (route) {
    case 'mail': {
      const content = {
        kind: 'term_letter',
        to: noticeAddress(request, facts),
        language: state.language,
      } as const;
      return queueMail(tx, content, now, { requestId, letterId });
    }
    case 'conversation': {
      const body = (await tx.answers.letter(letterId))?.body;
      if (body === undefined) throw new Error('an approved notice without its words');
      const paragraphs = [body.title, ...body.blocks.map(blockParagraph)];
      const message = { kind: 'letter', number, paragraphs, letterId } as const;
      // What is fetched from the transcript is there at once; what is pushed has left when the channel took it.
      if (!settings.pushes(state.channel)) await noticeHasLeft(tx, request, letterId, now);
      return addToConversation(tx, settings, conversationId, message, now, requestId);
    }
    case 'hand':
      return noticeHasLeft(tx, request, letterId, now);
    default:
      return assertNever(route);
  }
}

/** Whether the notice may still leave, and the day that it names is true today. */
export async function isStillTrue(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<boolean> {
  const notice = (await tx.answers.letter(letterId))?.input.notice;
  if (notice?.kind === 'breach') return breachStands(tx, notice);
  if (notice?.kind === 'fee') {
    const { due } = request.state;
    return toldDue(due) === notice.until && amsterdamDay(now) <= notice.until;
  }
  const clock = clockOf(await tx.requests.events(request.id));
  if (notice?.kind === 'identity_doubt') {
    const may = checkDoubt(request.receivedAt, clock, now);
    return may.ok && may.value.since === notice.since;
  }
  const may = checkExtension(request.receivedAt, clock, now);
  return may.ok && may.value.until === notice?.until;
}

/** Whether an approved notice may leave; a day that it names may have passed while it waited: then it is made anew. */
export async function noticeMayLeave(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<boolean> {
  const { notice } = request.state;
  if (notice?.id !== letterId || notice.approvedBy === undefined) return false;
  if (await isStillTrue(tx, request, letterId, now)) return true;
  await noticeFailed(tx, request, letterId, 'outdated', now);
  return false;
}

/** The notice was taken for sending: from here its stop or its extension counts. */
export async function noticeHasLeft(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<void> {
  const { notice } = request.state;
  if (notice?.id !== letterId) return;
  await noteBreachLetter(tx, letterId, 'left', notice.approvedBy ?? 'system', now);
  const due = await dueSince(tx, request, notice.kind, now);
  const told = await runCommand(tx, request, { type: 'confirm_notice', by: 'system', letterId, due }, now);
  if (told.ok) await tx.tasks.closeByKey(taskKey('delivery_failed', noticeTask(request)), 'system', now);
}

/** Null for what changes no date: a fee, as the term runs on (AVG 12(3), 12(5)), and what was told too late to count. */
async function dueSince(tx: Tx, request: RequestRow, kind: NoticeKind, now: Date): Promise<DueDays | null> {
  const cause = CLOCK_CAUSES[kind];
  if (cause === null) return null;
  const before = clockOf(await tx.requests.events(request.id));
  const check = kind === 'extension' ? checkExtension : checkDoubt;
  if (!check(request.receivedAt, before, now).ok) return null;
  const clock = [...before, { at: now, event: cause }];
  return daysToKeep(datesWith(request, clock, closingDays(await profileIn(tx))));
}

/** It did not arrive: the clock runs as before, and staff decide anew. */
export async function noticeFailed(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  reason: string,
  now: Date,
): Promise<void> {
  await runCommand(tx, request, { type: 'fail_notice', by: 'system', letterId, reason }, now);
  await noteBreachLetter(tx, letterId, 'failed', 'system', now);
  const about = { about: noticeTask(request), requestId: request.id, params: { reason } };
  await addTask(tx, { kind: 'delivery_failed', ...about }, now);
}

/** One task about the notice of a request, apart from one about its answer. */
export function noticeTask({ id }: RequestRow): string {
  return `notice:${id}`;
}
