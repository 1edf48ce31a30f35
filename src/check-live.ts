import type { Config } from './config.ts';
import type { CoreApi } from './core/application/core-api.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import { DEMO_OWNER } from './seed-demo.ts';

/** Live mode refuses a demo's data and channels that the owner has not recorded as recipients (R27, R28). */
export async function checkLive(
  core: Pick<CoreApi, 'desk'>,
  config: Pick<Config, 'telegram'>,
): Promise<Result<null, 'live.demo_data' | 'live.channel_not_recorded'>> {
  const [caught, staff, former, profile] = await Promise.all([
    core.desk.caughtMail(1),
    core.desk.staff(),
    core.desk.formerStaff(),
    core.desk.profile(),
  ]);
  const demoOwner = [...staff, ...former].some(({ email }) => email === DEMO_OWNER);
  if (caught.length > 0 || demoOwner) return refuse('live.demo_data');
  const recorded = profile.recipients.some(
    ({ id, name }) => id === 'telegram' || name.toLowerCase() === 'telegram',
  );
  if (config.telegram !== undefined && !recorded)
    return refuse('live.channel_not_recorded', { channel: 'Telegram' });
  return ok(null);
}
