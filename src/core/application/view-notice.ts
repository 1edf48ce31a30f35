import { checkDoubt } from '../deadline/check-doubt.ts';
import { checkExtension } from '../deadline/check-extension.ts';
import { stoppedSince } from '../deadline/stopped-since.ts';
import { refuse } from '../kernel/result.ts';
import { mayTell } from '../request/decide-notice.ts';
import { isOpen } from '../request/request-state.ts';
import { sentNotices } from './bounce-notice.ts';
import type { TaskRow } from './core-api.ts';
import { clockOf } from './deadlines-of.ts';
import type { NoticeView } from './notice-api.ts';
import { noticeRoute } from './prepare-notice.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';

/** What can be told about the term of a request now, and why not. */
export function viewNotice(
  request: RequestRow,
  events: readonly LoggedEvent[],
  tasks: readonly TaskRow[],
  now: Date,
): NoticeView {
  const { state, receivedAt } = request;
  const closed = refuse('decision.wrong_state');
  const { notice } = state;
  const waiting =
    notice === undefined ? null : { kind: notice.kind, approved: notice.approvedBy !== undefined };
  const mayReturn = sentNotices(events).filter(
    ({ kind }) => kind === 'breach' || (isOpen(state) && noticeRoute(request) === 'mail'),
  );
  if (!isOpen(state))
    return {
      ...{ waiting, mailed: mayReturn, stoppedSince: null, unanswered: false },
      ...{ mayDoubt: closed, mayExtend: closed, mayFee: closed, fee: null },
    };
  const clock = clockOf(events);
  const doubt = mayTell(state, 'identity_doubt', clock, now);
  return {
    waiting,
    mailed: mayReturn,
    stoppedSince: stoppedSince(receivedAt, clock),
    unanswered: tasks.some(({ kind, doneAt }) => kind === 'identity_unanswered' && doneAt === null),
    mayDoubt: doubt.ok ? checkDoubt(receivedAt, clock, now) : doubt,
    mayExtend: checkExtension(receivedAt, clock, now),
    mayFee: mayTell(state, 'fee', clock, now),
    fee: state.fee ?? null,
  };
}
