import { assertNever } from '../kernel/assert-never.ts';
import type { NoticeReference } from './notice.ts';
import type { RequestEvent } from './request-events.ts';

type NoticeEvent = Extract<
  RequestEvent,
  {
    readonly type: 'notice_prepared' | 'notice_approved' | 'notice_failed' | 'notice_dropped' | 'notice_sent';
  }
>;

/** What waits to be told after one event; null when nothing does. */
export function evolveNotice(
  notice: NoticeReference | undefined,
  event: NoticeEvent,
  by: string,
): NoticeReference | null {
  switch (event.type) {
    case 'notice_prepared':
      return { kind: event.kind, id: event.letterId, hash: event.letterHash, seen: [] };
    case 'notice_approved':
      if (notice === undefined) throw new Error('a notice approved without a draft');
      return { ...notice, approvedBy: by };
    case 'notice_failed': {
      if (notice === undefined) throw new Error('a notice failed without a draft');
      const { approvedBy: _by, ...draft } = notice;
      return { ...draft, seen: [] };
    }
    case 'notice_dropped':
    case 'notice_sent':
      return null;
    default:
      return assertNever(event);
  }
}
