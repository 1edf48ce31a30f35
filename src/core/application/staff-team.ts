import type { Team } from '../approval/team.ts';
import type { Tx } from './ports.ts';
import { logName } from './staff-actor.ts';
import { goesOnAs, type StaffRow } from './staff-row.ts';

/** Who decides here and who did (R19, R26). A Slack user who became a member of the desk is known as that member is. */
export async function staffTeam(tx: Tx): Promise<Team> {
  const all = await tx.staff.all();
  return all.map((member) => ({
    by: logName(member),
    goesOnAs: all.filter(({ id }) => id === goesOnAs(member)).map(logName)[0] ?? null,
    atDesk: member.email !== null,
    inSlack: member.slackUserId !== null,
    acts: member.active && canAct(member),
  }));
}

/** A group may name people who never come to the channel: until the first click there, Slack has told no name. */
function canAct({ email, slackUserId, name }: StaffRow): boolean {
  return email !== null || name !== slackUserId;
}
