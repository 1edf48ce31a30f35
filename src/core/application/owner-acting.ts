import type { Actor } from '../approval/staff-channel.ts';
import type { Tx } from './ports.ts';
import { logName, staffMember } from './staff-actor.ts';

/** How an owner who acts is written down; undefined for everybody else. Who has the command line has the machine. */
export async function ownerActing(tx: Tx, by: Actor): Promise<string | undefined> {
  if (by.via === 'cli') return 'cli';
  const member = await staffMember(tx, by);
  return member?.owner === true ? logName(member) : undefined;
}
