import type { CoreApi } from './core/application/core-api.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import { DEMO_OWNER } from './seed-demo.ts';

/**
 * Live mode refuses a demo's data and channels that the owner has not recorded as recipients (R27). What else differs
 * from the policy is answered, to be told at the start (R28).
 */
export async function checkLive(
  core: Pick<CoreApi, 'desk'>,
): Promise<
  Result<Awaited<ReturnType<CoreApi['desk']['drift']>>, 'live.demo_data' | 'live.channel_not_recorded'>
> {
  const [caught, staff, former, drift] = await Promise.all([
    core.desk.caughtMail(1),
    core.desk.staff(),
    core.desk.formerStaff(),
    core.desk.drift(),
  ]);
  const demoOwner = [...staff, ...former].some(({ email }) => email === DEMO_OWNER);
  if (caught.length > 0 || demoOwner) return refuse('live.demo_data');
  const missing = drift.find(({ kind }) => kind === 'not_recorded');
  if (missing !== undefined) return refuse('live.channel_not_recorded', { channel: missing.name });
  return ok(drift);
}
