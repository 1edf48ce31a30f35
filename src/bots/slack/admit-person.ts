import type { webApi } from '@slack/bolt';
import type { Actor } from '../../core/approval/staff-channel.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { isApprover } from './approvers.ts';
import { readFailure } from './read-failure.ts';
import type { SlackRefusalCode, SlackSettings } from './slack-settings.ts';

type ClickSettings = Pick<SlackSettings, 'approvers' | 'channel' | 'log'>;
type SlackUser = NonNullable<webApi.UsersInfoResponse['user']>;
const PAGE = 200;
/** Also what Slack says of a public channel: to look at one wants channels:read, which the manifest does not ask. */
const SCOPES_MISSING = 'missing_scope';

/**
 * Whether this person may act now (R26): named, staff (no guest, bot or closed account) and in the channel, which is
 * still private and ours alone. Asked anew at every action: nothing is remembered, and not knowing is a no.
 */
export async function admitPerson(
  slack: webApi.WebClient,
  settings: ClickSettings,
  userId: string,
): Promise<Result<Actor, SlackRefusalCode>> {
  if (settings.approvers.length === 0) return refuse('slack.alerts_only');
  try {
    if (!(await isApprover(slack, settings, userId))) return refuse('slack.not_approver');
    const [info, channel, members] = await Promise.all([
      slack.users.info({ user: userId }),
      readChannel(slack, settings.channel),
      readMembers(slack, settings.channel),
    ]);
    if (!info.user || info.user.deleted || info.user.is_bot || isGuest(info.user)) {
      return refuse('slack.not_staff');
    }
    if (channel !== null) return refuse(channel);
    if (!members.includes(userId)) return refuse('slack.not_member');
    const email = info.user.profile?.email;
    const actor = { via: 'slack', userId, name: nameOf(info.user) } as const;
    return ok(email === undefined ? actor : { ...actor, email });
  } catch (error) {
    const { code } = readFailure(error);
    settings.log.warn({ reason: code }, 'slack: could not check who clicked');
    return refuse(code === SCOPES_MISSING ? 'slack.scopes_missing' : 'slack.not_checked');
  }
}

/** Why this channel may not hold cards (R26), or null. Rejects when Slack cannot be asked. */
export async function readChannel(
  slack: webApi.WebClient,
  channelId: string,
): Promise<SlackRefusalCode | null> {
  const { channel } = await slack.conversations.info({ channel: channelId });
  if (!channel || channel.is_archived || channel.is_member === false) return 'slack.channel_unavailable';
  if (channel.is_shared || channel.is_ext_shared || channel.is_org_shared || channel.is_pending_ext_shared) {
    return 'slack.channel_shared';
  }
  return channel.is_private === true ? null : 'slack.channel_public';
}

/** The same, and nobody in it is a guest of the workspace. */
export async function inspectChannel(
  slack: webApi.WebClient,
  channelId: string,
): Promise<SlackRefusalCode | null> {
  const refusal = await readChannel(slack, channelId);
  if (refusal !== null) return refusal;
  const members = await readMembers(slack, channelId);
  const people = await Promise.all(members.map((user) => slack.users.info({ user })));
  return people.some(({ user }) => user && isGuest(user)) ? 'slack.channel_guests' : null;
}

/** What a failed start means for the one who has to repair it. */
export function startRefusal(error: unknown): SlackRefusalCode {
  const { code, outcome } = readFailure(error);
  if (outcome.retryable) return 'slack.unreachable';
  if (code === SCOPES_MISSING) return 'slack.scopes_missing';
  return ['channel_not_found', 'not_in_channel', 'is_archived'].includes(code)
    ? 'slack.channel_unavailable'
    : 'slack.token_refused';
}

async function readMembers(slack: webApi.WebClient, channel: string): Promise<string[]> {
  const members: string[] = [];
  let cursor = '';
  do {
    const page = await slack.conversations.members({ channel, limit: PAGE, ...(cursor ? { cursor } : {}) });
    members.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return members;
}

function isGuest(user: SlackUser): boolean {
  return user.is_restricted === true || user.is_ultra_restricted === true;
}

function nameOf(user: SlackUser): string {
  return user.profile?.real_name || user.real_name || user.name || user.id || '';
}
