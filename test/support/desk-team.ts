import type { Team } from '../../src/core/approval/team.ts';

/** Colleagues who all sign in at the desk. */
export function deskTeam(...names: readonly string[]): Team {
  return names.map((by) => ({ by, atDesk: true, inSlack: false, acts: true, goesOnAs: null }));
}
