import type { Config } from './config.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import { staffFromConfig } from './core/application/staff-from-config.ts';
import type { Log } from './platform/log.ts';

/**
 * Lets the people in whom the configuration names and those out whom it no longer names; tells where it had no effect.
 * Whom a user group of Slack names is known when `read` from Slack: before that, nobody of Slack is put out.
 */
export async function admitStaff(
  settings: CoreSettings,
  { staffEmails, slack }: Pick<Config, 'staffEmails' | 'slack'>,
  log: Pick<Log, 'warn'>,
  read?: readonly string[],
): Promise<void> {
  const approvers = slack?.approvers ?? [];
  const people = approvers.filter((id) => !id.startsWith('S'));
  const { stayRemoved, lastOwnerKept } = await staffFromConfig(settings, {
    emails: staffEmails,
    slackUserIds: read ?? people,
    slackComplete: read !== undefined || people.length === approvers.length,
  });
  if (stayRemoved > 0)
    log.warn(
      { people: stayRemoved },
      'STAFF_EMAILS or SLACK_APPROVERS names people who were removed: they stay out until `staff add` or the desk lets them in',
    );
  if (lastOwnerKept)
    log.warn({}, 'the only owner is not in STAFF_EMAILS any more and stays: name or make another owner');
}
