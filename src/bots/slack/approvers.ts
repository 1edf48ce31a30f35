import type { webApi } from '@slack/bolt';
import { MINUTE } from '../../core/kernel/clock.ts';
import { readFailure } from './read-failure.ts';
import type { SlackSettings } from './slack-settings.ts';

/** Slack tells a change of a group at once; this is for one that was lost on the way. */
const LOOK_AGAIN = 10 * MINUTE;

type Named = Pick<SlackSettings, 'approvers'>;

/** Ids of people (U…, W…) and of user groups (S…), as SLACK_APPROVERS has them. */
export function isGroup(id: string): boolean {
  return id.startsWith('S');
}

/** Whether this person is named, or in a group that is, as Slack has it now. Rejects when a group cannot be read. */
export async function isApprover(
  slack: webApi.WebClient,
  { approvers }: Named,
  userId: string,
): Promise<boolean> {
  if (approvers.includes(userId)) return true;
  const groups = await Promise.all(approvers.filter(isGroup).map((group) => membersOf(slack, group)));
  return groups.some((members) => members.includes(userId));
}

/** Everybody who is named, by themselves or by a group. Rejects when a group cannot be read: some of them is not all. */
export async function readApprovers(
  slack: webApi.WebClient,
  { approvers }: Named,
): Promise<readonly string[]> {
  const groups = await Promise.all(approvers.filter(isGroup).map((group) => membersOf(slack, group)));
  return [...new Set([...approvers.filter((id) => !isGroup(id)), ...groups.flat()])];
}

/**
 * Tells `named` who may decide: at the start, when Slack says that a group changed, and every ten minutes. A group that
 * cannot be read changes nothing; each click asks for itself besides.
 */
export function followApprovers(
  slack: webApi.WebClient,
  settings: Pick<SlackSettings, 'approvers' | 'log' | 'approversEveryMs'>,
  named: (userIds: readonly string[]) => Promise<void>,
) {
  let reading = Promise.resolve();
  let told: string | null = null;
  async function read(): Promise<void> {
    const userIds = await readApprovers(slack, settings).catch((error: unknown) => {
      settings.log.warn({ reason: readFailure(error).code }, 'slack: who may decide could not be read');
      return null;
    });
    const list = userIds?.toSorted().join() ?? null;
    if (userIds === null || list === told) return;
    try {
      await named(userIds);
      told = list;
    } catch (error) {
      // Ours, not of Slack: told again at the next look.
      const reason = error instanceof Error ? error.name : 'unknown';
      settings.log.warn({ reason }, 'who may decide in Slack could not be stored');
    }
  }
  // One after the other: an older list never comes last.
  const readNext = () => {
    reading = reading.then(read);
    return reading;
  };
  const timer = setInterval(readNext, settings.approversEveryMs ?? LOOK_AGAIN);
  timer.unref();
  return {
    first: readNext(),
    async changed(groupId: string): Promise<void> {
      if (settings.approvers.includes(groupId)) await readNext();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await reading;
    },
  };
}

async function membersOf(slack: webApi.WebClient, usergroup: string): Promise<readonly string[]> {
  return (await slack.usergroups.users.list({ usergroup })).users ?? [];
}
