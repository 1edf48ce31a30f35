/** Somebody who decides, or once did, as far as it matters whether two of them are one human (R19). */
export interface Colleague {
  /** `staff:<id>` */
  readonly by: string;
  /** Known at the desk, by an address. */
  readonly atDesk: boolean;
  readonly inSlack: boolean;
  /** Works here now, and has a way to decide. */
  readonly acts: boolean;
  /** The one that this Slack user turned out to be. */
  readonly goesOnAs: string | null;
}

export type Team = readonly Colleague[];

/**
 * At least so many humans decide here. Who is known at the desk alone and who in Slack alone may be the same one, so of
 * these two kinds only the larger counts.
 */
export function people(team: Team): number {
  const acting = team.filter(({ acts }) => acts);
  const both = acting.filter(({ atDesk, inSlack }) => atDesk && inSlack).length;
  const deskOnly = acting.filter(({ atDesk, inSlack }) => atDesk && !inSlack).length;
  const slackOnly = acting.length - both - deskOnly;
  return both + Math.max(deskOnly, slackOnly);
}

/** Surely two humans: two addresses, or two users of Slack. Somebody nobody knows (any more) is another one. */
export function isSomebodyElse(team: Team, one: string, other: string): boolean {
  const [a, b] = [one, other].map((by) => team.find((member) => member.by === nowAs(team, by)));
  if (nowAs(team, one) === nowAs(team, other)) return false;
  if (a === undefined || b === undefined) return true;
  return (a.atDesk && b.atDesk) || (a.inSlack && b.inSlack);
}

/** How the log names today whoever it named so. */
export function nowAs(team: Team, by: string): string {
  return team.find((member) => member.by === by)?.goesOnAs ?? by;
}
