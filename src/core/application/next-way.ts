import { type ChannelName, isInPerson } from '../kernel/rights.ts';
import type { RequestRow } from './rows.ts';

/**
 * Another way to the customer of this request than the one that failed: the mailbox that was proven, or the conversation
 * of the request when it was a mail that did not arrive. Null when there is none: a person calls or writes (R24).
 */
export function nextWay(
  { email, state: { channel, level } }: Pick<RequestRow, 'email' | 'state'>,
  failed: 'mail' | 'conversation',
): ChannelName | null {
  if (isInPerson(channel) || channel === 'email') return null;
  if (failed === 'mail') return channel;
  return level > 0 && email !== null ? 'email' : null;
}
