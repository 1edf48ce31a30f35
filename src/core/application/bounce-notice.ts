import type { LetterId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { CLOCK_CAUSES, type NoticeKind } from '../request/notice.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import { noteBreachLetter } from './breach-letter.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { clockOf, datesWith } from './deadlines-of.ts';
import type { Deciding } from './deciding.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import { narrowNotice } from './narrow-notice.ts';
import type { NoticesRefusal } from './notice-api.ts';
import type { LoggedEvent } from './rows.ts';
import { runCommand } from './run-command.ts';
import { noticeTask } from './send-notice.ts';

/**
 * A notice that was mailed, or said in a conversation by mail, came back: its stop, extension or fee never counted
 * (AVG 12(3)), and staff decide anew. `notice.none` for
 * one that did not leave by mail, or came back already.
 */
export async function bounceNotice(
  settings: CoreSettings,
  { tx, request, by, now }: Omit<Deciding, 'member'>,
  version: number,
  letterId: LetterId,
  way: 'mail' | 'conversation' = 'mail',
): Promise<Result<null, NoticesRefusal>> {
  const events = await tx.requests.events(request.id);
  const sent = sentNotices(events).find((notice) => notice.letterId === letterId);
  const mails = await tx.mails.about(request.id);
  const mailed = mails.some((mail) => mail.letterId === letterId && mail.status === 'sent');
  // Paper comes back too.
  const posted = sent?.kind === 'breach';
  if (sent === undefined || !(mailed || posted || way === 'conversation')) return refuse('notice.none');
  const { kind } = sent;
  const clock = clockOf([...events, { at: now, event: { type: 'notice_bounced', kind, letterId } }]);
  const due =
    CLOCK_CAUSES[kind] === null
      ? null
      : daysToKeep(datesWith(request, clock, closingDays(await profileIn(tx))));
  const command = { type: 'bounce_notice', by, version, kind, letterId, due } as const;
  const back = await runCommand(tx, request, command, now);
  if (!back.ok) return narrowNotice(back);
  await tx.mails.markBounced(letterId);
  await noteBreachLetter(tx, letterId, 'came_back', by, now);
  const { id: requestId, conversationId, number } = request;
  // The chat said that it was mailed; not whereto (R12).
  const told = { kind: 'notice_undeliverable', number } as const;
  if (mailed) await addToConversation(tx, settings, conversationId, told, now, requestId);
  const about = { about: noticeTask(request), requestId, params: { reason: 'bounced' } };
  await addTask(tx, { kind: 'delivery_failed', ...about }, now);
  return ok(null);
}

/** The notices that left and, as far as is known, arrived. */
export function sentNotices(
  events: readonly LoggedEvent[],
): readonly { readonly kind: NoticeKind; readonly letterId: string; readonly at: Date }[] {
  const back = events.flatMap(({ event }) => (event.type === 'notice_bounced' ? [event.letterId] : []));
  return events.flatMap(({ event, at }) => {
    if (event.type !== 'notice_sent' || back.includes(event.letterId)) return [];
    const { kind, letterId } = event;
    return [{ kind, letterId, at }];
  });
}
