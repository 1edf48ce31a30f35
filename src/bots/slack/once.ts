import type { StaffReply } from '../../core/approval/staff-channel.ts';

const MOST = 1_000;

/**
 * A dialog takes effect once: sent in again while it is handled, or after it was done, it has the reply of the first
 * time. What was refused may be sent in anew. In memory: Slack sends no dialog to another process by itself.
 */
export function createOnce() {
  const sent = new Map<string, Promise<StaffReply>>();
  return (viewId: string, work: () => Promise<StaffReply>): Promise<StaffReply> => {
    const before = sent.get(viewId);
    if (before !== undefined) return before;
    const reply = work();
    sent.set(viewId, reply);
    const [oldest] = sent.keys();
    if (sent.size > MOST && oldest !== undefined) sent.delete(oldest);
    void reply.then(
      (value) => (value.type === 'notice' && value.done === true ? undefined : sent.delete(viewId)),
      () => sent.delete(viewId),
    );
    return reply;
  };
}
