import type { OutboundMessage } from '../conversation/messages.ts';
import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** The request of a notice, locked: what it tells counts from when the channel took it. */
export async function noticeOf(
  tx: Tx,
  message: OutboundMessage,
  requestId: RequestId | null,
): Promise<{ readonly request: RequestRow; readonly letterId: LetterId } | undefined> {
  if (message.kind !== 'letter' || message.letterId === undefined || requestId === null) return undefined;
  const request = await lockRequest(tx, requestId);
  return request && { request, letterId: asId<LetterId>(message.letterId) };
}
