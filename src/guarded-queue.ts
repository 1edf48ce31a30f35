import type { WorkQueue } from './workers/start-workers.ts';

/** No job is done where `mayWork` rejects; the queue tells it and tries again later. */
export function guardedQueue(queue: WorkQueue, mayWork: () => Promise<void>): WorkQueue {
  return {
    work: (name, handle) =>
      queue.work(name, async (data) => {
        await mayWork();
        return handle(data);
      }),
  };
}
