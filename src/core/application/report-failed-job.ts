import { asId, type RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';

/** A job that failed for good becomes a task: nothing fails in silence (row 99). */
export async function reportFailedJob(
  settings: CoreSettings,
  job: string,
  requestId: string | undefined,
): Promise<void> {
  // The task about a failed alarm would raise the same alarm again.
  if (job === 'tell-staff' || job === 'tell-count') return;
  await settings.store.transaction(async (tx) => {
    const about = requestId === undefined ? job : `${job}:${requestId}`;
    const request = requestId === undefined ? undefined : await tx.requests.byId(asId<RequestId>(requestId));
    await addTask(
      tx,
      {
        kind: 'job_failed',
        about,
        params: { job },
        ...(request === undefined ? {} : { requestId: request.id }),
      },
      settings.clock.now(),
    );
  });
}
